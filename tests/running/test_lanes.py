"""How many sites are in flight, counted at the sites: slow ones want more, those that need the processors fewer; memory sets an end."""

import asyncio
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records.site import Site
from checker.running.in_flight import at_most
from checker.running.lanes import Bounds, Lanes, lanes_of, steer
from checker.running.machine_load import Load, MachineLoad
from checker.running.processes import processor_numbers
from checker.settings import Settings
from tests.judgment.looks import site

GB = 1_000_000_000
BOUNDS = Bounds(2, 12, GB)
CITY: list[Site] = [site(key=f"510700{number:04}") for number in range(60)]


class Town:
    """Sites on a machine of its own: how busy it is, follows from who is in flight; written as the kernel writes it."""

    def __init__(self, folder: Path, *, each: float, processors: float = 2.0, memory: int = 16 * GB, site_memory: int = 0) -> None:
        """`each` site keeps that many processors busy while it is in flight."""
        self.each, self.processors, self.memory, self.site_memory = each, processors, memory, site_memory
        self.folder = folder
        self.flying = 0
        self.seen: list[int] = []
        self._worked = self._whole = 0.0
        self._now = self._asked = time.monotonic()
        self._area = 0.0  # seconds, each times how many were in flight

    def read(self) -> Load | None:
        """How busy it was since it was last asked."""
        self._count(0)
        share = min(1.0, self._area / max(1e-9, self._now - self._asked) * self.each / self.processors)
        self._area, self._asked = 0.0, self._now
        self._whole += 1000
        self._worked += 1000 * share
        idle = round(self._whole - self._worked)
        ours = "".join(f"cpu{number} {round(self._worked)} 0 0 {idle} 0 0 0 0 0 0\n" for number in processor_numbers())
        (self.folder / "stat").write_text(f"cpu  1 2 3 4\n{ours}intr 5\n")
        free = self.memory - self.flying * self.site_memory
        (self.folder / "meminfo").write_text(f"MemTotal: 99 kB\nMemAvailable: {free // 1024} kB\n")
        return self._machine.read()

    def _count(self, one: int) -> None:
        now = time.monotonic()
        self._area += self.flying * (now - self._now)
        self._now = now
        self.flying += one

    async def walk(self, seconds: float = 0.06, sites: int = 60) -> Lanes:
        self._machine = MachineLoad(self.folder, self.folder / "no container")
        lanes = Lanes(4, BOUNDS, self.read, beat=0.01)

        async def visit(_: Site) -> None:
            self._count(1)
            self.seen.append(self.flying)
            await asyncio.sleep(seconds)
            self._count(-1)

        await at_most(lanes, CITY[:sites], visit)
        assert len(self.seen) == sites and self.flying == 0
        return lanes


async def test_slow_sites_fly_in_greater_numbers(tmp_path: Path) -> None:
    town = Town(tmp_path, each=0.02)
    lanes = await town.walk()
    assert max(town.seen) == BOUNDS.most == lanes.most_in_flight


async def test_sites_that_keep_the_processors_busy_fly_in_smaller_numbers(tmp_path: Path) -> None:
    town = Town(tmp_path, each=1.0)
    lanes = await town.walk(sites=32)
    assert max(town.seen) <= 4 and max(town.seen[-10:]) <= BOUNDS.least + 1
    assert lanes.describe()["limit_least"] == BOUNDS.least


async def test_the_number_settles_where_the_processors_are_used(tmp_path: Path) -> None:
    town = Town(tmp_path, each=0.25)  # eight of them fill both processors
    await town.walk()
    assert 5 <= max(town.seen[-20:]) <= 9


async def test_memory_sets_an_end(tmp_path: Path) -> None:
    town = Town(tmp_path, each=0.01, memory=3 * GB, site_memory=250_000_000)
    await town.walk()
    assert 5 <= max(town.seen) <= 8, "a seventh leaves less than a site's worth above what is to be spared"
    poor = Town(tmp_path, each=0.01, memory=GB)
    await poor.walk(sites=20)
    assert max(poor.seen[-6:]) == BOUNDS.least


async def test_where_nothing_tells_the_number_stands(tmp_path: Path) -> None:
    flying, most = 0, 0

    async def visit(_: Site) -> None:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0.01)
        flying -= 1

    await at_most(Lanes(4, BOUNDS, MachineLoad(tmp_path, tmp_path).read, beat=0.002), CITY[:20], visit)
    assert most == 4


async def test_a_number_that_was_asked_for_stands() -> None:
    lanes = lanes_of(Settings(jobs=3))
    assert (lanes.limit, lanes.bounds) == (3, None)

    async def visit(_: Site) -> None:
        await asyncio.sleep(0.005)

    await at_most(lanes, CITY[:12], visit)
    told = lanes.describe()
    assert told["most"] == 3 and 2.5 < told["mean"] <= 3


async def test_a_fault_ends_all_and_no_site_is_begun_after_it() -> None:
    begun: list[str] = []

    async def visit(each: Site) -> None:
        begun.append(each.key)
        await asyncio.sleep(0.005)
        if each is CITY[2]:
            raise ValueError("as a full disk")

    with pytest.raises(ExceptionGroup):
        await at_most(Lanes(2), CITY, visit)
    assert len(begun) <= 5


def test_a_late_loop_takes_fewer_although_other_processors_idle() -> None:
    assert steer(10, 10, Load(0.2, 8 * GB), late=1.0, bounds=BOUNDS) == 9
    assert steer(10, 10, Load(0.2, 8 * GB), late=0.0, bounds=BOUNDS) == 11


def test_nobody_takes_more_lanes_than_are_used() -> None:
    assert steer(6, 3, Load(0.1, 8 * GB), late=0.0, bounds=BOUNDS) == 6


@given(st.integers(2, 12), st.integers(0, 12), st.floats(0, 1), st.integers(0, 16 * GB), st.floats(0, 5))
def test_lanes_stay_within_their_bounds_and_move_by_steps(limit: int, flying: int, busy: float, free: int, late: float) -> None:
    then = steer(limit, flying, Load(busy, free), late, BOUNDS)
    assert BOUNDS.least <= then <= BOUNDS.most
    assert then <= limit + 1
    if free >= BOUNDS.spare:
        assert then >= limit - 1


# -- the machine ---------------------------------------------------------------------------------------------------


def test_this_machine_tells_its_load() -> None:
    machine = MachineLoad()
    assert machine.read() is None, "the first time there is nothing to compare with"
    sum(range(3_000_000))
    load = machine.read()
    assert load is not None and 0 <= load.busy <= 1.01 and load.free > 0


def test_a_container_s_limits_count(tmp_path: Path) -> None:
    ours = "".join(f"cpu{number} 0 0 0 {{idle}} 0 0 0 0 0 0\n" for number in processor_numbers())
    (tmp_path / "meminfo").write_text("MemAvailable: 8000000 kB\n")
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    (tmp_path / "memory.max").write_text("2000000000\n")
    (tmp_path / "memory.current").write_text("500000000\n")
    machine = MachineLoad(tmp_path, tmp_path)
    for idle, used in ((1000, 0), (2000, 60_000_000)):
        (tmp_path / "stat").write_text(ours.format(idle=idle))
        (tmp_path / "cpu.stat").write_text(f"usage_usec {used}\n")
        load = machine.read()
    assert load is not None and load.busy > 1 and load.free == 1_500_000_000
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "stat").write_text(ours.format(idle=3000))
    again = machine.read()
    assert again is not None and again.free == 8_000_000 * 1024 and again.busy < 0.1
