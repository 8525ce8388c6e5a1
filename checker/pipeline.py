"""The whole road of one site on one screen: visit, look, locate, second lap, observation. Judging comes after, from what is written."""

import asyncio
import traceback
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date

import structlog

from checker.evidence.marked_picture import draw_boxes
from checker.evidence.site_folder import SiteFolder
from checker.faults import RunFault
from checker.locating.columns import mask_address, mask_text, sitemap_address
from checker.locating.completeness import failed_carriers
from checker.locating.home_links import links_to_ask
from checker.locating.marks_to_draw import marks_to_draw
from checker.locating.words import WordFinder
from checker.records.column import Category, LinkCheck
from checker.records.look import LoadFailure, Picture, Reach
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.column_page import ColumnPages
from checker.rendering.failures import SENTENCES
from checker.rendering.home_links import AliveLinks, LinkBudget, ask_links
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.look import Look
from checker.rendering.open_page import BrowserDied, PageCrashed
from checker.rendering.pace import Pace
from checker.rendering.pictures import Shot
from checker.rendering.session import PageTrouble
from checker.rendering.traffic import COUNTERS
from checker.rendering.visit import Visit
from checker.scenario.column import Column
from checker.scenario.declaring import Scenario
from checker.scenario.drift import Drifted
from checker.scenario.register import NO_SCRIPTS, Scripts
from checker.scenario.steering import Steering
from checker.scenario.strayed import Strayed, moved, stood
from checker.second_lap.badges import BadgeLap
from checker.second_lap.columns import ColumnLap
from checker.second_lap.menu_links import links_in_menus
from checker.second_lap.words import WordLap
from checker.settings import Settings
from checker.timings import phase
from checker.walk import Walk, now, without_page

_LAST_PAGE = 60.0  # seconds in which the pages that are open when the columns' time ends come to their own end
_TRIES = 3  # visits that a dying browser may cost one site
_WITH_PICTURE = {"http_error", "blocked", "redirect_loop"}  # something of the site's stands there

log = structlog.get_logger()


@dataclass(frozen=True)
class ColumnsWanted:
    """Columns are opened: `day` is the run's as-of, `required` what the edition asks for, `pace` is shared by the whole run."""

    day: date
    required: tuple[Category, ...]
    pace: Pace
    asks_links: bool = False  # the home page's links too, in the first look
    words: WordFinder | None = None  # of the office's own list; looked for on the home page where no columns are opened too
    alive: AliveLinks = field(default_factory=AliveLinks)


class Road:
    """Takes one site at a time down the road; any number at once. `links` remembers, for the run, which links answer."""

    def __init__(
        self, browser: Browser, settings: Settings, links: LinkAnswers, columns: ColumnsWanted | None = None, scripts: Scripts = NO_SCRIPTS
    ) -> None:
        self._browser = browser
        self._settings = settings
        self._links = links
        self._columns = columns if settings.column_pages else None
        self._words = columns.words if columns is not None else None
        self._scripts = scripts

    async def observe(self, site: Site, folder: SiteFolder) -> Observation:
        """Visits the site and writes what was seen into `folder`; a site's trouble is data, whatever it is. Raises RunFault only."""
        crashes = deaths = 0
        script, strayed = self._scripts.of(site.url), None
        while True:
            started = now()
            try:
                observation = await self._observe_once(site, folder, started, script, is_first=deaths == 0)
                break
            except Drifted as drift:
                assert script is not None
                log.warning("the site moved away from its script: it gets the plain visit", script=script.file, step=drift.step)
                aside = await asyncio.to_thread(folder.set_aside, f"the site's script drifted: {drift.step}")
                strayed, script = Strayed(script.file, drift.step, moved(drift.steps, aside)), None
            except BrowserDied as trouble:
                deaths += 1
                log.warning("browser died, site is visited again", because=str(trouble))
                await asyncio.to_thread(folder.set_aside, "the browser died during the visit")
                if deaths == _TRIES:
                    observation = without_page(site, folder, started, "our_fault", f"the browser died {deaths} times: {trouble}")
                    break
                await self._browser.wait_until_it_answers()
            except PageCrashed as trouble:
                crashes += 1
                await asyncio.to_thread(folder.set_aside, "the page crashed its renderer")
                if crashes == 2:
                    observation = without_page(site, folder, started, "crashed", str(trouble))
                    break
            except RunFault:
                raise
            except Exception:  # noqa: BLE001 - our own bug on one site must not take the others along; it stands in the observation
                log.error("our own fault", trouble=traceback.format_exc())
                await asyncio.to_thread(folder.set_aside, "the checker failed during the visit")
                observation = without_page(site, folder, started, "our_fault", traceback.format_exc())
                break
        if strayed is not None:
            observation = strayed.told_in(observation)
        with phase("records"):
            text = observation.model_dump_json(by_alias=True, indent=1).encode()
            await asyncio.to_thread(folder.keep, "observation.json", text, "observation")
        return observation

    async def _observe_once(self, site: Site, folder: SiteFolder, started: str, script: Scenario | None, *, is_first: bool) -> Observation:
        async def keep_file(name: str, data: bytes, what: str) -> str:
            return (await asyncio.to_thread(folder.keep, name, data, what)).file

        async def keep_picture(name: str, shot: Shot, what: str) -> Picture:
            with phase("pictures"):
                kept = await asyncio.to_thread(folder.keep, f"{name}.jpg", shot.data, what)
            return Picture(file=kept.file, sha256=kept.sha256, width=shot.width, height=shot.height)

        async with Visit(self._browser, site, self._settings, keep_picture, keep_file, number=folder.look) as visit:
            words = WordLap(self._words, keep_file, visit.act) if self._words and folder.look == 1 else None
            lap = ColumnLap(self._columns.day, self._columns.required, site, words) if self._columns is not None else None
            walk = Walk(started, BadgeLap(self._links), lap, words)
            async with AsyncExitStack() as stack:
                steering = None
                if script is not None and script.steer is not None:
                    steering = await stack.enter_async_context(Steering(script, visit, self._scripts.after_step))
                await self._walk(visit, walk, steering)
                assert walk.reach is not None
                if is_first and self._was_kept_waiting(visit, walk.reach):
                    raise BrowserDied("another site's page kept the browser from answering in time")
                walk.leave_home(visit)
                await visit.keep_records(walk.reach)
                if words and walk.look and walk.reach.state == "reached":
                    await words.search_home(visit, walk.look)
                asks_links = self._columns is not None and self._columns.asks_links and folder.look == 1
                with phase("columns and links", is_whole=True):
                    await self._walk_columns(visit, walk, steering, script, asks_links=asks_links)
                if script is not None and (steering is not None or lap is not None):
                    steps = steering.steps if steering is not None else []
                    walk.scenario, walk.steps = stood(script, walk.reach, steps, lap.strayed if lap is not None else {})
            marked = None
            look = walk.look
            if look is not None and look.settled is not None and walk.badges.sightings:
                marks = marks_to_draw(walk.badges.sightings, look.settled.file)
                with phase("marked pictures", is_whole=True):
                    drawn = await asyncio.to_thread(draw_boxes, await look.decoded(), marks)
                    shot = Shot(drawn, look.settled.width, look.settled.height)
                    marked = await keep_picture("marked", shot, "copy with boxes drawn on it")
            return walk.observation(visit, folder.look, marked)

    def _was_kept_waiting(self, visit: Visit, reach: Reach) -> bool:
        """Whether a visit ended in want of time, though not the site alone took it: then nobody can say whose it was."""
        in_want = reach.state == "timeout" or reach.release in ("deadline", "script_loop")
        return in_want and not visit.incidents.is_storm and self._browser.was_late_since(visit.started)

    async def _walk(self, visit: Visit, walk: Walk, steering: Steering | None) -> None:
        """The laps of the road, within the site's deadline. What was seen before the deadline stands; what was not is undetermined."""
        try:
            if steering is not None:
                with phase("script", is_whole=True):
                    walk.reach = await steering.to_the_look()
            async with asyncio.timeout(self._settings.site_deadline):
                walk.reach = walk.reach or await visit.arrive()
                if walk.reach.state in _WITH_PICTURE:
                    walk.look = await visit.picture_only()
                if walk.reach.state != "reached":
                    return
                walk.look = await visit.look()
                walk.carriers = _carriers(visit, walk.look)
                if steering is not None:
                    steering.require_sight(walk.look)  # loaded again, it would stand where the script began
                elif walk.look.blank or walk.carriers:
                    await self._once_more(visit, walk)
                if walk.reach.state == "reached" and not visit.rest.is_undrawn:
                    await walk.badges.walk(visit, walk.look)
        except TimeoutError:
            visit.act("deadline", f"{self._settings.site_deadline:g} s for the whole visit were over")
            walk.end("deadline", visit.reach_so_far())
        except PageTrouble as trouble:
            await visit.raise_if_gone()
            visit.act("page does not answer", str(trouble))
            walk.end("deadline" if visit.rest.release == "deadline" else "script_loop", visit.reach_so_far())

    async def _walk_columns(
        self, visit: Visit, walk: Walk, steering: Steering | None, script: Scenario | None, *, asks_links: bool
    ) -> None:
        """The columns behind a home page that was reached, and side by side with them the home page's links."""
        assert walk.reach is not None
        if walk.look is None or walk.reach.state != "reached":
            return
        if walk.columns is None or self._columns is None:
            if steering is not None:
                await steering.to_the_end()
            return
        links = asyncio.create_task(self._ask_links(visit, walk.look, self._columns)) if asks_links else None
        try:
            await self._open_columns(visit, walk.look, walk.columns, self._columns.pace, steering, script.columns if script else ())
            if links is not None:
                walk.links = await links
                walk.links += links_in_menus(walk.columns.columns, walk.links)
        finally:
            if links is not None:
                links.cancel()

    async def _open_columns(
        self, visit: Visit, look: Look, lap: ColumnLap, pace: Pace, steering: Steering | None, chosen: Sequence[Column]
    ) -> None:
        """The home page's columns, within a time of their own. What was read before its end stands."""
        settings = self._settings
        home = visit.home.page.url
        try:
            async with asyncio.timeout(settings.column_seconds):
                await lap.name(visit, look)
                sitemap = await asyncio.to_thread(sitemap_address, look.layout)
            for column in chosen:
                lap.take_chosen(column, home)
            pages = ColumnPages(visit.context, visit.guard, settings, pace, _tell_nobody(visit), visit.incidents)
            if steering is not None:
                await steering.to_the_end(lambda named, by_address: lap.take_named(named, by_address, visit, pages, home))
                pages.begin_time()
            await visit.leave_home()
            async with asyncio.timeout(settings.column_seconds + _LAST_PAGE):
                await lap.open(pages, home, visit.keep_picture, sitemap)
        except TimeoutError:
            visit.act("columns not finished", f"{settings.column_seconds:g} s for all columns were over")
            lap.unseen.append("规定时间内没有看完各栏目")
        except PageTrouble as trouble:
            visit.act("columns not finished", str(trouble))
            lap.unseen.append("查看栏目时首页没有反应")

    async def _ask_links(self, visit: Visit, look: Look, wanted: ColumnsWanted) -> list[LinkCheck]:
        home = visit.home.page.url
        budget = LinkBudget(self._settings.link_limit, self._settings.column_seconds)
        found = [link._replace(words=mask_text(link.words)) for link in await asyncio.to_thread(links_to_ask, look.layout, home)]
        box_in = look.settled.file if look.settled else None
        return await ask_links(found, home, self._settings, wanted.pace, budget, box_in, wanted.alive)

    async def _once_more(self, visit: Visit, walk: Walk) -> None:
        """One retry within the visit: for a blank page, or for what failed and could have carried the footer.

        Where it brings less than the first try did, the first one stands.
        """
        assert walk.look is not None
        because = "nothing visible" if walk.look.blank else f"failed: {', '.join(failure.url for failure in walk.carriers[:5])}"
        again = await visit.reload(because)
        if again.state != "reached":
            visit.act("not opened again", again.state)
            walk.reach = again if walk.look.blank else walk.reach
            return
        walk.reach = again
        walk.look = await visit.look("-2")
        walk.carriers = _carriers(visit, walk.look)
        if walk.look.blank and walk.reach.release == "quiet":  # else more was still to come
            walk.reach = walk.reach.model_copy(update={"state": "empty", "because": SENTENCES["empty"]})


def _tell_nobody(visit: Visit) -> Callable[[str, str], None]:
    """What happened on pages behind the home page goes into the record without what an address may say of a letter's writer."""
    return lambda what, detail: visit.act(what, mask_address(detail))


def _carriers(visit: Visit, look: Look) -> list[LoadFailure]:
    return failed_carriers(look.layout, visit.failures(), COUNTERS)
