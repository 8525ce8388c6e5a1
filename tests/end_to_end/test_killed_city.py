"""Two hundred sites in one run, in which the checker, its browser or a page's own process is killed at twenty random moments."""

import os
import random
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, descendants_of, lines_of, record_of, start
from tests.end_to_end.town import Town, code_of

pytestmark = [pytest.mark.full, pytest.mark.timeout(2400)]
SITES, MOMENTS = 200, 20
WORDS = ("--run-id", "night", "--allow-private", "--edition", "2015-15", "--as-of", "2026-05-04", "--jobs", "6")


def _processes(of: int, what: str) -> list[int]:
    """Those of Chromium below the process `of`: the browser's own, or those that render pages."""
    found = []
    for pid in descendants_of(of):
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        role = "renderer" if b"--type=renderer" in words else "browser" if b"--user-data-dir=" in words and b"--type=" not in words else ""
        if role == what:
            found.append(pid)
    return found


def _kill_below(process: subprocess.Popen[str], what: str, chance: random.Random) -> bool:
    """Kills the browser or one renderer; false where none stands at the moment."""
    standing = _processes(process.pid, what)
    if not standing:
        return False
    try:
        os.kill(chance.choice(standing), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _interrupted(process: subprocess.Popen[str], chance: random.Random, killed: Counter[str]) -> bool:
    """Kills this and that until the process ends; whether it must be gone on with, as its last words say."""
    while killed.total() < MOMENTS:
        try:
            return process.wait(chance.uniform(2.0, 9.0)) == 3  # its own page's process was killed twice
        except subprocess.TimeoutExpired:
            what = chance.choice(["checker", "browser", "renderer"])
        if what == "checker":
            process.kill()
            process.wait(30)
            killed[what] += 1
            return True
        killed[what] += _kill_below(process, what, chance)
    process.wait(1500)
    return False


def test_two_hundred_sites_and_twenty_deaths(tmp_path: Path) -> None:
    archive, chance, killed = tmp_path / "archive", random.Random(20261123), Counter[str]()
    with Town(delay=0.1) as town:
        roster = town.write_roster(tmp_path / "roster.csv", SITES)
        process = start("run", roster, "--out", archive, *WORDS, log=tmp_path / "log")
        while _interrupted(process, chance, killed):
            again = ["--resume"] if (archive / "night").exists() else []
            process = start("run", roster, "--out", archive, *WORDS, *again, log=tmp_path / "log")
        assert process.returncode == 0, (tmp_path / "log").read_text()[-3000:]
    assert killed.total() >= MOMENTS, "the run was over before all were killed"
    assert len(killed) == 3, killed
    lines = lines_of(archive / "night")
    assert [line["key"] for line in lines] == [code_of(n) for n in range(1, SITES + 1)]
    other = [(line["key"], line["verdict"], line["reach"]["state"]) for line in lines if line["verdict"] != "pass"]
    # a site whose page was killed twice is one that crashes: nothing is said of it
    assert all(each[1:] == ("cannot_tell", "crashed") for each in other) and len(other) <= killed["renderer"] // 2, other
    assert record_of(archive / "night")["complete"]
    assert call("verify", "night", "--out", archive).returncode == 0
    assert call("verify", "--all", "--out", archive).returncode == 0
