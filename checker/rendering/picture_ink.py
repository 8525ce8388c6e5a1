"""Where in a picture its ink stands: clear margins are no part of what a person has to see."""

import asyncio
import base64
import io
from typing import NamedTuple

import numpy as np
from PIL import Image, UnidentifiedImageError

from checker.records.base import Box
from checker.rendering.session import PageTrouble, Session

_CLEAR = 32  # of 255: what is drawn more faintly is margin
WHOLE = Box(0, 0, 1, 1)


class Resource(NamedTuple):
    """A picture as the browser keeps it: the frame that loaded it, and its address."""

    frame_id: str
    url: str


async def find_ink(session: Session, handle: str, resource: Resource) -> Box:
    """The box around a picture's ink, in fractions of the picture; all of it where the picture cannot be had or has no clear parts."""
    if not resource.url.startswith("http"):
        return WHOLE
    try:
        answer = await session.send("Page.getResourceContent", {"frameId": resource.frame_id, "url": resource.url})
        return await asyncio.to_thread(_ink_of, base64.b64decode(answer["content"]) if answer["base64Encoded"] else b"")
    except UnidentifiedImageError:  # drawn by words (SVG)
        return await _drawn_ink(session, handle)
    except (PageTrouble, OSError, ValueError):  # gone from the browser's store
        return WHOLE


async def _drawn_ink(session: Session, handle: str) -> Box:
    try:
        drawn = await session.call("draw_ink", handle)
    except PageTrouble:
        return WHOLE
    return Box(*drawn) if drawn else WHOLE


def _ink_of(data: bytes) -> Box:
    """Raises OSError where these are no pixels."""
    with Image.open(io.BytesIO(data)) as picture:
        if "A" not in picture.getbands() and "transparency" not in picture.info:
            return WHOLE
        drawn = np.asarray(picture.convert("RGBA"))[:, :, 3] > _CLEAR
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not rows.size:
        return WHOLE
    height, width = drawn.shape
    top, left = float(rows[0]) / height, float(columns[0]) / width
    return Box(left, top, float(columns[-1] + 1) / width - left, float(rows[-1] + 1) / height - top)
