"""One run on one machine: many sites in flight, second looks at the end, every finished site's line on the disk at once."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import urlsplit

import structlog

from checker.evidence.run_folder import RunFolder
from checker.judgment.checks import asks_links
from checker.judgment.circumstances import Circumstances
from checker.judgment.line import needs_second_look
from checker.locating.words import WordFinder
from checker.pipeline import ColumnsWanted, Road
from checker.records.column import LinksAgain
from checker.records.home_link import is_gone
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.site import Site
from checker.records.visit_history import HISTORY, SiteVisit, visit_of
from checker.rendering.browser import Browser
from checker.rendering.home_links import LinkBudget, ask_again
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.running.binary_hash import hash_binary
from checker.running.canary import ask_canary
from checker.running.earlier_visits import EarlierVisits, on_record
from checker.running.in_flight import at_most
from checker.running.judging import judge_looks, line_of, read_record
from checker.running.looks import LINKS_AGAIN, read_looks, with_second_answers
from checker.running.night_canary import require_right
from checker.running.own_failure import is_own_network
from checker.running.plan import Plan
from checker.running.processes import cpu_of_both
from checker.running.progress import Watcher
from checker.running.provenance import Start, begin_record, utc_now
from checker.running.time_source import ask_time
from checker.timings import Timings

log = structlog.get_logger()


class Run:
    """Walks the sites of a plan into an open run folder."""

    def __init__(self, plan: Plan, folder: RunFolder, watcher: Watcher, timings: Timings) -> None:
        self._plan = plan
        self._folder = folder
        self._watcher = watcher
        self._timings = timings
        self._circumstances = Circumstances(
            as_of=plan.as_of.isoformat(),
            portals=list(plan.roster.portals),
            superior_domains=list(plan.settings.superior_domains),
            include_unverified=plan.settings.include_unverified,
        )
        self._firsts: dict[str, Observation] = {}  # of the sites whose line waits for the end of the run
        self._again: list[Site] = []  # those that are looked at once more
        self._seconds: dict[str, Observation] = {}
        self._finder = WordFinder(plan.words) if plan.words else None
        self._earlier: EarlierVisits | None = None  # read when the run begins
        self._visits: list[SiteVisit] = []  # the run's own, for those who judge reachability later

    async def walk(self) -> list[Judgment]:
        """The whole run; raises RunFault where it cannot be complete. Gives the judgments in roster order."""
        plan, settings = self._plan, self._plan.settings
        done = self._folder.finished_keys()
        self._watcher.skip(len(done))
        ports = {port for site in plan.sites if (port := urlsplit(site.url).port) is not None}
        async with AsyncExitStack() as stack:
            with self._timings.stage("start of browser"):
                browser = await stack.enter_async_context(Browser(settings, ports))
            links = LinkAnswers(settings)
            with self._timings.stage("canary and first questions"):
                start = await self._ask_first(browser, links)
            record = self._begin(browser, start)
            pace = Pace(settings.host_pace)
            wanted = ColumnsWanted(plan.as_of, plan.edition.required_columns, pace, asks_links(plan.edition), self._finder)
            road = Road(browser, settings, links, wanted, plan.scripts)
            await asyncio.to_thread(self._recall, done)

            async def look_once(site: Site) -> None:
                self._watcher.begin(site, 1)
                with self._timings.visit(1):
                    first = await road.observe(site, await asyncio.to_thread(self._folder.site, site.key, 1))
                first = await self._with_history(first)
                judgment = self._judge(first, None)
                if needs_second_look(judgment) or any(is_gone(link.status, link.trouble) for link in first.links):
                    self._firsts[site.key] = first
                    if needs_second_look(judgment):
                        self._again.append(site)
                    self._watcher.put_off(site, judgment)
                    return
                await asyncio.to_thread(self._folder.append, line_of(judgment))
                self._watcher.finish(site, judgment)

            async def look_again(site: Site) -> None:
                self._watcher.begin(site, 2)
                with self._timings.visit(2):
                    second = await road.observe(site, await asyncio.to_thread(self._folder.site, site.key, 2))
                self._seconds[site.key] = second
                self._note_visit(second)
                self._watcher.put_off(site, self._judge(self._firsts[site.key], second))

            with self._timings.stage("first looks"):
                await at_most(settings.jobs, [site for site in plan.sites if site.key not in done], look_once)
            if self._again:
                self._watcher.expect_again(len(self._again))
            with self._timings.stage("second looks"):
                await at_most(settings.jobs, self._again, look_again)
            put_off = [site for site in plan.sites if site.key in self._firsts]
            with self._timings.stage("links asked again"):
                await at_most(settings.jobs, put_off, lambda site: self._ask_again(site, pace))
            own = await asyncio.to_thread(self._is_own_network)
            await self._finish(put_off, own_network=own)
            visits = [on_record(visit, own_network=own) for visit in self._visits]
            record.update(own_network_failure=own, visits=visits, ended=utc_now(), complete=True, browser_restarts=browser.restarts)
            record["timings"] = {**self._timings.describe(), "cpu": cpu_of_both()}
            return await asyncio.to_thread(self._close, record)

    async def _ask_first(self, browser: Browser, links: LinkAnswers) -> Start:
        """What must be known before the first site, asked side by side: one waits for a page, others for the network or the disk."""
        settings = self._plan.settings
        async with asyncio.TaskGroup() as questions:
            canary_asked = questions.create_task(ask_canary(browser, settings))
            hosts_asked = questions.create_task(links.hosts_down())
            time_asked = questions.create_task(ask_time(settings))
            hashed = questions.create_task(asyncio.to_thread(hash_binary, browser.chromium.path))
        if down := hosts_asked.result():
            log.warning("official hosts do not answer: their broken badges are nobody's fault", hosts=", ".join(down))
        self._circumstances = self._circumstances.model_copy(update={"official_hosts_down": down})
        return Start(canary_asked.result(), time_asked.result(), hashed.result())

    async def _finish(self, put_off: list[Site], *, own_network: bool) -> None:
        """The lines that waited for the end of the run."""
        if own_network:
            log.warning("too many sites failed in the network: the fault is held to be ours, and these sites are not judged")
        for site in put_off:
            judgment = self._judge(self._firsts[site.key], self._seconds.get(site.key), own_network=own_network)
            await asyncio.to_thread(self._folder.append, line_of(judgment))
            self._watcher.finish(site, judgment)

    def _keep_before(self, site: Site) -> None:
        """In a recheck: the site's earlier state, beside what was seen now (what a broken visit left is set aside by then)."""
        if self._plan.recheck is not None:
            self._plan.recheck.keep_before(self._folder.site(site.key, 1), site.key)

    async def _ask_again(self, site: Site, pace: Pace) -> None:
        """The second try of links that looked dead."""
        first, settings = self._firsts[site.key], self._plan.settings
        if not any(is_gone(link.status, link.trouble) for link in first.links):
            return
        own = first.reach.final_url or site.url
        links = await ask_again(first.links, own, settings, pace, LinkBudget(settings.link_limit, settings.column_seconds))
        again = LinksAgain(links=links)
        text = again.model_dump_json(by_alias=True, indent=1).encode()
        await asyncio.to_thread(self._folder.site(site.key, 1).keep, LINKS_AGAIN, text, "links that looked dead, asked again")
        self._firsts[site.key] = with_second_answers(first, again)

    async def _with_history(self, first: Observation) -> Observation:
        """The first look with the site's earlier visits, which are kept beside it: whoever judges it again needs nothing else."""
        self._note_visit(first)
        await asyncio.to_thread(self._keep_before, first.site)
        history = self._earlier.of(first.site) if self._earlier is not None and first.site.status != "offline" else None
        if history is not None:
            text = history.model_dump_json(by_alias=True).encode()
            await asyncio.to_thread(self._folder.site(first.site.key, 1).keep, HISTORY, text, "earlier visits, as the archive knew them")
        return first.model_copy(update={"history": history})

    def _note_visit(self, look: Observation) -> None:
        if look.site.status != "offline":
            waited, run = self._plan.settings.answer_timeout, self._folder.run_id
            self._visits.append(visit_of(look.site.url, look.started, look.reach, waited, run, look.look))

    def _recall(self, done: set[str]) -> None:
        """What the archive knows of earlier visits, and the run's own from before an interruption."""
        self._earlier = EarlierVisits(self._folder.path.parent, self._plan.sites, self._plan.as_of)
        for look in (look for key in sorted(done) for look in read_looks(self._folder.path, key) if look is not None):
            self._note_visit(look)

    def _begin(self, browser: Browser, start: Start) -> dict[str, Any]:
        record = begin_record(self._plan, self._folder.run_id, browser, self._circumstances, start)
        earlier = read_record(self._folder)
        pictures = earlier.get("canary_pictures", [])
        record["canary_pictures"] = [*pictures, self._folder.keep_canary(start.canary.picture).model_dump()]
        if earlier:  # resumed: the run began when it began, and its first parts count
            record["started"] = earlier.get("started", record["started"])
            record["resumed"] = [*earlier.get("resumed", []), utc_now()]
        self._folder.write_run(record)
        return record

    def _judge(self, first: Observation, second: Observation | None, *, own_network: bool = False) -> Judgment:
        return judge_looks(first, second, self._plan.edition, self._circumstances, own_network=own_network)

    def _looks(self, key: str) -> tuple[Observation, Observation | None]:
        """Of this process where it looked twice, else from the disk."""
        return (self._firsts[key], self._seconds.get(key)) if key in self._firsts else read_looks(self._folder.path, key)

    def _is_own_network(self) -> bool:
        """Over the whole run, what was looked at before an interruption too."""
        return is_own_network((self._looks(site.key) for site in self._plan.sites), self._plan.settings.own_failure_share)

    def _close(self, record: dict[str, Any]) -> list[Judgment]:
        """Everything that the run says of itself, then the seal."""
        order = [site.key for site in self._plan.sites]
        if record.get("resumed"):
            self._judge_all_alike(order, own_network=record["own_network_failure"])
        if self._plan.canaries is not None:
            judged = [Judgment.model_validate_json(line) for line in self._folder.lines()]
            record["night_canaries"] = require_right(self._plan.canaries, judged)
        self._folder.write_run(record)
        with self._timings.stage("sealing"):
            self._folder.close(order)
        return [Judgment.model_validate_json(line) for line in self._folder.lines()]

    def _judge_all_alike(self, order: list[str], *, own_network: bool) -> None:
        """Lines from before an interruption are judged again from their looks, so that all stand under the same circumstances."""
        written = {json.loads(line)["key"]: line for line in self._folder.lines()}
        for key in order:
            line = line_of(self._judge(*self._looks(key), own_network=own_network))
            if line != written[key]:
                self._folder.append(line)
