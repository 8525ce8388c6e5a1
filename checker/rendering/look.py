"""What one look at a page keeps: its pictures and its layout, and the decoded pixels for those who work on them."""

import asyncio
from dataclasses import dataclass

from PIL import Image

from checker.records.layout import Layout
from checker.records.look import Picture
from checker.rendering.closers import Cover
from checker.rendering.pictures import read_picture


@dataclass(slots=True)
class Look:
    """The pixels and the layout of one moment, and whether nothing was to be seen."""

    layout: Layout
    untouched: Picture | None
    settled: Picture | None
    picture: bytes = b""  # the settled picture's JPEG
    blank: bool = False
    cover: Cover | None = None  # what still covered the screen
    _decoded: Image.Image | None = None

    async def decoded(self) -> Image.Image:
        """The settled picture, decoded once for all who look at it; nobody draws on it."""
        if self._decoded is None:
            self._decoded = await asyncio.to_thread(read_picture, self.picture)
        return self._decoded
