"""The pictures of one comparison: a region with the candidates, without them, with them again, and where it is asked for flooded."""

import asyncio
from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from checker.records.base import Box
from checker.rendering.contrast import STEP, Change, compare, pixels_of
from checker.rendering.picture_ink import WHOLE, Resource, find_ink
from checker.rendering.pictures import Pixels, capture_region
from checker.rendering.places import Glyph, Place
from checker.rendering.session import Session

_PLAINLY = 0.9  # of a picture's box that changes: then all of it is to be seen without further proof
_LOUD = 30  # of 255: what a veil leaves of the loud colour is less


class Flooded(NamedTuple):
    """The pictures in one loud colour; `inks` has each one's handle with the place of its ink, in fractions of its box."""

    inks: dict[str, Box]
    picture: Pixels


class Comparison:
    """`change` is what the candidates change in `region` (CSS px of the page); `with_it` and `without_it` are kept as evidence."""

    def __init__(self, region: Box, with_it: Pixels, without_it: Pixels, again: Pixels, flooded: "Flooded | None") -> None:
        self.region, self.with_it, self.without_it = region, with_it, without_it
        self.change: Change = compare(with_it, without_it, again)
        self._inks = flooded.inks if flooded else {}
        self._flooded = flooded.picture if flooded else None

    def is_flooded(self, glyph: Glyph) -> bool:
        """Whether it was asked how much of this picture is to be seen."""
        return glyph.handle in self._inks

    def ink_of(self, glyph: Glyph, box: Box) -> Box:
        """The part of a flooded picture's box (px of the region) that holds its ink."""
        ink = self._inks.get(glyph.handle or "")
        if ink is None:
            return box
        return Box(box.x + ink.x * box.width, box.y + ink.y * box.height, ink.width * box.width, ink.height * box.height)

    def share_open(self, box: Box) -> float:
        """How much of a flooded picture's box (px of the region) is to be seen, whatever of the picture is clear."""
        if self._flooded is None or box.width * box.height <= 0:
            return 0.0
        where = pixels_of(box)
        difference = np.abs(self._flooded[where].astype(np.int16) - self.without_it[where])
        return float((difference.max(axis=2, initial=0) > _LOUD).sum()) / (box.width * box.height)

    def cut(self, box: Box) -> tuple[Pixels, Pixels] | None:
        """With and without the candidate, the part at `box` (px of the region); null where nothing of it lies inside."""
        with_it, without_it = (pixels[pixels_of(box)] for pixels in (self.with_it, self.without_it))
        return (with_it, without_it) if with_it.size else None


async def take_comparison(
    session: Session, places: list[Place], region: Box, scroll: tuple[float, float], frames: Collection[str]
) -> Comparison:
    """Hides all candidates at once; `region` and their places are CSS px of the viewport, which stands at `scroll` of the page.

    Pictures that do not change throughout (clear margins, a cover, a parent that cuts) are flooded with one colour besides.
    """
    of_page = region.moved(*scroll)
    with_it = await capture_region(session, of_page)
    await asyncio.gather(*(session.call(script, handle, whole) for place in places for handle, script, whole in place.handles))
    without_it = await capture_region(session, of_page)
    flooded: Flooded | None = None
    if doubtful := _not_throughout([glyph for place in places for glyph in place.glyphs if glyph.handle], region, with_it, without_it):
        await asyncio.gather(*(session.call("flood", handle) for handle in doubtful))
        picture = await capture_region(session, of_page)
        inks = await asyncio.gather(*(find_ink(session, handle, resource) if resource else _all() for handle, resource in doubtful.items()))
        flooded = Flooded(dict(zip(doubtful, inks, strict=True)), picture)
    for frame in frames:
        await session.run("reveal", True, frame_id=frame)
    return Comparison(region, with_it, without_it, await capture_region(session, of_page), flooded)


def _not_throughout(glyphs: list[Glyph], region: Box, with_it: Pixels, without_it: Pixels) -> dict[str, Resource | None]:
    """The handles of the pictures of which only a part changes, with clear margins or without."""
    found = {}
    for glyph in glyphs:
        if glyph.box is None or glyph.handle is None:
            continue
        where = pixels_of(glyph.box.moved(-region.x, -region.y))
        changed = np.abs(with_it[where].astype(np.int16) - without_it[where]).max(axis=2, initial=0) > STEP
        if changed.sum() < _PLAINLY * glyph.filled * glyph.box.width * glyph.box.height:
            found[glyph.handle] = glyph.resource
    return found


async def _all() -> Box:
    return WHOLE
