"""What the kernel tells of the checker and of what it started: held against processes that were made here for that."""

import subprocess
import sys
import time

import pytest

from checker.running.processes import can_tell, cpu_of_both, cpu_seconds, memory_bytes, started

pytestmark = pytest.mark.skipif(not can_tell(), reason="this system tells nothing of other processes")

_BURN = "import time\nwhile time.process_time() < 0.3: pass\nprint(1, flush=True)\ninput()"


def test_cpu_counts_what_lives_and_what_has_ended() -> None:
    before, own = cpu_seconds(), cpu_of_both()
    assert before is not None and own is not None
    with subprocess.Popen([sys.executable, "-c", _BURN], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None and child.stdout is not None
        child.stdout.readline()
        living, both = cpu_seconds(), cpu_of_both()
        assert child.pid in started()
        child.communicate(b"\n")
    ended = cpu_seconds()
    assert living is not None and both is not None and ended is not None
    assert living - before >= 0.28 and ended >= living - 0.03
    assert both["browser"] - own["browser"] >= 0.28 > both["checker"] - own["checker"]


def test_memory_counts_grandchildren() -> None:
    hold = "import sys; held = bytearray(60_000_000); print(1, flush=True); input()"
    middle = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    before = memory_bytes()
    with subprocess.Popen([sys.executable, "-c", middle], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        taken = memory_bytes()
        assert len(list(started(child.pid))) == 1
        child.communicate(b"\n")
    assert 60e6 < taken["browser"] - before["browser"] < 140e6
    assert abs(taken["checker"] - before["checker"]) < 30e6


def test_asking_costs_next_to_nothing() -> None:
    begun = time.process_time()
    for _ in range(20):
        cpu_seconds()
    assert time.process_time() - begun < 0.5
