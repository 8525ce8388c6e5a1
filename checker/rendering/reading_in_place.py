"""Pictures that the full-page picture does not reach, below in a frame or a box that scrolls by itself: read where they stand."""

import asyncio

from checker.records.candidate import Candidate, Piece
from checker.records.layout import Layout
from checker.records.reading import ReadLine
from checker.rendering.pictures import capture_viewport
from checker.rendering.places import bring_into_view, find_place
from checker.rendering.reading import read_regions
from checker.rendering.session import Session

_MIDDLE = 0.5  # of each scroller, where the picture is brought


async def read_in_place(session: Session, layout: Layout, picture: Piece) -> list[ReadLine]:
    """The lines on a picture, as it shows when it is scrolled to; their boxes are moved to where the layout has the picture.

    Raises PageTrouble where the page changed meanwhile.
    """
    place = Candidate(kind="icp", shape="number", source="picture", raw="", pieces=(picture,))  # any kind: only its place is asked
    await bring_into_view(session, layout, place, _MIDDLE)
    stands = (await find_place(session, layout, place)).box
    if stands is None or picture.box is None:
        return []
    found = await asyncio.to_thread(read_regions, await capture_viewport(session), [stands])
    dx, dy = picture.box.x - stands.x, picture.box.y - stands.y
    return [line._replace(box=line.box.moved(dx, dy)) for line in found]
