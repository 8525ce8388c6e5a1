"""A run that is ended in the middle, gently or not, goes on where it was; nothing is left behind or visited twice."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, descendants_of, lines_of, record_of, start
from tests.end_to_end.town import Town, code_of

pytestmark = pytest.mark.long
SITES = 7
WORDS = ("--run-id", "night", "--allow-private", "--edition", "2015-15", "--as-of", "2026-05-04")


def wait_for_lines(run: Path, lines: int, process: subprocess.Popen[str]) -> None:
    results = run / "results.jsonl"
    deadline = time.monotonic() + 120
    while not results.exists() or results.read_bytes().count(b"\n") < lines:
        assert process.poll() is None and time.monotonic() < deadline, "the run did not come so far"
        time.sleep(0.05)


def still_alive(pids: list[int]) -> list[int]:
    """Those that run on, after a fair time to end; a dead child that nobody fetched is dead."""
    deadline = time.monotonic() + 15
    while living := [pid for pid in pids if _runs(pid)]:
        if time.monotonic() > deadline:
            return living
        time.sleep(0.2)
    return []


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def finish(town: Town, roster: Path, archive: Path) -> None:
    """Goes on with the run, and looks at what came of it all."""
    before = town.count_visits()
    finished = {line["key"] for line in lines_of(archive / "night")}
    assert 0 < len(finished) < SITES
    done = call("run", roster, "--out", archive, *WORDS, "--jobs", "4", "--resume")
    assert done.returncode == 0, done.stderr
    assert [line["key"] for line in lines_of(archive / "night")] == [code_of(n) for n in range(1, SITES + 1)]
    assert {line["verdict"] for line in lines_of(archive / "night")} == {"pass"}
    after = town.count_visits()
    assert all(after[key] == before[key] == 1 for key in finished)
    assert all(after[code_of(n)] >= 1 for n in range(1, SITES + 1))
    assert call("verify", archive / "night").returncode == 0
    record = record_of(archive / "night")
    assert record["complete"] and len(record["resumed"]) == 1 and record["started"] < record["resumed"][0]


@pytest.mark.parametrize("order", ["ctrl-c", "sigterm", "kill"])
def test_an_interrupted_run_goes_on(order: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with Town(delay=1.0) as town:
        roster = town.write_roster(tmp_path / "roster.csv", SITES)
        process = start("run", roster, "--out", archive, *WORDS, "--jobs", "2", log=tmp_path / "log")
        try:
            wait_for_lines(archive / "night", 2, process)
            children = descendants_of(process.pid)
            assert children
            if order == "ctrl-c":
                os.killpg(process.pid, signal.SIGINT)  # a terminal tells the whole group
            else:
                process.send_signal(signal.SIGTERM if order == "sigterm" else signal.SIGKILL)
            status = process.wait(60)
        finally:
            process.kill()
        assert not still_alive(children)
        told = (tmp_path / "log").read_text()
        if order == "kill":
            assert status == -signal.SIGKILL
        else:
            assert status == 3
            assert "--run-id night --resume" in told
            assert "Traceback" not in told and "never retrieved" not in told

        refused = call("run", roster, "--out", archive, *WORDS, "--as-of", "2026-05-05", "--resume")
        assert refused.returncode == 2 and "the as-of day was 2026-05-04, now it is 2026-05-05" in refused.stderr
        taken = call("run", roster, "--out", archive, *WORDS)
        assert taken.returncode == 2 and "--resume" in taken.stderr
        finish(town, roster, archive)


def test_a_complete_run_is_complete(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 1)
        assert call("run", roster, "--out", archive, *WORDS).returncode == 0
        files = {file: file.stat().st_mtime_ns for file in archive.rglob("*") if file.is_file()}
        again = call("run", roster, "--out", archive, *WORDS, "--resume")
        assert again.returncode == 0 and "complete already" in again.stderr and "1 sites: 1 pass" in again.stdout
        assert {file: file.stat().st_mtime_ns for file in archive.rglob("*") if file.is_file()} == files
        assert len(town.visits) == 1
        (archive / "night" / "report" / "index.html").unlink()
        (archive / "night" / "report" / "manifest.json").unlink()  # a run that was killed while it wrote its report
        assert call("run", roster, "--out", archive, *WORDS, "--resume").returncode == 0
        assert (archive / "night" / "report" / "index.html").exists()
        assert call("verify", "night", "--out", archive).returncode == 0
