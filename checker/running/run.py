"""One run on one machine: many sites in flight, second looks at the end, every finished site's line on the disk at once."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import structlog

from checker.evidence.run_folder import RunFolder
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition
from checker.judgment.line import needs_second_look
from checker.pipeline import Road
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.roster import Roster
from checker.running.canary import ask_canary
from checker.running.judging import judge_looks, line_of
from checker.running.looks import read_looks
from checker.running.own_failure import is_own_network
from checker.running.progress import Watcher
from checker.running.provenance import begin_record, utc_now
from checker.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Plan:
    """What a run is to do. `sites` is this machine's part of the roster, in roster order."""

    roster: Roster
    sites: Sequence[Site]
    settings: Settings
    edition: Edition
    as_of: date
    edition_file: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


class Run:
    """Walks the sites of a plan into an open run folder."""

    def __init__(self, plan: Plan, folder: RunFolder, watcher: Watcher) -> None:
        self._plan = plan
        self._folder = folder
        self._watcher = watcher
        self._circumstances = Circumstances(
            as_of=plan.as_of.isoformat(),
            portals=list(plan.roster.portals),
            superior_domains=list(plan.settings.superior_domains),
        )
        self._firsts: dict[str, Observation] = {}

    async def walk(self) -> list[Judgment]:
        """The whole run; raises RunFault where it cannot be complete. Gives the judgments in roster order."""
        plan, settings = self._plan, self._plan.settings
        done = self._folder.finished_keys()
        waiting = [site for site in plan.sites if site.key not in done]
        async with Browser(settings) as browser:
            canary = await ask_canary(browser, settings)
            links = LinkAnswers(settings)
            down = await links.hosts_down()
            self._circumstances = self._circumstances.model_copy(update={"official_hosts_down": down})
            record = self._begin(browser, canary)
            road = Road(browser, settings, links)
            again: list[Site] = []

            async def look_once(site: Site) -> None:
                self._watcher.begin(site, 1)
                first = await road.observe(site, await asyncio.to_thread(self._folder.site, site.key, 1))
                judgment = self._judge(first, None)
                provisional = needs_second_look(judgment)
                if provisional:
                    self._firsts[site.key] = first
                    again.append(site)
                else:
                    await asyncio.to_thread(self._folder.append, line_of(judgment))
                self._watcher.finish(site, judgment, provisional=provisional)

            await _at_most(settings.jobs, waiting, look_once)
            seconds: dict[str, Observation] = {}

            async def look_again(site: Site) -> None:
                self._watcher.begin(site, 2)
                seconds[site.key] = await road.observe(site, await asyncio.to_thread(self._folder.site, site.key, 2))
                self._watcher.finish(site, self._judge(self._firsts[site.key], seconds[site.key]), provisional=True)

            if again:
                self._watcher.expect_again(len(again))
            await _at_most(settings.jobs, [site for site in plan.sites if site in again], look_again)
            own = self._is_own_network(seconds)
            record["own_network_failure"] = own
            for site in again:
                judgment = self._judge(self._firsts[site.key], seconds[site.key], own_network=own)
                await asyncio.to_thread(self._folder.append, line_of(judgment))
                self._watcher.finish(site, judgment, provisional=False)
            return await asyncio.to_thread(self._close, record, browser)

    def _begin(self, browser: Browser, canary: dict[str, str]) -> dict[str, Any]:
        plan = self._plan
        record = begin_record(
            run_id=self._folder.run_id,
            browser=browser,
            edition=plan.edition,
            edition_file=plan.edition_file,
            settings=plan.settings,
            roster=plan.roster,
            total=len(plan.sites),
            circumstances=self._circumstances,
            options=plan.options,
            canary=canary,
        )
        earlier = self._folder.read_run()
        if earlier:  # resumed: the run began when it began, and its first parts count
            record["started"] = earlier.get("started", record["started"])
            record["resumed"] = [*earlier.get("resumed", []), utc_now()]
        self._folder.write_run(record)
        return record

    def _judge(self, first: Observation, second: Observation | None, *, own_network: bool = False) -> Judgment:
        return judge_looks(first, second, self._plan.edition, self._circumstances, own_network=own_network)

    def _is_own_network(self, seconds: dict[str, Observation]) -> bool:
        """Over the whole run: a site that either look reached is reached; what an interrupted part judged counts too."""
        reaches = [self._judge(self._firsts[key], second).reach.state for key, second in seconds.items()]
        reaches += [Judgment.model_validate_json(line).reach.state for line in self._folder.lines()]
        return is_own_network(reaches, self._plan.settings.own_failure_share)

    def _close(self, record: dict[str, Any], browser: Browser) -> list[Judgment]:
        """Everything that the run says of itself, then the seal."""
        record.update(ended=utc_now(), complete=True, browser_restarts=browser.restarts)
        order = [site.key for site in self._plan.sites]
        if record.get("resumed"):
            self._judge_all_alike(order, own_network=record["own_network_failure"])
        self._folder.write_run(record)
        lines = {json.loads(line)["key"]: line for line in self._folder.lines()}
        self._folder.close(order)
        return [Judgment.model_validate_json(lines[key]) for key in order]

    def _judge_all_alike(self, order: list[str], *, own_network: bool) -> None:
        """Lines from before an interruption are judged again from their looks, so that all stand under the same circumstances."""
        for key in order:
            first, second = read_looks(self._folder.path, key)
            line = line_of(self._judge(first, second, own_network=own_network))
            if line not in self._folder.lines():
                self._folder.append(line)


async def _at_most(jobs: int, sites: Sequence[Site], work: Callable[[Site], Awaitable[None]]) -> None:
    """Does the work on all sites, at most `jobs` at once, begun in order; the first fault of ours ends all."""
    gate = asyncio.Semaphore(jobs)

    async def one(site: Site) -> None:
        async with gate:
            with structlog.contextvars.bound_contextvars(site=site.key):
                await work(site)

    async with asyncio.TaskGroup() as group:
        for site in sites:
            group.create_task(one(site))
