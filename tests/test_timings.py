"""Where a run's time goes: each second counted once, however phases lie in one another and visits beside one another."""

import asyncio
import itertools
import time

import pytest

from checker.timings import REST, Timings, phase


def test_a_second_belongs_to_the_innermost_phase() -> None:
    timings = Timings()
    with timings.visit(1):
        with phase("look"):
            time.sleep(0.02)
            with phase("pictures"):
                time.sleep(0.05)
        time.sleep(0.01)
    spent = timings.visits[1]
    assert 0.02 <= spent["look"].seconds < 0.05 <= spent["pictures"].seconds
    assert spent[REST].seconds >= 0.01
    assert sum(each.seconds for each in spent.values()) == pytest.approx(timings.counted[1].seconds)


def test_what_goes_on_side_by_side_within_a_phase_is_the_phase_s() -> None:
    async def beside() -> None:
        with phase("pictures"):
            await asyncio.sleep(0.03)

    async def walk(timings: Timings) -> None:
        with timings.visit(1), phase("columns and links", is_whole=True):
            await asyncio.gather(beside(), beside(), beside())

    timings = Timings()
    asyncio.run(walk(timings))
    assert "pictures" not in timings.visits[1]
    assert 0.03 <= timings.visits[1]["columns and links"].seconds == pytest.approx(timings.counted[1].seconds, abs=0.02)


def test_visits_beside_one_another_do_not_take_each_other_s_time() -> None:
    async def visit(timings: Timings, look: int, seconds: float) -> None:
        with timings.visit(look), phase("goto"):
            await asyncio.sleep(seconds)

    async def both(timings: Timings) -> None:
        await asyncio.gather(visit(timings, 1, 0.05), visit(timings, 1, 0.05), visit(timings, 2, 0.01))

    timings = Timings()
    asyncio.run(both(timings))
    assert timings.counted[1].times == 2 and timings.visits[1]["goto"].seconds >= 0.1
    assert timings.counted[2].times == 1 and timings.visits[2]["goto"].seconds < 0.05


def test_a_phase_that_is_broken_off_is_counted_and_the_next_is_not_its_child() -> None:
    timings = Timings()
    with timings.visit(1):
        with pytest.raises(TimeoutError), phase("goto"):
            raise TimeoutError
        with phase("settling"):
            time.sleep(0.01)
    assert timings.visits[1]["goto"].times == 1
    assert timings.visits[1]["settling"].seconds >= 0.01


def test_outside_a_visit_nothing_is_counted() -> None:
    with phase("look"):
        assert Timings().describe() == {"stages": {}, "looks": {}}


def test_cpu_is_told_of_stages_and_where_it_means_something_of_phases() -> None:
    ticks = itertools.count()
    timings = Timings(lambda: float(next(ticks)), by_phase=True)
    with timings.stage("first looks"), timings.visit(1), phase("look"), phase("pictures"):
        pass
    told = timings.describe()
    # read as the stage, the visit, the look and the pictures begin, and in turn as they end
    assert told["stages"]["first looks"]["cpu"] == 7
    phases = told["looks"]["first"]["phases"]
    assert {name: spent["cpu"] for name, spent in phases.items()} == {"look": 2, "pictures": 1, REST: 2}
    assert told["looks"]["first"]["cpu"] == 5

    many = Timings(lambda: float(next(ticks)))
    with many.visit(1), phase("look"):
        pass
    assert many.describe()["looks"]["first"]["cpu"] is None


def test_a_machine_that_tells_no_cpu_has_none() -> None:
    timings = Timings(by_phase=True)
    with timings.stage("sealing"), timings.visit(2), phase("goto"):
        pass
    told = timings.describe()
    assert told["stages"]["sealing"]["cpu"] is None and told["looks"]["second"]["phases"]["goto"]["cpu"] is None
