"""Seen means pixels: each candidate is brought into view, taken away, and the pixels that change are measured (ARCHITECTURE.md).

Three scroll positions are tried, since a box that floats over one place leaves another free.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

import numpy as np

from checker.records.base import Box, around
from checker.records.candidate import Candidate, Proven
from checker.records.layout import Layout
from checker.records.sighting import Proof, Unseen
from checker.rendering.comparison import Comparison, take_comparison
from checker.rendering.contrast import pixels_of
from checker.rendering.disturbance import Doubt
from checker.rendering.legibility import measure
from checker.rendering.pictures import VIEWPORT, PagePicture, Pixels, capture_viewport, write_png
from checker.rendering.places import Place, bring_into_view, find_place, page_scroll
from checker.rendering.reading import can_read
from checker.rendering.reading_back import reads_as
from checker.rendering.session import PageTrouble, Session
from checker.rendering.stillness import stand_still
from checker.rendering.wheel import turn_wheel

# where in the viewport the candidate is brought, and the seconds waited there: a box that drifts over it has moved on by then,
# a number that comes and goes has come
_TRIES = ((0.5, 0.0), (0.12, 0.0), (0.88, 0.0), *((0.5, 0.6),) * 4)
_CLEAR_BY = 3  # tries
_PATIENCE = 5  # further tries for what stands under something that moves
_WHEEL_TURNS = 12  # slides that are turned by the wheel, where a page does not scroll
_MARGIN = 16.0  # CSS px around the candidate, as surroundings in its pictures
_SCREEN = Box(0, 0, *VIEWPORT)

Keep = Callable[[str, bytes, str], Awaitable[str]]


@dataclass(slots=True)
class _Case:
    """One candidate on its way through the tries; `best` is the proof with the most parts seen."""

    number: int
    candidate: Candidate
    page: PagePicture | None
    best: Proven | None = None
    tries: int = 0
    pictures: tuple[Pixels, Pixels] | None = None
    screen: bytes | None = None
    failure: str | None = None
    is_moving: bool = False
    page_box: Box | None = None
    needs_screen: bool = False
    is_restless: bool = False  # something moves by itself where it stands
    grounds: dict[float | None, Pixels] = field(default_factory=dict)  # how it looked there, by the place it was brought to
    doubt: Doubt | None = None  # that the best proof leaves
    notes: list[str] = field(default_factory=list)


async def prove_all(
    session: Session, layout: Layout, candidates: list[Candidate], settled: PagePicture | None, keep: Keep, first: int = 0
) -> list[Proven]:
    """The proof of each candidate, in order. Boxes refer to `settled`, the full page, where it shows them; `keep` writes evidence."""
    cases = [_Case(number, candidate, settled) for number, candidate in enumerate(candidates, start=first)]
    for fraction, pause in _TRIES:
        await _try_all(session, layout, cases, fraction, pause)
    for _ in range(_PATIENCE):
        await _try_all(session, layout, [case for case in cases if case.is_restless], 0.5, 0.7)
    try:
        if _unseen(cases) and not await session.run("can_scroll"):
            await _try_slides(session, layout, cases)
    except PageTrouble as trouble:  # what was proven before stands
        for case in _unseen(cases):
            case.notes.append(str(trouble))
    await _read_back(cases)
    return [await _close_case(case, keep) for case in cases]


async def _read_back(cases: list[_Case]) -> None:
    """What is drawn but perhaps not legible counts as seen where its own number can be read on its picture."""
    for case in cases:
        if case.best is None or case.doubt is None or case.best.proof.seen or case.pictures is None or not can_read():
            continue
        if await reads_as(case.pictures[0], case.candidate.raw):
            case.best.proof = case.best.proof.model_copy(update={"seen": True, "why_not": None})
        elif case.doubt.is_grave:
            case.best.proof = case.best.proof.model_copy(update={"why_not": "unreadable"})


def _unseen(cases: list[_Case]) -> list[_Case]:
    """Those worth a further look; what stays unclear in three places is not made clearer by a fourth."""
    waiting = [case for case in cases if case.candidate.is_laid_out and not (case.best and case.best.proof.seen)]
    return [case for case in waiting if case.doubt is None or case.tries < _CLEAR_BY or case.is_restless]


async def _try_slides(session: Session, layout: Layout, cases: list[_Case]) -> None:
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
        if not _unseen(cases):
            return


async def _try_all(session: Session, layout: Layout, cases: list[_Case], fraction: float | None, pause: float) -> None:
    """One try for all that are not seen yet, those that stand together at once; with no `fraction` where they stand now."""
    waiting = _unseen(cases)
    while waiting:
        together = await _try_at(session, layout, waiting, fraction, pause)
        waiting = [case for case in waiting if case not in together]


async def _try_at(session: Session, layout: Layout, waiting: list[_Case], fraction: float | None, pause: float) -> list[_Case]:
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


async def _look_at(session: Session, layout: Layout, waiting: list[_Case], fraction: float | None, frames: Collection[str]) -> list[_Case]:
    """The comparison itself, while the page stands still; raises PageTrouble where the first of them is gone."""
    places = await _find_places(session, layout, waiting)
    together = [case for case in waiting if case.number in places]
    for case in together[1:]:
        case.tries += 1
    boxes = [box.grown(_MARGIN).cut_to(_SCREEN) for c in together if (box := places[c.number].box) is not None]
    boxes = [box for box in boxes if box.width > 0 and box.height > 0]
    for case in together:
        case.failure = places[case.number].failure
        case.is_moving = places[case.number].is_moving
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
        _note_motion(case, place, comparison.with_it, region, fraction)
        _measure(case, place, comparison, scroll, screen if case.needs_screen else None)
    # what was not seen in a box that scrolls by itself is brought to its own place there
    unseen = {case.number for case in _unseen(together)} & boxed
    return [case for case in together if case.number not in unseen]


async def _find_places(session: Session, layout: Layout, waiting: list[_Case]) -> dict[int, Place]:
    """The places of the first and of those that stand in view with it, by their numbers; raises PageTrouble where the first is gone.

    All are asked for side by side: questions and answers that travel together cost less than half.
    """
    found = await asyncio.gather(*(find_place(session, layout, case.candidate) for case in waiting), return_exceptions=True)
    places = {}
    for case, place in zip(waiting, found, strict=True):
        if isinstance(place, PageTrouble) and case is not waiting[0]:
            continue  # it has its own turn
        if isinstance(place, BaseException):
            raise place
        if case is waiting[0] or _stands_in_view(place):
            places[case.number] = place
    return places


def _note_motion(case: _Case, place: Place, picture: Pixels, region: Box, fraction: float | None) -> None:
    """Whether the candidate's surroundings look otherwise than when it stood there before: then waiting may help."""
    if place.box is None:
        return
    ground = picture[pixels_of(place.box.moved(-region.x, -region.y))]
    before = case.grounds.get(fraction)
    case.is_restless = case.is_restless or (before is not None and not np.array_equal(before, ground))
    case.grounds[fraction] = ground


def _measure(case: _Case, place: Place, comparison: Comparison, scroll: tuple[float, float], screen: bytes | None) -> None:
    """Holds one candidate's glyphs against the change; keeps the better of this try and the tries before."""
    proof, doubt = measure(place, comparison, case.tries)
    if case.best is not None and _worth(case.best.proof, case.doubt) >= _worth(proof, doubt):
        return
    box = place.box
    proven = Proven(proof, box=box)
    if box is not None:
        case.page_box = box.moved(*scroll)
        crop = comparison.cut(box.grown(_MARGIN).moved(-comparison.region.x, -comparison.region.y))
        case.pictures = crop or case.pictures
    case.best, case.screen, case.doubt = proven, screen, doubt


def _worth(proof: Proof, doubt: Doubt | None) -> tuple[bool, bool, int]:
    return proof.seen, doubt is not None, proof.parts_seen


def _stands_in_view(place: Place) -> bool:
    return place.box is not None and place.box.y >= 0 and place.box.bottom <= VIEWPORT[1] and 0 <= place.box.x < VIEWPORT[0]


def _whole(box: Box) -> Box:
    left, top = np.floor(box.x), np.floor(box.y)
    return Box(float(left), float(top), float(np.ceil(box.right) - left), float(np.ceil(box.bottom) - top))


async def _close_case(case: _Case, keep: Keep) -> Proven:
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
        without_it = None
        if not proof.seen:
            without_it = await keep(f"badge-{name}-without.png", write_png(case.pictures[1]), "crop without the candidate")
            proven.evidence.append(without_it)
        proof = proof.model_copy(update={"with_picture": with_it, "without_picture": without_it})
    proven.proof = proof
    if case.screen is not None and proven.box is not None:
        proven.box_in = await keep(f"screen-{name}.jpg", case.screen, "viewport")
        proven.box = proven.box.cut_to(_SCREEN).rounded()
    elif case.page_box is not None and case.page is not None:
        proven.box, proven.box_in = case.page_box.cut_to(case.page.frame).rounded(), case.page.file
    return proven
