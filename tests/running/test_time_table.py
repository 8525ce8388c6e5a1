"""The tables of `--timings`, as people read them."""

import pytest

from checker.running.time_table import print_timings
from checker.timings import REST, Spent, Timings


def test_stages_and_phases_are_told_with_their_sums(capsys: pytest.CaptureFixture[str]) -> None:
    timings = Timings(stages={"first looks": Spent(10.0, 4.0, 1), "sealing": Spent(0.5, 0.25, 1)})
    timings.counted = {1: Spent(18.0, None, 4), 2: Spent(6.0, None, 2)}
    timings.visits = {1: {"goto": Spent(4.0, None, 4), REST: Spent(14.0, None, 4)}, 2: {REST: Spent(6.0, None, 2)}}
    print_timings(timings)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["all", "10.50", "4.25"] in lines
    assert ["goto", "4.00", "1.00", "0.00", "0.00"] in lines
    assert ["all", "18.00", "4.50", "6.00", "3.00"] in lines


def test_cpu_that_nobody_told_is_no_nought(capsys: pytest.CaptureFixture[str]) -> None:
    print_timings(Timings(stages={"first looks": Spent(10.0, None, 1)}))
    assert ["all", "10.00", "-"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_run_that_was_complete_took_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    print_timings(None)
    assert "complete already" in capsys.readouterr().out
