"""The second lap for the badges: who is seen, what stands on pictures where a number is still wanted, and whether the links answer."""

import asyncio
from dataclasses import dataclass, field
from functools import partial

from checker.locating.badges import find_badges
from checker.locating.followed import followed, is_led, is_unled
from checker.locating.marks_read import as_large_as_marks, marks_read, marks_to_read
from checker.locating.pictures_to_read import Region, kinds_to_read, numbers_read, pictures_to_read, was_read
from checker.locating.read_again import as_read, is_doubtful, reading_box
from checker.locating.sure_reading import SCALES, as_sure, read_once, would_accuse
from checker.records.candidate import Candidate, Proven
from checker.records.reading import ReadLine
from checker.records.sighting import BadgeKind, Sighting
from checker.rendering.beneath import beneath
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.look import Look
from checker.rendering.mark_looks import as_it_looks
from checker.rendering.reading import can_read, read_regions
from checker.rendering.reading_in_place import read_in_place
from checker.rendering.session import PageTrouble
from checker.rendering.turns import see_turns
from checker.rendering.visit import Visit
from checker.second_lap.leads import Leads
from checker.timings import phase


@dataclass
class BadgeLap:
    """What one visit found out about badges; what was found before it is cut short stands."""

    links: LinkAnswers
    sightings: list[Sighting] = field(default_factory=list)
    readings: list[ReadLine] = field(default_factory=list)
    unread: int = 0  # pictures that wanted reading where nothing can read
    lost: int = 0  # pictures that were gone before they were read
    _screens: dict[str | None, bytes] = field(default_factory=dict)  # by file: what shows a sighting that the settled page does not show

    async def walk(self, visit: Visit, look: Look) -> None:
        """All of it, within the time that the caller gives."""
        with phase("locating"):
            candidates = find_badges(look.layout, visit.failures(0), visit.site)
        self.sightings = await self._prove(visit, look, candidates, 0)
        wanted, marks = kinds_to_read(self.sightings), marks_to_read(self.sightings)
        with phase("locating"):
            regions = pictures_to_read(look.layout, self.sightings, visit.traffic.failures) if wanted or marks else []
        regions = regions if wanted else as_large_as_marks(regions)
        if regions and can_read():
            with phase("text recognition", is_whole=True):
                read = await self._read(visit, look, regions, wanted, marks)
            seen = await self._prove(visit, look, read, len(candidates))
            with phase("text recognition", is_whole=True):
                self.sightings += [await self._surely(visit, look, each, one) for each, one in zip(seen, read, strict=True)]
        elif regions:
            self.unread = len(regions)
        with phase("text recognition", is_whole=True):
            await self._read_doubtful(visit, look, candidates)
        await self._see_turns(visit, look)
        await self._follow_scripts(visit, look, candidates)

    async def _see_turns(self, visit: Visit, look: Look) -> None:
        """What is not seen yet may stand there in another turn of what changes by itself."""
        find = partial(find_badges, failures=visit.failures(0), site=visit.site)
        with phase("proof of sight", is_whole=True):
            turns = await see_turns(visit.session, look, find, self.sightings, visit.keep_file)
        for candidate, proven in turns:
            self.sightings.append(await self._told(candidate, proven, look))

    async def _follow_scripts(self, visit: Visit, look: Look, candidates: list[Candidate]) -> None:
        """A mark that is seen and has no address is clicked on last of all: a script may open the service."""
        leads: Leads | None = None
        for place, (sighting, candidate) in enumerate(zip(self.sightings, candidates, strict=False)):
            if not is_unled(sighting) or any(is_led(other) for other in self.sightings if other.kind == sighting.kind):
                continue
            leads = leads or Leads(visit)
            address = await leads.behind(look.layout, candidate.pieces[0])
            if address is not None:
                with phase("plain HTTP"):
                    answer = await self.links.ask(address)
                self.sightings[place] = followed(sighting, address).model_copy(update={"link_answer": answer})

    async def _read(
        self, visit: Visit, look: Look, regions: list[Region], wanted: list[BadgeKind], marks: list[BadgeKind]
    ) -> list[Candidate]:
        """What is read on the page's pictures: on the full-page picture, and what that may not show where it stands, while it is wanted."""

        def found() -> list[Candidate]:
            return numbers_read(look.layout, regions, self.readings, wanted) + marks_read(look.layout, regions, self.readings, marks)

        flat = [
            region for region in regions if not region.is_held and (region.box.bottom <= look.layout.height or not visit.scrolls_inside)
        ]
        self.readings = await asyncio.to_thread(read_regions, look.picture, [region.box for region in flat])
        of_rows: set[Region] = set()
        for region in sorted(regions, key=lambda region: not region.members):  # what a row tells, its members need not tell again
            if region in of_rows or not (
                region.is_held or ((region.is_apart or visit.scrolls_inside) and not was_read(region, self.readings))
            ):
                continue
            if {*wanted, *marks} <= {candidate.kind for candidate in found() if candidate.shape != "label"}:
                break
            try:
                self.readings += await read_in_place(visit.session, look.layout, region.pieces, region.box)
                of_rows.update(region.members)
            except PageTrouble as trouble:  # the page changed under us: nobody knows what stood there
                visit.act("picture not read", str(trouble))
                self.lost += 1
        return found()

    async def _read_doubtful(self, visit: Visit, look: Look, candidates: list[Candidate]) -> None:
        """Where the document's order or the roster leaves a doubt, the picture has the last word."""
        if look.settled is None or not can_read():
            return
        for place, (sighting, candidate) in enumerate(zip(self.sightings, candidates, strict=False)):
            if is_doubtful(sighting, candidate, visit.site, look.settled.file):
                lines = await asyncio.to_thread(read_regions, look.picture, [reading_box(sighting)])
                self.readings += lines
                self.sightings[place] = as_read(sighting, lines, visit.site)

    async def _surely(self, visit: Visit, look: Look, sighting: Sighting, candidate: Candidate) -> Sighting:
        """What was read on a picture and would accuse is read again, enlarged; what several put together accuses nobody."""
        if not would_accuse(sighting, visit.site):
            return sighting
        is_on_page = look.settled is not None and sighting.box_in == look.settled.file
        picture = look.picture if is_on_page else self._screens.get(sighting.box_in)
        if picture is None:
            return read_once(sighting)

        async def read(scale: float | None) -> list[ReadLine]:
            return await asyncio.to_thread(read_regions, picture, [reading_box(sighting)], scale)

        first = self.readings if is_on_page else await read(None)
        sure = as_sure(sighting, first, [await read(scale) for scale in SCALES], visit.site)
        return read_once(sure) if len(candidate.pieces) > 1 and would_accuse(sure, visit.site) else sure

    async def _prove(self, visit: Visit, look: Look, candidates: list[Candidate], first: int) -> list[Sighting]:
        proofs = await visit.prove(look, candidates, first)
        self._screens.update((proof.box_in, proof.screen) for proof in proofs if proof.screen)
        return [await self._told(candidate, proof, look) for candidate, proof in zip(candidates, proofs, strict=True)]

    async def _told(self, candidate: Candidate, proof: Proven, look: Look) -> Sighting:
        sighting = beneath(await as_it_looks(candidate, proof), look.cover)
        if sighting.link and proof.proof.seen:
            with phase("plain HTTP"):
                answer = await self.links.ask(sighting.link)
            return sighting.model_copy(update={"link_answer": answer})
        return sighting
