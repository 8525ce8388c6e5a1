"""The memory that a run holds on the way is measured where so many further sites were looked at, and of all its processes."""

import os
import subprocess
import sys
from itertools import islice

import pytest

from benchmarks.thousand import Held, tell_growth, walk

# a run of four sites, two of which wait for their second look; after the second site it holds 60 MB more, half of it in another process
RUN = """
import subprocess, sys, time
def say(words):
    print(words, file=sys.stderr, flush=True)
    time.sleep(0.05)
say('event="site done" site=a done=1/4 reach=reached')
say('event="looked at, second look later" site=b reach=reached')
held = bytearray(b"x" * 30_000_000)
hold = "import sys; held = bytearray(b'x' * 30_000_000); print(1, flush=True); sys.stdin.read()"
other = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
other.stdout.readline()
say('event="looked at, second look later" site=c reach=reached')
say('event="site done" site=d done=2/4 reach=reached')
say('event="second looks begin" sites=2')
say('event="second look done" site=b')
say('event="site done" site=b done=3/4 reach=reached')
other.communicate()
"""


def test_memory_is_measured_by_first_looks_and_of_all_processes() -> None:
    held = list(walk([sys.executable, "-c", RUN], 2, dict(os.environ)))
    assert [each.sites for each in held] == [2, 4]
    assert held[1].checker - held[0].checker > 25e6 and held[1].browser - held[0].browser > 25e6
    assert held[0].seconds < held[1].seconds and held[1].both == held[1].checker + held[1].browser


def test_a_run_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        list(islice(walk([sys.executable, "-c", "raise SystemExit(3)"], 2, dict(os.environ)), 1))


def test_growth_is_told_without_the_last_site_when_the_others_have_landed() -> None:
    held = [
        Held(sites, 1.0, 200_000_000, both - 200_000_000)
        for sites, both in ((100, 1), (200, 10**9), (300, 12 * 10**8), (400, 11 * 10**8), (500, 5 * 10**8))
    ]
    assert "from 200 to 400 sites: both +10.0%, at the most +20.0% (at 300); the checker +0 MB" in tell_growth(held, 500)
    assert "too few" in tell_growth(held[:2], 500)
