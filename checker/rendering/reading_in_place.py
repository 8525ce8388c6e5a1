"""Pictures that the full-page picture does not reach, below in a frame or a box that scrolls by itself: read where they stand."""

import asyncio

import numpy as np

from checker.records.base import Box
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Layout
from checker.records.reading import ReadLine
from checker.rendering.contrast import pixels_of
from checker.rendering.pictures import PagePicture, Pixels, capture_viewport, read_picture
from checker.rendering.places import bring_into_view, find_place
from checker.rendering.reading import read_regions
from checker.rendering.session import Session

# of each scroller, where the picture is brought: what floats over one place leaves another free
_PLACES = (0.5, 0.12, 0.88)


async def read_in_place(session: Session, layout: Layout, pictures: tuple[Piece, ...], box: Box) -> list[ReadLine]:
    """The lines on a picture, or on several that adjoin, as they show when they are scrolled to; `box` is where the layout has them,
    and where the lines' boxes are moved to.

    It is read again only where it looks otherwise in another place. Raises PageTrouble where the page changed meanwhile.
    """
    place = Candidate(kind="icp", shape="number", source="picture", raw="", pieces=pictures)  # any kind: only its place is asked
    lines: list[ReadLine] = []
    looks: list[Pixels] = []
    for fraction in _PLACES:
        await bring_into_view(session, layout, place, fraction)
        stands = (await find_place(session, layout, place)).box
        if stands is None:
            continue
        shot = await capture_viewport(session)
        screen = PagePicture("", read_picture(shot))
        shown = stands.cut_to(screen.frame)
        if not shown.width or not shown.height or any(screen.shows(look, shown) for look in looks):
            continue
        looks.append(np.asarray(screen.picture)[pixels_of(shown)])
        found = await asyncio.to_thread(read_regions, shot, [stands])
        dx, dy = box.x - stands.x, box.y - stands.y
        lines += [line._replace(box=line.box.moved(dx, dy)) for line in found]
    return lines
