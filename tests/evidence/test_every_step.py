"""A process is killed at each single step that it does on the disk: the archive verifies, and the run goes on with nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.evidence.archive_verification import verify_archive
from checker.evidence.chained_log import read_log
from checker.evidence.reviews import read_decisions
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_log import follow
from checker.faults import ArchiveFault
from tests.evidence.dying import NIGHT, SITES, fill_up_at, walk
from tests.evidence.runs import write_run


class Walkers:
    """The program of `dying`, kept running: it starts each walk from a process that has loaded everything."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.evidence.dying"]
        self._program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def walk(self, archive: Path, step: int) -> str:
        assert self._program.stdin and self._program.stdout
        self._program.stdin.write(f"{archive} {step}\n")
        self._program.stdin.flush()
        return self._program.stdout.readline().split()[-1]

    def end(self) -> None:
        self._program.communicate(timeout=20)


@pytest.fixture(scope="module")
def walkers() -> Iterator[Walkers]:
    program = Walkers()
    yield program
    program.end()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one night, in which the next will die."""
    found = tmp_path_factory.mktemp("steps")
    write_run(found / "archive", "n1")
    (found / "paper.pdf").write_bytes(b"%PDF-1.4 scan")
    return found


def standing(run: Path) -> set[str]:
    """The hashes of all that a run's logs hold, wherever it was moved."""
    logs = [follow(read_log(log.read_bytes())) for log in run.glob("sites/*/log.jsonl")]
    return {sealed.sha256 for log in logs for sealed in log.files.values()}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk is what these tests would spend their time with, and nothing here cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def look_after_it(place: Path, step: int) -> list[list[str]]:
    """What stands there after a process ended at that step: everything verifies, but that the night may not be finished."""
    said = [line.split() for line in (place / "said").read_text().splitlines()] if (place / "said").exists() else []
    found = verify_archive(place / "archive")
    assert not found.altered, (step, [each for each in found.assertions if each.state == "failed"], found.runs)
    states = [run.state for run in found.runs if run.run == NIGHT]
    assert states == ["whole"] or ["closed", NIGHT] not in said, (step, states)
    return said


def go_on(place: Path, step: int, said: list[list[str]]) -> None:
    """The night goes on from there to its end; whatever was said to be on the disk is there."""
    walk(place / "archive", lambda _: None)
    run = place / "archive" / NIGHT
    assert standing(run) >= {words[1] for words in said if words[0] == "kept"}, step
    assert [json.loads(line)["key"] for line in RunFolder.open(run).lines()] == SITES
    decisions = read_decisions(run).reviews
    assert len(decisions) >= 1 + (["reviewed"] in said), step
    assert all((run / paper.file).read_bytes() == (place / "paper.pdf").read_bytes() for each in decisions for paper in each.attachments)
    found = verify_archive(place / "archive")
    assert [each.state for each in found.runs] == ["sealed", "whole"], (step, found)
    assert not [each for run_found in found.runs for each in run_found.assertions if each.id == "leftovers" and each.state == "passed"]


EVERY = pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])


@EVERY
@pytest.mark.usefixtures("quick")
def test_killed_at_each_step_nothing_is_lost_and_nothing_broken(walkers: Walkers, place: Path, tmp_path: Path, every: int) -> None:
    step, ended = 0, ""
    while ended != "whole":
        step += every
        here = tmp_path / str(step)
        shutil.copytree(place, here)
        ended = walkers.walk(here / "archive", step)
        assert ended in ("killed", "whole"), step
        go_on(here, step, look_after_it(here, step))
        shutil.rmtree(here)
    assert step > 80


@EVERY
@pytest.mark.usefixtures("quick")
def test_a_disk_that_fills_up_at_each_step_is_told_and_nothing_is_lost(place: Path, tmp_path: Path, every: int) -> None:
    step, told, is_full = 0, 0, True
    while is_full:
        step += every
        here = tmp_path / str(step)
        shutil.copytree(place, here)
        with (here / "said").open("w") as said, pytest.MonkeyPatch.context() as patch:
            disk = fill_up_at(step, patch)
            try:
                walk(here / "archive", lambda words: print(words, file=said, flush=True))
            except ArchiveFault as fault:
                told += 1
                assert "the disk is full" in str(fault) and "Free some space" in str(fault), step
        is_full = disk.is_full
        go_on(here, step, look_after_it(here, step))
        shutil.rmtree(here)
    assert told * every > 40
