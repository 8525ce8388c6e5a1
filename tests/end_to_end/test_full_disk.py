"""A disk that fills up in the middle, and one that may not be written: told in a sentence, nothing lost, and gone on with."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, lines_of
from tests.end_to_end.town import Town, code_of

pytestmark = pytest.mark.long
WORDS = ("--run-id", "night", "--allow-private", "--edition", "2015-15", "--jobs", "1")


def mount(place: Path, *options: str) -> None:
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", place], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    place = tmp_path / "disk"
    mount(place, "size=2m")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=False)


def test_a_disk_that_fills_up_in_the_middle(disk: Path, tmp_path: Path) -> None:
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 4)
        ballast = disk / "ballast"
        ballast.write_bytes(b"\0" * (2_000_000 - 220_000))
        full = call("run", roster, "--out", disk / "archive", *WORDS)
        assert full.returncode == 3, full.stderr
        assert "the disk is full" in full.stderr and "--run-id night --resume" in full.stderr and "Traceback" not in full.stderr
        kept = lines_of(disk / "archive" / "night")  # each line is whole
        assert len(kept) < 4
        ballast.unlink()
        done = call("run", roster, "--out", disk / "archive", *WORDS, "--resume")
        assert done.returncode == 0, done.stderr
        lines = lines_of(disk / "archive" / "night")
        assert [line["key"] for line in lines] == [code_of(n) for n in range(1, 5)]
        assert all(town.count_visits()[line["key"]] == 1 for line in kept)
        assert call("verify", disk / "archive" / "night").returncode == 0


def test_a_disk_that_may_only_be_read(disk: Path, tmp_path: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with Town() as town:
        refused = call("run", town.write_roster(tmp_path / "roster.csv", 1), "--out", disk, *WORDS)
        assert refused.returncode == 3
        assert "the file system is read-only" in refused.stderr and "Traceback" not in refused.stderr
        assert not town.visits
