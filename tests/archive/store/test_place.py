"""The doors of a place: put if absent, in one step, and told in words that a person can follow."""

import errno
import os
from pathlib import Path

import pytest

from checker.archive.store.opening import is_store, open_place, split_address
from checker.archive.store.place import Place
from checker.archive.store.pushes import MARK, last_push, make_store
from checker.evidence.disk import PART
from checker.faults import ArchiveFault, UsageFault
from checker.settings import Settings
from tests.archive.store.shelf import Shelf


def test_what_is_there_stays(shelf: Shelf) -> None:
    with shelf.place() as place:
        assert place.names() == [] and place.read("a/b") is None and not place.has("a/b")
        assert place.put_new("a/b", b"first")
        assert not place.put_new("a/b", b"second")
        assert place.read("a/b") == b"first" and place.has("a/b")
        assert (place.read_start("a/b", 3), place.read_start("a/b", 99), place.read_start("a/c", 3)) == (b"fir", b"first", None)
        assert place.put_new("a/empty", b"") and place.read("a/empty") == b""
        assert place.names() == place.names("a") == ["a/b", "a/empty"] and place.names("b") == []


def test_a_file_system_without_hard_links(folder: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    with folder.place() as place:
        assert place.put_new("a/b", b"first") and not place.put_new("a/b", b"second")
        assert place.read("a/b") == b"first" and place.names() == ["a/b"]


def test_what_is_half_written_is_no_object(folder: Shelf, tmp_path: Path) -> None:
    folder.write(f"{PART}0123", b"half")
    folder.write(f"blobs/{PART}0123", b"half")
    with folder.place() as place:
        assert place.names() == []
        make_store(place)
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == [f"{PART}0123", "blobs", MARK]


def test_a_storage_that_writes_over_what_is_there_is_no_place_for_a_store(folder: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "put_new", lambda self, name, data: True)
    with folder.place() as place, pytest.raises(ArchiveFault, match="put if absent"):
        make_store(place)


def test_somebody_elses_folder_is_no_store(folder: Shelf) -> None:
    folder.write(MARK, b'{"name": "a shop"}')
    with folder.place() as place, pytest.raises(ArchiveFault, match="is not ours"):
        make_store(place)
    folder.delete(MARK)
    with folder.place() as place, pytest.raises(UsageFault, match="no store at"):
        last_push(place)


def test_what_is_not_empty_becomes_no_store(shelf: Shelf) -> None:
    shelf.write("blobs/ab/cdef", b"of an archive")
    with shelf.place() as place, pytest.raises(UsageFault, match="choose an empty place"):
        make_store(place)
    assert shelf.names() == ["blobs/ab/cdef"]


def test_a_disk_that_refuses_is_told(folder: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with folder.place() as place:
        assert place.put_new("a", b"1")
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(ArchiveFault, match="the disk is full"):
            place.put_new("b", b"2")
    monkeypatch.undo()
    assert folder.names() == ["a"]


def test_addresses(tmp_path: Path) -> None:
    for wrong, why in (
        ("s3://key:secret@bucket/x", "do not belong"), ("s3:///x", "no place for a store"), ("http://host/x", "no place for a store"),
        ("s3://bucket/x?versionId=1", "more than a place"), ("memory://x", "no place for a store"), ("file://host/x", "no place"),
    ):  # fmt: skip
        with pytest.raises(UsageFault, match=why) as told, open_place(wrong, Settings()):
            pass
        assert "secret@" not in str(told.value)
    with open_place(f"file://{tmp_path}/a%20b", Settings()) as place:
        assert place.told == f"{tmp_path}/a b"
    assert split_address("s3://bucket/prefix/n1") == ("s3://bucket/prefix", "n1")
    assert split_address("screenshots/n1") is None and not is_store(str(tmp_path))
    (tmp_path / MARK).write_text("{}")
    assert split_address(f"{tmp_path}/n1/") == (str(tmp_path), "n1") and is_store(str(tmp_path))
    with pytest.raises(UsageFault, match="names no run"):
        split_address("s3://n1")
    with pytest.raises(UsageFault, match="belong together"), open_place("s3://b/x", Settings(store_key="a")):  # type: ignore[arg-type]  # pydantic makes it one
        pass
