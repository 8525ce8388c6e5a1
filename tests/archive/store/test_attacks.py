"""Whatever is done to an object of a store is found and named, and nothing that does not hash right is handed out."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import fsspec  # type: ignore[import-untyped]  # the library has no types
import pytest

from checker.archive.store.blobs import name_of
from checker.archive.store.packing import is_difference, pack, read_difference
from checker.archive.store.pushes import MARK
from checker.archive.store.run_map import read_stored
from checker.archive.store.verification import verify_stored_run
from checker.faults import ArchiveFault
from checker.settings import Settings
from tests.archive.store.nights import decide, keep_night, probe
from tests.archive.store.shelf import Shelf
from tests.archive.store.test_round_trip import fetch, last, push

pytestmark = pytest.mark.usefixtures("quick")


class Objects(NamedTuple):
    """One object of each kind; the run n2 needs those that `fetched` names."""

    by_kind: dict[str, str]
    fetched: list[str]


def fill(shelf: Shelf, archive: Path) -> Objects:
    push(shelf, archive, "n1")
    push(shelf, archive, "n2")
    probe(archive, 2, 9)
    push(shelf, archive)
    with shelf.place() as place:
        now = last(place)
        stored = read_stored(place, "n2", now.runs["n2"])
    names = {name: name_of(sealed.sha256) for name, sealed in stored.files.items()}
    picture = next(name for name in sorted(names) if name.endswith("home.jpg"))
    assert now.visits
    kinds = {
        "map": name_of(now.runs["n2"].map.sha256), "manifest": names["manifest.json"], "results": names["results.jsonl"],
        "observation": names[picture.replace("home.jpg", "observation.json")], "picture": names[picture],
        "ground": name_of(read_difference(shelf.read(names[picture])).ground.sha256), "report": names["report/index.html"],
        "list": names["manifest-sha256.txt"],
    }  # fmt: skip
    assert is_difference(shelf.read(kinds["picture"]))
    beside = {"visits": name_of(now.visits.sha256), "push": "pushes/00000002.json", "last push": shelf.names()[-2]}
    assert beside["last push"].startswith("pushes/")
    return Objects(kinds | beside, sorted(kinds))


def flip(data: bytes) -> bytes:
    at = len(data) * 2 // 3
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "flipped": flip, "cut": lambda data: data[:-1], "longer": lambda data: data + b"\n", "emptied": lambda _: b"", "gone": lambda _: None,
    "packed anew": lambda data: pack(flip(data)),
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Objects]:
    """A store in a folder, with two nights and visits."""
    here = tmp_path_factory.mktemp("filled")
    (here / "archive").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        decide(keep_night(here / "archive", "n1"), "看过原件")
        keep_night(here / "archive", "n2")
        probe(here / "archive", 1, 1)
        objects = fill(_shelf(here / "store"), here / "archive")
    return here / "store", objects


def _shelf(root: Path) -> Shelf:
    return Shelf(str(root), Settings(), fsspec.filesystem("file", auto_mkdir=True), str(root))


@pytest.fixture
def attacked(filled: tuple[Path, Objects], tmp_path: Path) -> tuple[Shelf, Objects]:
    store, objects = filled
    shutil.copytree(store, tmp_path / "store")
    return _shelf(tmp_path / "store"), objects


@pytest.mark.long
def test_every_object_of_a_store(attacked: tuple[Shelf, Objects]) -> None:
    shelf, _ = attacked
    assert shelf.bad() == set()
    for name in shelf.names():
        whole = shelf.read(name)
        for damage in ("flipped", "gone") if name != MARK else ():
            damaged = DAMAGES[damage](whole)
            shelf.delete(name)
            if damaged is not None:
                shelf.write(name, damaged)
            if not (damage == "gone" and name == "pushes/00000004.json"):  # that one no store can tell: it is to be noted elsewhere
                assert name in shelf.bad(), (name, damage)
        shelf.write(name, whole)
    assert shelf.bad() == set()


_RARE = [pytest.param(damage, marks=pytest.mark.long) for damage in ("cut", "longer", "emptied", "packed anew")]


@pytest.mark.parametrize("damage", ["flipped", "gone", *_RARE])
def test_an_object_of_each_kind_is_named_and_never_handed_out(attacked: tuple[Shelf, Objects], damage: str, tmp_path: Path) -> None:
    shelf, objects = attacked
    for kind, name in objects.by_kind.items():
        whole = shelf.read(name)
        damaged = DAMAGES[damage](whole)
        if damaged is None:
            shelf.delete(name)
        else:
            shelf.write(name, damaged)
        if (kind, damage) != ("last push", "gone"):
            assert name in shelf.bad(), (kind, damage)
        if kind in objects.fetched:
            with shelf.place() as place:
                assert name in verify_stored_run(place, "n2").files, (kind, damage)
            with pytest.raises(ArchiveFault, match=name):
                fetch(shelf, tmp_path / "back", "n2")
            assert [*(tmp_path / "back").iterdir()] == []
        shelf.write(name, whole)


@pytest.mark.parametrize("one", ["map", "manifest", "observation", "picture", "visits"])
def test_two_that_changed_places_are_both_named(attacked: tuple[Shelf, Objects], one: str) -> None:
    shelf, objects = attacked
    here, there = objects.by_kind[one], objects.by_kind["report"]
    content = shelf.read(here), shelf.read(there)
    shelf.write(here, content[1])
    shelf.write(there, content[0])
    assert shelf.bad() >= {here, there}


def test_an_older_push_put_back_or_taken_out_shows(attacked: tuple[Shelf, Objects]) -> None:
    shelf, objects = attacked
    names = [name for name in shelf.names() if name.startswith("pushes/")]
    assert names[-1] == objects.by_kind["last push"]
    whole = shelf.read(names[-1])
    shelf.write(names[-1], shelf.read(names[0]))  # an older state over the last
    assert names[-1] in shelf.bad()
    shelf.write("pushes/00000009.json", shelf.read(names[0]))  # and as a newer one
    assert {"pushes/00000009.json", "pushes/00000008.json"} <= shelf.bad()
    shelf.delete("pushes/00000009.json")
    shelf.write(names[-1], whole)
    shelf.delete(names[1])
    assert names[1] in shelf.bad()


def test_what_does_not_belong_there_is_named(attacked: tuple[Shelf, Objects]) -> None:
    shelf, _ = attacked
    shelf.write("blobs/ab/readme", b"")
    shelf.write("pushes/1.json", b"{}")
    shelf.write("notes.txt", b"somebody's own, beside the store's folders")
    assert shelf.bad() == {"blobs/ab/readme", "pushes/1.json"}


def test_on_any_storage(shelf: Shelf, archive: Path, tmp_path: Path) -> None:
    objects = fill(shelf, archive)
    picture, ground, pushed = objects.by_kind["picture"], objects.by_kind["ground"], objects.by_kind["push"]
    for name in (picture, ground):
        whole = shelf.read(name)
        shelf.write(name, flip(whole))
        with shelf.place() as place:
            assert name in verify_stored_run(place, "n2").files
        with pytest.raises(ArchiveFault, match=name):
            fetch(shelf, tmp_path / "back", "n2")
        shelf.write(name, whole)
    shelf.delete(picture)
    assert picture in shelf.bad()
    again = push(shelf, archive, "n2")  # what is gone is put again
    assert [each.files for each in again] == [1]
    shelf.delete(pushed)
    assert shelf.bad() == {pushed}
