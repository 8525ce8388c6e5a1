"""What a person is told when the disk refuses, and that a half-written file never stands under its name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.evidence.disk import append_line, check_archive, write_atomically
from checker.faults import ArchiveFault


def test_the_archive_is_created_and_left_empty(tmp_path: Path) -> None:
    assert check_archive(tmp_path / "a" / "b") > 0
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for archive in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(ArchiveFault, match=r"Cannot create the archive .*file.*: a .* (folder|of the path).*--out"):
            check_archive(archive)


def test_too_little_space(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFault, match=r"Only \d+ MB are free in .* needs about 1000000000000 MB"):
        check_archive(tmp_path, needed=10**18)


def test_without_permission(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o555)
    script = (
        "import os, sys, pathlib; from checker.evidence.disk import check_archive; from checker.faults import ArchiveFault\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: check_archive(pathlib.Path(sys.argv[1]))\n"
        "except ArchiveFault as fault: print(fault)"
    )
    said = subprocess.run([sys.executable, "-c", script, closed], capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"Cannot write to the archive {closed}: the permission is missing.")
    assert "--out" in said


def test_old_bytes_or_new_ones(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, b"old")
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"safe")
    for name in ("log", "file"):
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveFault, match="symbolic link"):
        append_line(tmp_path / "log", b"line")
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"safe"
    assert not (tmp_path / "file").is_symlink()


def test_a_full_disk_leaves_what_stood(small_disk: Path) -> None:
    write_atomically(small_disk / "file", b"old")
    append_line(small_disk / "log", b"first")
    (small_disk / "ballast").write_bytes(b"\0" * 4096)
    with pytest.raises(ArchiveFault, match=r"Cannot write .*file: the disk is full\. Free some space.*--resume"):
        write_atomically(small_disk / "file", os.urandom(2_000_000))
    with pytest.raises(ArchiveFault, match=r"Cannot append to .*log: the disk is full"):
        append_line(small_disk / "log", b"x" * 2_000_000)
    assert (small_disk / "file").read_bytes() == b"old"
    assert (small_disk / "log").read_bytes() == b"first\n"
    assert sorted(p.name for p in small_disk.iterdir()) == ["ballast", "file", "log"]


def test_a_disk_that_is_full_from_the_start(small_disk: Path) -> None:
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, pytest.raises(OSError, match="No space"):
        while True:
            ballast.write(b"\0" * 4096)
    with pytest.raises(ArchiveFault, match=r"Cannot (write to|create) the archive .*the disk is full"):
        check_archive(small_disk / "archive")
