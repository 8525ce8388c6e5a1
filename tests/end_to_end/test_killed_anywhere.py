"""A run in Chromium that is killed at fifty random moments: nothing is lost that was logged, nothing broken, and it goes on each time."""

import random
import signal
import subprocess
from pathlib import Path

import pytest

from checker.evidence.archive_verification import verify_archive
from checker.evidence.chained_log import read_log
from checker.evidence.site_log import follow
from tests.end_to_end.calling import call, lines_of, start
from tests.end_to_end.town import Town, code_of

pytestmark = [pytest.mark.long, pytest.mark.timeout(1500)]
SITES, MOMENTS = 6, 50
WORDS = ("--allow-private", "--edition", "2015-15", "--as-of", "2026-05-04", "--jobs", "3")


def logged(run: Path) -> set[str]:
    """The hashes of everything that the logs of a run say was kept, by whole lines."""
    logs = [follow(read_log(log.read_bytes())) for log in run.glob("sites/*/log.jsonl")]
    return {sealed.sha256 for log in logs for sealed in log.files.values()}


def kill(process: subprocess.Popen[str]) -> None:
    """The process as `kill -9` would; its browser and driver end by themselves."""
    process.send_signal(signal.SIGKILL)
    process.wait(30)


def look_at(archive: Path, night: str) -> None:
    """The archive verifies; the night that was killed says that it is not finished, where it is not."""
    found = verify_archive(archive)
    assert not found.altered, [(run.run, each.english) for run in found.runs for each in run.assertions if each.state == "failed"]
    states = {run.run: run.state for run in found.runs}
    assert states[night] in ("unfinished", "whole", "sealed")
    assert all(state in ("whole", "sealed") for name, state in states.items() if name != night)


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    archive, chance = tmp_path / "archive", random.Random(20261123)
    killed, nights = 0, 0
    with Town(delay=0.1) as town:
        roster = town.write_roster(tmp_path / "roster.csv", SITES)
        while killed < MOMENTS:
            nights += 1
            night = f"n{nights}"
            kept: set[str] = set()
            finished: set[str] = set()
            for attempt in range(MOMENTS):
                again = ["--resume"] if (archive / night).exists() else []
                process = start("run", roster, "--out", archive, "--run-id", night, *WORDS, *again, log=tmp_path / "log")
                try:
                    status: int | None = process.wait(chance.uniform(0.8, 6.0 + 2.0 * attempt))
                except subprocess.TimeoutExpired:
                    status = None
                    kill(process)
                    killed += 1
                if status is not None:
                    assert status == 0, (tmp_path / "log").read_text()
                    break
                if not (archive / night).exists() or not any((archive / night).iterdir()):
                    continue  # killed before anything was written
                if (archive / night / "run.json").exists():
                    look_at(archive, night)
                assert kept <= logged(archive / night)
                kept = logged(archive / night)
                results = archive / night / "results.jsonl"
                whole = results.read_bytes().rpartition(b"\n")[0].splitlines() if results.exists() else []
                assert len(whole) >= len(finished)
                finished = {line.decode() for line in whole}
                if killed >= MOMENTS:
                    done = call("run", roster, "--out", archive, "--run-id", night, *WORDS, "--resume")
                    assert done.returncode == 0, done.stderr
                    break
            assert kept <= logged(archive / night)
            assert [line["key"] for line in lines_of(archive / night)] == [code_of(n) for n in range(1, SITES + 1)]
            assert call("verify", night, "--out", archive).returncode == 0
    assert call("verify", "--all", "--out", archive).returncode == 0
    assert killed >= MOMENTS
