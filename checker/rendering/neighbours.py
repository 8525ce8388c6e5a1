"""Which candidates may be hidden together for one comparison: not those that share room, else one passes for the other's pixels."""

import asyncio

from checker.records.base import Box
from checker.records.candidate import Candidate, HasPieces
from checker.records.layout import Layout
from checker.rendering.pictures import VIEWPORT
from checker.rendering.places import Place, find_place
from checker.rendering.session import PageTrouble, Session

_TOUCH = 2.0  # CSS px that boxes of neighbours may share
_OF_A_LINE = 0.25  # and of the lower one's height: lines stand close

Standing = tuple[HasPieces, Place]


async def find_together(session: Session, layout: Layout, candidates: list[Candidate]) -> list[Place | None]:
    """The place of the first and of those that can be compared along with it, null for the others; raises PageTrouble where the
    first is gone.

    All are asked for side by side: questions and answers that travel together cost less than half.
    """
    found = await asyncio.gather(*(find_place(session, layout, candidate) for candidate in candidates), return_exceptions=True)
    places: list[Place | None] = []
    together: list[tuple[Candidate, Place]] = []
    for candidate, place in zip(candidates, found, strict=True):
        if isinstance(place, BaseException) and not (isinstance(place, PageTrouble) and places):
            raise place
        if isinstance(place, BaseException) or (places and not stands_in_view(place)):
            places.append(None)  # it has its own turn
            continue
        upon = [other for other in together if lie_upon_each_other((candidate, place), other)]
        if upon and candidate.shape == "hint" and all(other.kind == candidate.kind for other, _ in upon):
            place.handles, upon = [], []  # the link around a number: it is the number that is hidden
        if not upon:
            together.append((candidate, place))
        places.append(None if upon else place)
    return places


def stands_in_view(place: Place) -> bool:
    return place.box is not None and place.box.y >= 0 and place.box.bottom <= VIEWPORT[1] and 0 <= place.box.x < VIEWPORT[0]


def lie_upon_each_other(one: Standing, other: Standing) -> bool:
    """Whether characters or pictures of two candidates share room; parts of one node of the page do not count."""
    (candidate, place), (their_candidate, their_place) = one, other
    nodes, their_nodes = ({piece.backend_id for piece in c.pieces} for c in (candidate, their_candidate))
    if nodes & their_nodes or place.box is None or their_place.box is None or not _share_room(place.box, their_place.box):
        return False
    boxes, their_boxes = ([glyph.box for glyph in p.glyphs if glyph.box] for p in (place, their_place))
    return any(_share_room(box, their_box) for box in boxes for their_box in their_boxes)


def _share_room(box: Box, other: Box) -> bool:
    shared = box.cut_to(other)
    return shared.width > _TOUCH and shared.height > max(_TOUCH, _OF_A_LINE * min(box.height, other.height))
