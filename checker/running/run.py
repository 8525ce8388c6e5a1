"""One run: many sites in flight, second looks at the end, every finished site's line on the disk at once."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

import structlog

from checker.evidence.run_folder import RunFolder
from checker.judgment.circumstances import Circumstances
from checker.judgment.line import needs_second_look
from checker.records.column import LinksAgain
from checker.records.home_link import is_gone
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.site import Site
from checker.records.visit_history import HISTORY, SiteVisit, visit_of
from checker.running.earlier_visits import EarlierVisits, on_record
from checker.running.engine import Engine
from checker.running.in_flight import at_most
from checker.running.judging import judge_looks, line_of, read_record
from checker.running.looks import LINKS_AGAIN, read_looks
from checker.running.night_canary import require_right
from checker.running.own_failure import is_own_network
from checker.running.plan import Plan
from checker.running.processes import cpu_of_both
from checker.running.progress import Watcher
from checker.running.provenance import Start, begin_record, utc_now
from checker.timings import Timings

log = structlog.get_logger()


class Run:
    """Walks the sites of a plan into an open run folder."""

    def __init__(self, plan: Plan, folder: RunFolder, watcher: Watcher, timings: Timings, engine: Engine) -> None:
        self._plan = plan
        self._folder = folder
        self._watcher = watcher
        self._timings = timings
        self._engine = engine
        self._workers_before: list[dict[str, Any]] = []  # who visited before an interruption
        self._circumstances = Circumstances(
            as_of=plan.as_of.isoformat(),
            portals=list(plan.roster.portals),
            superior_domains=list(plan.settings.superior_domains),
            include_unverified=plan.settings.include_unverified,
        )
        self._put_off: set[str] = set()  # keys of the sites whose line waits for the end of the run
        self._again: list[Site] = []  # those that are looked at once more
        self._earlier: EarlierVisits | None = None  # read when the run begins
        self._visits: list[SiteVisit] = []  # the run's own, for those who judge reachability later

    async def walk(self) -> list[Judgment]:
        """The whole run; raises RunFault where it cannot be complete. Gives the judgments in roster order."""
        plan, engine = self._plan, self._engine
        done = self._folder.finished_keys()
        self._watcher.skip(len(done))
        async with AsyncExitStack() as stack:
            with self._timings.stage("start of browser"):
                await stack.enter_async_context(engine)
            with self._timings.stage("canary and first questions"):
                start = await engine.begin()
            self._circumstances = self._circumstances.model_copy(update={"official_hosts_down": start.hosts_down})
            record = self._begin(start)
            await asyncio.to_thread(self._recall, done)

            async def look_once(site: Site) -> None:
                self._watcher.begin(site, 1)
                first = await self._with_history(await engine.visit(site, self._folder, 1))
                judgment = self._judge(first, None)
                if needs_second_look(judgment) or any(is_gone(link.status, link.trouble) for link in first.links):
                    self._put_off.add(site.key)
                    if needs_second_look(judgment):
                        self._again.append(site)
                    self._watcher.put_off(site, judgment)
                else:
                    await asyncio.to_thread(self._folder.append, line_of(judgment))
                    self._watcher.finish(site, judgment)
                self._folder.let_go(site.key)

            async def look_again(site: Site) -> None:
                self._watcher.begin(site, 2)
                self._note_visit(await engine.visit(site, self._folder, 2))
                self._watcher.put_off(site, self._judge(*await asyncio.to_thread(self._looks, site.key)))
                self._folder.let_go(site.key)

            with self._timings.stage("first looks"):
                await at_most(engine.lanes, [site for site in plan.sites if site.key not in done], look_once)
            if self._again:
                self._watcher.expect_again(len(self._again))
            with self._timings.stage("second looks"):
                await at_most(engine.lanes, self._again, look_again)
            put_off = [site for site in plan.sites if site.key in self._put_off]
            with self._timings.stage("links asked again"):
                await at_most(engine.lanes, put_off, self._ask_again)
            own = await asyncio.to_thread(self._is_own_network)
            is_news = self._learn_hosts_down(record)
            await self._finish(put_off, own_network=own)
            visits = [on_record(visit, own_network=own) for visit in self._visits]
            record.update(self._tell_engine(), own_network_failure=own, visits=visits, ended=utc_now(), complete=True)
            record["timings"] = {**self._timings.describe(), "cpu": cpu_of_both(), "in_flight": engine.lanes.describe()}
            return await asyncio.to_thread(self._close, record, judge_all=is_news)

    def _tell_engine(self) -> dict[str, Any]:
        """What the engine says of itself; workers from before an interruption stay named."""
        told = self._engine.describe()
        if self._workers_before:
            now = told["engine"] or {"address": None, "workers": []}
            told["engine"] = {**now, "workers": [*self._workers_before, *now["workers"]]}
        return told

    def _learn_hosts_down(self, record: dict[str, Any]) -> bool:
        """Whether the engine has come to know of more official hosts that do not answer: one that is down for one is down in this run."""
        down = self._engine.hosts_down()
        if down == self._circumstances.official_hosts_down:
            return False
        self._circumstances = self._circumstances.model_copy(update={"official_hosts_down": down})
        record["circumstances"] = self._circumstances.model_dump()
        return True

    async def _finish(self, put_off: list[Site], *, own_network: bool) -> None:
        """The lines that waited for the end of the run."""
        if own_network:
            log.warning("too many sites failed in the network: the fault is held to be ours, and these sites are not judged")
        for site in put_off:
            judgment = self._judge(*await asyncio.to_thread(self._looks, site.key), own_network=own_network)
            await asyncio.to_thread(self._folder.append, line_of(judgment))
            self._watcher.finish(site, judgment)

    def _keep_before(self, site: Site) -> None:
        """In a recheck: the site's earlier state, beside what was seen now (what a broken visit left is set aside by then)."""
        if self._plan.recheck is not None:
            self._plan.recheck.keep_before(self._folder.site(site.key, 1), site.key)

    async def _ask_again(self, site: Site) -> None:
        """The second try of links that looked dead."""
        first, _ = await asyncio.to_thread(self._looks, site.key)
        if not any(is_gone(link.status, link.trouble) for link in first.links):
            return
        again = LinksAgain(links=await self._engine.ask_again(first))
        text = again.model_dump_json(by_alias=True, indent=1).encode()
        await asyncio.to_thread(self._folder.site(site.key, 1).keep, LINKS_AGAIN, text, "links that looked dead, asked again")
        self._folder.let_go(site.key)

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

    def _begin(self, start: Start) -> dict[str, Any]:
        record = begin_record(self._plan, self._folder.run_id, self._circumstances, start)
        earlier = read_record(self._folder)
        self._workers_before = list((earlier.get("engine") or {}).get("workers", ()))
        record.update(self._tell_engine())
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
        """From the disk, where they stand as they were seen: half a megabyte a site would be too much to hold for a thousand of them."""
        return read_looks(self._folder.path, key)

    def _is_own_network(self) -> bool:
        """Over the whole run, what was looked at before an interruption too."""
        return is_own_network((self._looks(site.key) for site in self._plan.sites), self._plan.settings.own_failure_share)

    def _close(self, record: dict[str, Any], *, judge_all: bool) -> list[Judgment]:
        """Everything that the run says of itself, then the seal."""
        order = [site.key for site in self._plan.sites]
        if record.get("resumed") or judge_all:
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
