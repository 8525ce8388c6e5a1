"""A process that is killed at any moment loses nothing that it had logged, and its run goes on."""

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.evidence.chained_log import read_log
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_log import follow
from checker.evidence.verify import verify
from tests.evidence.runs import keep_site, line_of

WRITER = """
import sys, pathlib, itertools
from checker.evidence.run_folder import RunFolder
from tests.evidence.runs import line_of
run = RunFolder.create(pathlib.Path(sys.argv[1]), "night", resume=True)
run.write_run({"schema": 1})
print("begun", flush=True)
begin = len(run.finished_keys())
for number in itertools.count(begin):
    site = run.site(f"site-{number}")
    for look in (1, 2):
        kept = run.site(f"site-{number}", look).keep("home.jpg", bytes(50_000 + number), "picture")
        print("kept", kept.file, kept.sha256, flush=True)
    run.append(line_of(f"site-{number}"))
    print("finished", f"site-{number}", flush=True)
    if number % 3 == 2:
        run.site(f"site-{number + 1}").keep("early.png", b"a site whose visit ends badly", "picture")
        run.site(f"site-{number + 1}").set_aside("it ended badly")
"""


def run_and_kill(archive: Path, after: float) -> list[list[str]]:
    """What the writer had said to be on the disk when it was killed."""
    with subprocess.Popen([sys.executable, "-c", WRITER, archive], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        begun = writer.stdout.readline()
        assert begun == "begun\n"
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        return [line.split() for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_was_logged_is_lost(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    kept: dict[str, str] = {}
    finished: list[str] = []
    for _ in range(3):
        for word, *rest in run_and_kill(tmp_path, chance.uniform(0.0, 0.08)):
            if word == "kept":
                kept[rest[1]] = rest[0]
            else:
                finished.append(rest[0])
    found = verify(tmp_path / "night")
    assert [a.id for a in found.assertions if a.state == "failed"] == ["closed"]
    with RunFolder.create(tmp_path, resume=True) as run:
        assert run.finished_keys() >= set(finished)
        standing = {
            sealed.sha256: name
            for log in run.path.glob("sites/*/log.jsonl")
            for name, sealed in follow(read_log(log.read_bytes())).files.items()
        }
        assert standing.keys() >= kept.keys()
        order = sorted(run.finished_keys())
        run.close(order)
    found = verify(run.path)
    assert not found.altered, found
    assert [json.loads(line)["key"] for line in run.lines()] == order


def test_a_closing_that_was_interrupted_is_done_again(tmp_path: Path) -> None:
    """Closing is killed at many moments; afterwards the run is either closed and whole, or can be closed."""
    closer = (
        "import sys, pathlib; from checker.evidence.run_folder import RunFolder\n"
        "run = RunFolder.create(pathlib.Path(sys.argv[1]), 'night', resume=True)\n"
        "print('begun', flush=True); run.close(sys.argv[2:])"
    )
    keys = [f"site-{number}" for number in range(30)]
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({})
        for key in reversed(keys):
            keep_site(run, key)
    chance = random.Random(1)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", closer, tmp_path, *keys], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.0, 0.05))
            process.kill()
        found = verify(run.path)
        assert not run.closed or not found.altered, found
        if run.closed:
            break
    else:
        with RunFolder.create(tmp_path, "night", resume=True) as again:
            again.close(keys)
    assert not verify(run.path).altered
    assert run.lines() == [line_of(key) for key in keys]
