"""Which names of columns a person sees on the home page: one pair of pictures serves all names of a screen."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from checker.records.base import Box, around
from checker.records.candidate import HasPieces, Piece
from checker.records.layout import Layout
from checker.records.sighting import Proof
from checker.rendering.comparison import take_comparison
from checker.rendering.legibility import measure
from checker.rendering.neighbours import lie_upon_each_other, stands_in_view
from checker.rendering.pictures import VIEWPORT, capture_viewport
from checker.rendering.places import Place, bring_into_view, find_place, page_scroll
from checker.rendering.session import PageTrouble, Session
from checker.rendering.stillness import stand_still

_FRACTIONS = (0.35, 0.75)  # where in the viewport a name is brought: a bar that floats over one place leaves the other free
_REACH = 800.0  # CSS px: names further apart do not stand on one screen
_OPENING = 0.6  # seconds in which a menu opens
_ENOUGH = 0.5  # of a name's characters: a name that is cut short is still read
_MARGIN = 4.0
_SCREEN = Box(0, 0, *VIEWPORT)


class NameSeen(NamedTuple):
    """`box` in CSS px of `screen` (a JPEG of the viewport) where there is one, else nothing is told of its place."""

    proof: Proof | None  # null where the page did not answer, or the name does not take room
    box: Box | None = None
    screen: bytes | None = None

    @property
    def is_seen(self) -> bool | None:
        """None where nobody can tell."""
        proof = self.proof
        if proof is None:
            return None
        if proof.seen or proof.why_not == "unclear" or (proof.parts and proof.parts_seen >= _ENOUGH * proof.parts):
            return True
        return None if proof.why_not == "unstable" else False


async def see_names(session: Session, layout: Layout, names: Sequence[HasPieces]) -> list[NameSeen]:
    """The proof of each name that takes room now, in order; the page is scrolled to each."""
    seen = [NameSeen(None)] * len(names)
    open_names = [number for number, name in enumerate(names) if _box(name) is not None]
    for fraction in _FRACTIONS:
        left = sorted((number for number in open_names if not seen[number].is_seen), key=lambda number: _top(names[number]))
        while left:
            near = [number for number in left if _top(names[number]) - _top(names[left[0]]) < _REACH]
            try:
                await bring_into_view(session, layout, names[near[0]], fraction)
                proofs = await _compare(session, layout, [names[number] for number in near])
            except PageTrouble:  # the first of them is gone, or the page is busy: nobody can tell
                proofs = [None]
            for number, proof in zip(near, proofs, strict=False):
                if proof is not None:
                    seen[number] = NameSeen(proof)
            told = {number for number, proof in zip(near, proofs, strict=False) if proof is not None} | {near[0]}
            left = [number for number in left if number not in told]
    return seen


async def hover_over(session: Session, layout: Layout, head: Piece, names: Sequence[HasPieces]) -> list[NameSeen]:
    """What a menu's names show while the pointer rests on its head. Raises PageTrouble where the head is gone."""
    alone = _Head((head,))
    await bring_into_view(session, layout, alone, _FRACTIONS[0])
    place = await find_place(session, layout, alone)
    if place.box is None:
        return [NameSeen(None)] * len(names)
    await _move(session, place.box.x + place.box.width / 2, place.box.y + place.box.height / 2)
    try:
        await asyncio.sleep(_OPENING)
        screen = await capture_viewport(session)
        proofs = await _compare(session, layout, list(names), is_first_needed=False)
        places = await _places(session, layout, names)
    finally:
        await _move(session, 0.0, 0.0)
    return [
        NameSeen(proof, spot.box.cut_to(_SCREEN).rounded() if spot and spot.box else None, screen if spot and spot.box else None)
        for proof, spot in zip(proofs, places, strict=True)
    ]


class _Head(NamedTuple):
    pieces: tuple[Piece, ...]


async def _compare(session: Session, layout: Layout, names: list[HasPieces], *, is_first_needed: bool = True) -> list[Proof | None]:
    """One comparison of all that stand in the viewport and not upon each other; None for the others, which have a turn of their own."""
    frames = {layout.documents[piece.document].frame_id for name in names for piece in name.pieces} | {session.main_frame}
    async with stand_still(session, frames):
        chosen: list[Place | None] = []
        together: list[tuple[HasPieces, Place]] = []
        for number, (name, place) in enumerate(zip(names, await _places(session, layout, names), strict=True)):
            is_first = is_first_needed and number == 0
            fits = place is not None and place.box is not None and (is_first or stands_in_view(place))
            if place is None or not fits or any(lie_upon_each_other((name, place), other) for other in together):
                chosen.append(None)
                continue
            together.append((name, place))
            chosen.append(place)
        boxes = [place.box.grown(_MARGIN).cut_to(_SCREEN) for _, place in together if place.box is not None]
        boxes = [box for box in boxes if box.width > 0 and box.height > 0]
        if not boxes:
            return [None] * len(names)
        whole = around(boxes)
        region = Box(float(int(whole.x)), float(int(whole.y)), float(int(whole.width) + 1), float(int(whole.height) + 1))
        comparison = await take_comparison(session, [place for _, place in together], region, await page_scroll(session), frames)
        return [measure(place, comparison, 1).proof if place is not None else None for place in chosen]


async def _places(session: Session, layout: Layout, names: Sequence[HasPieces]) -> list[Place | None]:
    found = await asyncio.gather(*(find_place(session, layout, name) for name in names), return_exceptions=True)
    for place in found:
        if isinstance(place, BaseException) and not isinstance(place, PageTrouble):
            raise place
    return [place if isinstance(place, Place) else None for place in found]


async def _move(session: Session, x: float, y: float) -> None:
    await session.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})


def _box(name: HasPieces) -> Box | None:
    boxes = [piece.box for piece in name.pieces if piece.box is not None]
    return around(boxes) if boxes and len(boxes) == len(name.pieces) else None


def _top(name: HasPieces) -> float:
    box = _box(name)
    return box.y if box is not None else 0.0
