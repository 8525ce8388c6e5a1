"""The whole road of one site on one screen: visit, look, locate, second lap, observation. Judging comes after, from what is written."""

import asyncio
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import structlog

from checker.evidence.marked_picture import draw_boxes
from checker.evidence.site_folder import SiteFolder
from checker.faults import RunFault
from checker.locating.badges import find_badges, meta_site_code, page_title
from checker.locating.completeness import failed_carriers, sentences
from checker.locating.marks_read import as_large_as_marks, marks_read, marks_to_read
from checker.locating.marks_to_draw import marks_to_draw
from checker.locating.pictures_to_read import Region, kinds_to_read, numbers_read, pictures_to_read, was_read
from checker.locating.read_again import as_read, is_doubtful, reading_box
from checker.locating.sure_reading import SCALES, as_sure, read_once, would_accuse
from checker.records.candidate import Candidate, Proven
from checker.records.look import LoadFailure, Picture, Reach, ReachState, Release
from checker.records.observation import Frame, Observation, PictureText
from checker.records.reading import ReadLine
from checker.records.sighting import BadgeKind, Sighting
from checker.records.site import Site
from checker.rendering.beneath import beneath
from checker.rendering.browser import Browser
from checker.rendering.failures import SENTENCES, tell_release
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.look import Look
from checker.rendering.mark_looks import as_it_looks
from checker.rendering.open_page import BrowserDied, PageCrashed
from checker.rendering.pictures import Shot
from checker.rendering.reading import can_read, read_regions
from checker.rendering.reading_in_place import read_in_place
from checker.rendering.session import PageTrouble
from checker.rendering.traffic import COUNTERS
from checker.rendering.turns import see_turns
from checker.rendering.visit import Visit
from checker.settings import Settings

_TRIES = 3  # visits that a dying browser may cost one site
_WITH_PICTURE = {"http_error", "blocked", "redirect_loop"}  # something of the site's stands there

log = structlog.get_logger()


@dataclass
class Walk:
    """How far one visit came, so that what was seen before a deadline stands."""

    reach: Reach | None = None  # null until it arrived
    look: Look | None = None
    carriers: list[LoadFailure] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    readings: list[ReadLine] = field(default_factory=list)
    unread: int = 0  # pictures that wanted reading where nothing can read
    lost: int = 0  # pictures that were gone before they were read

    def end(self, why: Release, so_far: Reach) -> None:
        """Something cut the visit short; a page that was reached stays so, and that it was not seen to its end is said."""
        reach = self.reach or so_far
        self.reach = reach.model_copy(update={"release": why, "because": tell_release(why)}) if reach.state == "reached" else reach


class Road:
    """Takes one site at a time down the road; any number at once. `links` remembers, for the run, which links answer."""

    def __init__(self, browser: Browser, settings: Settings, links: LinkAnswers) -> None:
        self._browser = browser
        self._settings = settings
        self._links = links

    async def observe(self, site: Site, folder: SiteFolder) -> Observation:
        """Visits the site and writes what was seen into `folder`; a site's trouble is data, whatever it is. Raises RunFault only."""
        crashes = deaths = 0
        while True:
            started = _now()
            try:
                observation = await self._observe_once(site, folder, started)
                break
            except BrowserDied as trouble:
                deaths += 1
                log.warning("browser died, site is visited again", because=str(trouble))
                await asyncio.to_thread(folder.set_aside, "the browser died during the visit")
                if deaths == _TRIES:
                    observation = _without_page(site, folder, started, "our_fault", f"the browser died {deaths} times: {trouble}")
                    break
            except PageCrashed as trouble:
                crashes += 1
                await asyncio.to_thread(folder.set_aside, "the page crashed its renderer")
                if crashes == 2:
                    observation = _without_page(site, folder, started, "crashed", str(trouble))
                    break
            except RunFault:
                raise
            except Exception:  # noqa: BLE001 - our own bug on one site must not take the others along; it stands in the observation
                log.error("our own fault", trouble=traceback.format_exc())
                await asyncio.to_thread(folder.set_aside, "the checker failed during the visit")
                observation = _without_page(site, folder, started, "our_fault", traceback.format_exc())
                break
        text = observation.model_dump_json(by_alias=True, indent=1).encode()
        await asyncio.to_thread(folder.keep, "observation.json", text, "observation")
        return observation

    async def _observe_once(self, site: Site, folder: SiteFolder, started: str) -> Observation:
        async def keep_file(name: str, data: bytes, what: str) -> str:
            return (await asyncio.to_thread(folder.keep, name, data, what)).file

        async def keep_picture(name: str, shot: Shot, what: str) -> Picture:
            kept = await asyncio.to_thread(folder.keep, f"{name}.jpg", shot.data, what)
            return Picture(file=kept.file, sha256=kept.sha256, width=shot.width, height=shot.height)

        async with Visit(self._browser, site, self._settings, keep_picture, keep_file) as visit:
            walk = Walk()
            await self._walk(visit, walk)
            assert walk.reach is not None
            marked = None
            look = walk.look
            if look is not None and look.settled is not None and walk.sightings:
                marks = marks_to_draw(walk.sightings, look.settled.file)
                drawn = await asyncio.to_thread(draw_boxes, await look.decoded(), marks)
                marked = await keep_picture("marked", Shot(drawn, look.settled.width, look.settled.height), "copy with boxes drawn on it")
            return Observation(
                site=site,
                look=folder.look,
                started=started,
                ended=_now(),
                reach=walk.reach,
                responses=visit.traffic.main,
                frames=_frames(look),
                title=page_title(look.layout) if look else None,
                meta_site_code=meta_site_code(look.layout) if look else None,
                untouched=look.untouched if look else visit.untouched,
                settled=look.settled if look else None,
                marked=marked,
                sightings=walk.sightings,
                readings=[PictureText(text=line.text, box=line.box, sureness=line.sureness) for line in walk.readings],
                incomplete=_incomplete(walk, visit.rest.gaps),
                acts=visit.incidents.acts,
                failures=visit.failures(),
                blocked=[f"{refusal.host}:{refusal.port} {refusal.reason}" for refusal in visit.guard.refused],
                console=visit.incidents.console,
            )

    async def _walk(self, visit: Visit, walk: Walk) -> None:
        """The laps of the road, within the site's deadline. What was seen before the deadline stands; what was not is undetermined."""
        try:
            async with asyncio.timeout(self._settings.site_deadline):
                walk.reach = await visit.arrive()
                if walk.reach.state in _WITH_PICTURE:
                    walk.look = await visit.picture_only()
                if walk.reach.state != "reached":
                    return
                walk.look = await visit.look()
                walk.carriers = _carriers(visit, walk.look)
                if walk.look.blank or walk.carriers:
                    await self._once_more(visit, walk)
                if walk.reach.state == "reached" and not visit.rest.is_undrawn:
                    await self._second_lap(visit, walk)
        except TimeoutError:
            visit.act("deadline", f"{self._settings.site_deadline:g} s for the whole visit were over")
            walk.end("deadline", visit.reach_so_far())
        except PageTrouble as trouble:
            await visit.raise_if_gone()
            visit.act("page does not answer", str(trouble))
            walk.end("deadline" if visit.rest.release == "deadline" else "script_loop", visit.reach_so_far())

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

    async def _second_lap(self, visit: Visit, walk: Walk) -> None:
        """Who is seen, what stands on pictures where a number is still wanted, and whether the links answer."""
        look = walk.look
        assert look is not None
        candidates = find_badges(look.layout, visit.failures(0), visit.site)
        walk.sightings = await self._prove(visit, look, candidates, 0)
        wanted, marks = kinds_to_read(walk.sightings), marks_to_read(walk.sightings)
        regions = pictures_to_read(look.layout, walk.sightings, visit.traffic.failures) if wanted or marks else []
        regions = regions if wanted else as_large_as_marks(regions)
        if regions and can_read():
            read = await self._read(visit, walk, regions, wanted, marks)
            walk.sightings += [await self._surely(visit, walk, each) for each in await self._prove(visit, look, read, len(candidates))]
        elif regions:
            walk.unread = len(regions)
        await self._read_doubtful(visit, walk, candidates)
        await self._see_turns(visit, walk)

    async def _see_turns(self, visit: Visit, walk: Walk) -> None:
        """What is not seen yet may stand there in another turn of what changes by itself."""
        assert walk.look is not None
        find = partial(find_badges, failures=visit.failures(0), site=visit.site)
        for candidate, proven in await see_turns(visit.session, walk.look, find, walk.sightings, visit.keep_file):
            walk.sightings.append(await self._told(candidate, proven, walk.look))

    async def _read(
        self, visit: Visit, walk: Walk, regions: list[Region], wanted: list[BadgeKind], marks: list[BadgeKind]
    ) -> list[Candidate]:
        """What is read on the page's pictures: on the full-page picture, and what that may not show where it stands, while it is wanted."""
        look = walk.look
        assert look is not None

        def found() -> list[Candidate]:
            return numbers_read(look.layout, regions, walk.readings, wanted) + marks_read(look.layout, regions, walk.readings, marks)

        flat = [
            region for region in regions if not region.is_held and (region.box.bottom <= look.layout.height or not visit.scrolls_inside)
        ]
        walk.readings = await asyncio.to_thread(read_regions, look.picture, [region.box for region in flat])
        for region in regions:
            if not (region.is_held or ((region.is_apart or visit.scrolls_inside) and not was_read(region, walk.readings))):
                continue
            if {*wanted, *marks} <= {candidate.kind for candidate in found() if candidate.shape != "label"}:
                break
            try:
                walk.readings += await read_in_place(visit.session, look.layout, region.piece)
            except PageTrouble as trouble:  # the page changed under us: nobody knows what stood there
                visit.act("picture not read", str(trouble))
                walk.lost += 1
        return found()

    async def _read_doubtful(self, visit: Visit, walk: Walk, candidates: list[Candidate]) -> None:
        """Where the document's order or the roster leaves a doubt, the picture has the last word."""
        look = walk.look
        if look is None or look.settled is None or not can_read():
            return
        for place, (sighting, candidate) in enumerate(zip(walk.sightings, candidates, strict=False)):
            if is_doubtful(sighting, candidate, visit.site, look.settled.file):
                lines = await asyncio.to_thread(read_regions, look.picture, [reading_box(sighting)])
                walk.readings += lines
                walk.sightings[place] = as_read(sighting, lines, visit.site)

    async def _surely(self, visit: Visit, walk: Walk, sighting: Sighting) -> Sighting:
        """What was read on a picture and would accuse is read again, enlarged."""
        assert walk.look is not None
        if not would_accuse(sighting, visit.site) or walk.look.settled is None or sighting.box_in != walk.look.settled.file:
            return read_once(sighting) if would_accuse(sighting, visit.site) else sighting
        again = [await asyncio.to_thread(read_regions, walk.look.picture, [reading_box(sighting)], scale) for scale in SCALES]
        return as_sure(sighting, walk.readings, again, visit.site)

    async def _prove(self, visit: Visit, look: Look, candidates: list[Candidate], first: int) -> list[Sighting]:
        proofs = await visit.prove(look, candidates, first)
        return [await self._told(candidate, proof, look) for candidate, proof in zip(candidates, proofs, strict=True)]

    async def _told(self, candidate: Candidate, proof: Proven, look: Look) -> Sighting:
        sighting = beneath(await as_it_looks(candidate, proof), look.cover)
        if sighting.link and proof.proof.seen:
            return sighting.model_copy(update={"link_answer": await self._links.ask(sighting.link)})
        return sighting


def _carriers(visit: Visit, look: Look) -> list[LoadFailure]:
    return failed_carriers(look.layout, visit.failures(), COUNTERS)


def _incomplete(walk: Walk, gaps: list[str]) -> list[str]:
    assert walk.reach is not None
    if walk.reach.state != "reached":
        return [walk.reach.because or "未能看到首页"]
    if walk.look is None:
        return ["未能取得页面"]
    late = ["页面在规定时间内未加载完毕"] if walk.reach.release == "deadline" else []
    stuck = ["页面脚本陷入死循环，未能完整查看"] if walk.reach.release == "script_loop" else []
    unread = [f"页面底部有{walk.unread}张图片可能载有标识，本机未安装文字识别组件，未能读取"] if walk.unread else []
    lost = [f"页面底部有{walk.lost}张图片在查看时已变动，未能读取"] if walk.lost else []
    return [*late, *stuck, *gaps, *unread, *lost, *sentences(walk.carriers)]


def _frames(look: Look | None) -> list[Frame]:
    if look is None:
        return []
    documents = look.layout.documents
    return [Frame(url=d.url[:500], parent=documents[d.owner[0]].url[:500]) for d in documents if d.owner is not None]


def _without_page(site: Site, folder: SiteFolder, started: str, state: ReachState, trouble: str) -> Observation:
    reach = Reach(state=state, because=SENTENCES[state])
    incomplete = [SENTENCES[state]]
    return Observation(site=site, look=folder.look, started=started, ended=_now(), reach=reach, incomplete=incomplete, trouble=trouble)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
