"""Seen means pixels: each candidate is brought into view, taken away, and the pixels that change are measured (ARCHITECTURE.md).

Three scroll positions are tried, since a box that floats over one place leaves another free. What moves by itself is looked at
again while it passes, and what comes and goes is waited for.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

import numpy as np

from checker.records.base import Box, around
from checker.records.candidate import Candidate, Proven
from checker.records.layout import Layout
from checker.records.sighting import Proof, Unseen
from checker.rendering.comparison import Comparison, take_comparison
from checker.rendering.contrast import pixels_of
from checker.rendering.disturbance import Doubt
from checker.rendering.free_places import find_free_places
from checker.rendering.legibility import measure
from checker.rendering.neighbours import find_together
from checker.rendering.pictures import VIEWPORT, PagePicture, Pixels, capture_viewport, write_png
from checker.rendering.places import Place, bring_into_view, is_laid_out, page_scroll
from checker.rendering.reading import can_read
from checker.rendering.reading_back import reads_as
from checker.rendering.session import PageTrouble, Session
from checker.rendering.sight_case import Case, unseen
from checker.rendering.stillness import stand_still
from checker.rendering.wheel import turn_wheel

# where in the viewport the candidate is brought, and the seconds waited there: a box that drifts over it has moved on by then,
# a number that comes and goes has come
_TRIES = ((0.5, 0.0), (0.12, 0.0), (0.88, 0.0))
_LATER_TRIES = ((0.5, 0.6),) * 4
_MOST_COVERED = 6  # candidates for which places are looked for that floating boxes leave free
_PATIENCE = 5  # further tries for what stands under something that moves
_PASSING = 30  # tries for a line that runs past: about as many seconds
_TURN_OF_SLIDES = 5.0  # seconds in which what is not laid out may come by itself (CONTRACT.md, section 4)
_WHEEL_TURNS = 12  # slides that are turned by the wheel, where a page does not scroll
_RUN = 3.0  # CSS px between two looks at the same place of the viewport
_MOVES = 2  # once may be a page that grows
_MARGIN = 16.0  # CSS px around the candidate, as surroundings in its pictures
_SCREEN = Box(0, 0, *VIEWPORT)

Keep = Callable[[str, bytes, str], Awaitable[str]]


async def prove_all(
    session: Session, layout: Layout, candidates: list[Candidate], settled: PagePicture | None, keep: Keep, first: int = 0
) -> list[Proven]:
    """The proof of each candidate, in order. Boxes refer to `settled`, the full page, where it shows them; `keep` writes evidence."""
    cases = [Case(number, candidate, settled) for number, candidate in enumerate(candidates, start=first)]
    for fraction, pause in _TRIES:
        await _try_all(session, layout, cases, fraction, pause)
    await _try_free_places(session, layout, cases)
    for fraction, pause in _LATER_TRIES:
        await _try_all(session, layout, cases, fraction, pause)
    for turn in range(_PASSING):
        await _try_all(session, layout, [c for c in cases if c.is_moving or (c.is_restless and turn < _PATIENCE)], 0.5, 0.7)
    try:
        await _wait_for_slides(session, layout, cases)
        if unseen(cases) and not await session.run("can_scroll"):
            await _try_slides(session, layout, cases)
    except PageTrouble as trouble:  # what was proven before stands
        for case in unseen(cases):
            case.notes.append(str(trouble))
    await _read_back(cases)
    return [await _close_case(case, keep) for case in cases]


async def prove_passing(
    session: Session, layout: Layout, candidates: list[Candidate], settled: PagePicture | None, keep: Keep, first: int
) -> list[Proven]:
    """The same for what stands there for a moment: it is looked at at once, and not waited for."""
    cases = [Case(number, candidate, settled) for number, candidate in enumerate(candidates, start=first)]
    for fraction, pause in _TRIES[:2]:
        await _try_all(session, layout, cases, fraction, pause)
    await _read_back(cases)
    return [await _close_case(case, keep) for case in cases]


async def _try_free_places(session: Session, layout: Layout, cases: list[Case]) -> None:
    """What floats over a candidate in the usual places may leave it free in another, to which a person scrolls."""
    covered = [case for case in unseen(cases) if case.stands is not None]
    for case in covered[:_MOST_COVERED]:
        try:
            fractions = await find_free_places(session, case.stands) if case.stands else []
        except PageTrouble as trouble:
            case.notes.append(str(trouble))
            return
        for fraction in fractions:
            await _try_all(session, layout, unseen([case]), fraction, 0.0)


async def _read_back(cases: list[Case]) -> None:
    """What is drawn but perhaps not legible counts as seen where its own number can be read on its picture."""
    for case in cases:
        if case.best is None or case.doubt is None or case.best.proof.seen or case.pictures is None or not can_read():
            continue
        if await reads_as(case.pictures[0], case.candidate.written):
            case.best.proof = case.best.proof.model_copy(update={"seen": True, "why_not": None})
        elif case.doubt.is_grave:
            case.best.proof = case.best.proof.model_copy(update={"why_not": "unreadable"})


async def _wait_for_slides(session: Session, layout: Layout, cases: list[Case]) -> None:
    """A slide that stands for a while and goes takes no place in between: what nothing else shows is waited for."""
    seen = {case.candidate.kind for case in cases if case.best and case.best.proof.seen}
    absent = [case for case in cases if case.candidate.pieces and not case.candidate.is_laid_out and case.candidate.kind not in seen]
    until = time.monotonic() + _TURN_OF_SLIDES
    while absent and time.monotonic() < until:
        await asyncio.sleep(0.25)
        for case in absent:
            case.has_come = await _has_come(session, layout, case)
        come = [case for case in absent if case.has_come]
        await _try_all(session, layout, come, 0.5, 0.0)
        absent = [case for case in absent if not (case.best and case.best.proof.seen)]


async def _has_come(session: Session, layout: Layout, case: Case) -> bool:
    try:
        return await is_laid_out(session, layout, case.candidate)
    except PageTrouble as trouble:
        case.notes.append(str(trouble))
        return False


async def _try_slides(session: Session, layout: Layout, cases: list[Case]) -> None:
    """Turns the wheel as long as that brings something new, and looks after each turn."""
    in_vain = 0
    before = await capture_viewport(session)
    for _ in range(_WHEEL_TURNS):
        await turn_wheel(session)
        after = await capture_viewport(session)
        in_vain = in_vain + 1 if after == before else 0
        if in_vain == 2:  # once may be the pause in which many pages ignore the wheel
            return
        before = after
        await _try_all(session, layout, cases, None, 0.0)
        if not unseen(cases):
            return


async def _try_all(session: Session, layout: Layout, cases: list[Case], fraction: float | None, pause: float) -> None:
    """One try for all that are not seen yet, those that stand together at once; with no `fraction` where they stand now."""
    waiting = unseen(cases)
    while waiting:
        together = await _try_at(session, layout, waiting, fraction, pause)
        waiting = [case for case in waiting if case not in together]


async def _try_at(session: Session, layout: Layout, waiting: list[Case], fraction: float | None, pause: float) -> list[Case]:
    """Brings the first waiting candidate into view and compares all waiting ones that stand in the viewport with it."""
    first = waiting[0]
    first.tries += 1
    frames = {layout.documents[piece.document].frame_id for case in waiting for piece in case.candidate.pieces} | {session.main_frame}
    try:
        if fraction is not None:
            await bring_into_view(session, layout, first.candidate, fraction)
        await asyncio.sleep(pause)
        async with stand_still(session, frames):
            return await _look_at(session, layout, waiting, fraction, frames)
    except PageTrouble as trouble:
        first.notes.append(str(trouble))
        return [first]


async def _look_at(session: Session, layout: Layout, waiting: list[Case], fraction: float | None, frames: Collection[str]) -> list[Case]:
    """The comparison itself, while the page stands still; raises PageTrouble where the first of them is gone."""
    found = await find_together(session, layout, [case.candidate for case in waiting])
    places = {case.number: place for case, place in zip(waiting, found, strict=True) if place is not None}
    together = [case for case in waiting if case.number in places]
    for case in together[1:]:
        case.tries += 1
    boxes = [box.grown(_MARGIN).cut_to(_SCREEN) for c in together if (box := places[c.number].box) is not None]
    boxes = [box for box in boxes if box.width > 0 and box.height > 0]
    for case in together:
        case.failure = places[case.number].failure
        case.is_moving = case.is_moving or places[case.number].is_moving
    if not boxes:
        return together
    region = _whole(around(boxes))
    scroll = await page_scroll(session)
    comparison = await take_comparison(session, [places[case.number] for case in together], region, scroll, frames)
    boxed: set[int] = set()
    standings = await asyncio.gather(*(bring_into_view(session, layout, case.candidate, None) for case in together))
    for case, standing in zip(together, standings, strict=True):
        case.needs_screen = standing.inner or standing.fixed or fraction is None
        if (box := places[case.number].box) is not None and case.page is not None:
            crop = comparison.with_it[pixels_of(box.moved(-region.x, -region.y))]
            case.needs_screen = case.needs_screen or not crop.size or not case.page.shows(crop, box.moved(*scroll))
        if standing.boxed and case is not waiting[0]:
            boxed.add(case.number)
    screen = await capture_viewport(session) if any(case.needs_screen for case in together) else None
    for case in together:
        place = places[case.number]
        _note_motion(case, place, comparison.with_it, region, fraction, is_first=case is together[0])
        _measure(case, place, comparison, scroll, screen if case.needs_screen else None)
    # what was not seen in a box that scrolls by itself is brought to its own place there
    left = {case.number for case in unseen(together)} & boxed
    return [case for case in together if case.number not in left]


def _note_motion(case: Case, place: Place, picture: Pixels, region: Box, fraction: float | None, *, is_first: bool) -> None:
    """Whether the candidate or its surroundings look otherwise than when it stood there before: then waiting may help."""
    if place.box is None:
        return
    if is_first:  # what stands beside the first stands wherever that was brought
        before_it, case.at[fraction] = case.at.get(fraction), place.box
        case.moves += before_it is not None and _runs(before_it, place.box)
    case.is_moving = case.is_moving or case.moves >= _MOVES
    ground = picture[pixels_of(place.box.moved(-region.x, -region.y))]
    before = case.grounds.get(fraction)
    case.is_restless = case.is_restless or (before is not None and not np.array_equal(before, ground))
    case.grounds[fraction] = ground


def _runs(one: Box, other: Box) -> bool:
    """Whether a line moved along, keeping its size."""
    same = max(abs(one.width - other.width), abs(one.height - other.height)) < 1
    return same and max(abs(one.x - other.x), abs(one.y - other.y)) > _RUN


def _measure(case: Case, place: Place, comparison: Comparison, scroll: tuple[float, float], screen: bytes | None) -> None:
    """Holds one candidate's glyphs against the change; keeps the better of this try and the tries before."""
    case.stands = box = place.box
    proof, doubt, read = measure(place, comparison, case.tries)
    if case.is_moving or case.is_restless:
        case.read_parts |= read
        if proof.why_not == "partly" and len(case.read_parts) == proof.parts:  # a person reads on as it passes
            proof = proof.model_copy(update={"seen": True, "why_not": None})
    if case.best is not None and _worth(case.best.proof, case.doubt) >= _worth(proof, doubt):
        return
    proven = Proven(proof, box=box)
    if box is not None:
        case.page_box = box.moved(*scroll)
        crop = comparison.cut(box.grown(_MARGIN).moved(-comparison.region.x, -comparison.region.y))
        if crop:
            left, top = max(box.x - _MARGIN, comparison.region.x), max(box.y - _MARGIN, comparison.region.y)
            case.pictures, case.inside = crop, box.moved(-left, -top)
    case.best, case.screen, case.doubt = proven, screen, doubt


def _worth(proof: Proof, doubt: Doubt | None) -> tuple[bool, bool, int]:
    return proof.seen, doubt is not None, proof.parts_seen


def _whole(box: Box) -> Box:
    left, top = np.floor(box.x), np.floor(box.y)
    return Box(float(left), float(top), float(np.ceil(box.right) - left), float(np.ceil(box.bottom) - top))


async def _close_case(case: Case, keep: Keep) -> Proven:
    """Writes the pictures of the best try: the crop, and for what is not seen the crop without it too."""
    if case.best is None:
        # a page that did not answer is no proof that nobody sees it; a place that no scrolling reaches is
        why: Unseen = "no_box" if not case.candidate.is_laid_out else "unstable" if case.notes else "out_of_reach"
        return Proven(Proof(seen=False, why_not=why, parts=len(case.candidate.raw), tries=case.tries), failure=case.failure)
    proven, name = case.best, f"{case.candidate.kind}-{case.number + 1}"
    proven.failure = case.failure
    proof = proven.proof.model_copy(update={"tries": case.tries})
    if case.is_moving and not proof.seen:
        proof = proof.model_copy(update={"why_not": "unstable"})
    if case.pictures is not None:
        with_it = await keep(f"badge-{name}.png", write_png(case.pictures[0]), "crop")
        proven.evidence.append(with_it)
        if case.candidate.shape == "picture" and proof.seen and case.inside is not None:
            own = case.pictures[0][pixels_of(case.inside.grown(-1))]  # without what stands beside it on a px of its edge
            proven.picture = write_png(own) if own.size else b""
        without_it = None
        if not proof.seen:
            without_it = await keep(f"badge-{name}-without.png", write_png(case.pictures[1]), "crop without the candidate")
            proven.evidence.append(without_it)
        proof = proof.model_copy(update={"with_picture": with_it, "without_picture": without_it})
    proven.proof = proof
    if case.screen is not None and proven.box is not None:
        proven.box_in, proven.screen = await keep(f"screen-{name}.jpg", case.screen, "viewport"), case.screen
        proven.box = proven.box.cut_to(_SCREEN).rounded()
    elif case.page_box is not None and case.page is not None:
        proven.box, proven.box_in = case.page_box.cut_to(case.page.frame).rounded(), case.page.file
    return proven
