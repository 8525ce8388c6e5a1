"""A run holds of its sites what is in flight, and no more, however many there are and though all of them wait for their second look."""

import gc
from pathlib import Path
from typing import Any, Self

from checker.evidence.run_folder import RunFolder
from checker.judgment import load_edition
from checker.records.column import LinkCheck
from checker.records.observation import Observation
from checker.records.office_time import today
from checker.records.site import Site
from checker.roster import Roster
from checker.running.canary import CanarySeen
from checker.running.lanes import Lanes
from checker.running.plan import Plan
from checker.running.progress import PlainProgress
from checker.running.provenance import BrowserTold, Start
from checker.running.run import Run
from checker.settings import Settings
from checker.timings import Timings
from tests.running.kept import looks_of

SITES, JOBS = 20, 2


class Remembered:
    """An engine that visits nobody: what it saw is made by hand, and lies in the run folder as any engine leaves it."""

    def __init__(self) -> None:
        self.lanes = Lanes(JOBS)
        self.most_held = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return

    async def begin(self) -> Start:
        told = BrowserTold("none", "none", [], sandbox=True)
        return Start(told, CanarySeen({}, {"fresh": True}, b"\xff\xd8\xff\xd9"), {"because": "no time source is set"}, {"sha256": ""}, [])

    async def visit(self, site: Site, run: RunFolder, look: int) -> Observation:
        seen = looks_of(site.key, f"d{site.key}.gov.cn", "局", icp=None)[look - 1].model_copy(update={"site": site})
        run.site(site.key, look).keep("observation.json", seen.model_dump_json(by_alias=True).encode(), "observation")
        if site.key.endswith(f"{SITES - 1}") and look == 2:  # by then all others were seen twice
            self.most_held = count_observations()
        return seen

    async def ask_again(self, first: Observation) -> list[LinkCheck]:
        return first.links

    def describe(self) -> dict[str, Any]:
        return {"engine": None, "browser_restarts": 0}

    def hosts_down(self) -> list[str]:
        return []


def count_observations() -> int:
    gc.collect()
    return sum(type(thing) is Observation for thing in gc.get_objects())


async def test_what_was_seen_is_let_go_when_it_lies_on_the_disk(tmp_path: Path) -> None:
    sites = tuple(looks_of(f"51070{number:05}", f"d{number}.gov.cn", "局")[0].site for number in range(SITES))
    roster = Roster(file="", sites=sites, refused=(), remarks=(), portals=())
    plan = Plan(roster, sites, Settings(out=tmp_path), load_edition("guideline-2017"), today())
    engine = Remembered()
    before = count_observations()
    with RunFolder.create(tmp_path, "night") as folder:
        judgments = await Run(plan, folder, PlainProgress(SITES), Timings(), engine).walk()
        assert not folder._sites
    assert len(judgments) == SITES and len(list(folder.path.glob("sites/*/again"))) == SITES
    assert {judgment.verdict for judgment in judgments} == {"fail"}
    assert 0 < engine.most_held - before <= 4 * JOBS, "each site in flight may have its two looks, and one that is being made"
