"""Pictures of the page: the whole of it, and regions for comparison."""

import asyncio
import base64
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from checker.records.base import Box
from checker.rendering.session import PageTrouble, Session

VIEWPORT = (1366, 768)  # CSS px, scale 1 (CONTRACT.md)
_SLICE = 8000  # CSS px: one capture stays under the compositor's largest surface
_MOST = 60_000_000  # px of a picture: a page that is far too high and far too wide fills the memory, not the screen of a person
_QUALITY = 85
_SAME = 12.0  # of 255, on average: what JPEG makes of an even place
_FLAT = 3.0  # of 255: less spread is an even place
_ALIKE = 0.6  # correlation from which two pictures show the same thing
_BRIGHTNESS = np.array([0.299, 0.587, 0.114])
_NOISE = 6  # of 255: what JPEG makes of an even colour

Pixels = NDArray[np.uint8]


class Shot(NamedTuple):
    """A JPEG of the whole page: its bytes and its size in CSS px."""

    data: bytes
    width: int
    height: int


class PagePicture(NamedTuple):
    """The settled full-page picture: its file, and the picture as `read_picture` decoded it."""

    file: str
    picture: Image.Image

    @property
    def frame(self) -> Box:
        return Box(0, 0, *self.picture.size)

    def shows(self, crop: Pixels, box: Box) -> bool:
        """Whether `crop` stands in the picture at `box` (CSS px): frames of other origins are not always drawn below the fold."""
        top, left = max(0, int(box.y)), max(0, int(box.x))
        bottom, right = top + crop.shape[0], left + crop.shape[1]
        if not crop.size or right > self.picture.width or bottom > self.picture.height:
            return False
        part = np.asarray(self.picture.crop((left, top, right, bottom)))
        # brightness alone: JPEG keeps colours at half the resolution
        here, there = (picture.astype(np.float64) @ _BRIGHTNESS for picture in (part, crop))
        if there.std() < _FLAT:
            return float(np.abs(here - there).mean()) <= _SAME
        return bool(here.std() >= _FLAT / 2) and float(np.corrcoef(here.ravel(), there.ravel())[0, 1]) >= _ALIKE


async def capture_page(session: Session, height_limit: int) -> Shot:
    """The full page as a JPEG. A page higher than `height_limit` (CSS px) is cut there: the record's height says so.

    One that is wider than the screen is cut at four screens' width, and where it is very high, before: a screen's width stays.
    """
    metrics = await session.send("Page.getLayoutMetrics")
    size = metrics["cssContentSize"]
    height = min(max(VIEWPORT[1], round(size["height"])), height_limit)
    width = min(max(VIEWPORT[0], round(size["width"])), 4 * VIEWPORT[0], max(VIEWPORT[0], _MOST // height))
    async with _without_resize(session):
        parts = [await _capture(session, Box(0, top, width, min(_SLICE, height - top)), "jpeg") for top in range(0, height, _SLICE)]
    whole = parts[0] if len(parts) == 1 else await asyncio.to_thread(_stack, parts, width, height)
    return Shot(whole, width, height)


@asynccontextmanager
async def _without_resize(session: Session) -> AsyncIterator[None]:
    """A capture beyond the viewport tells the page of a resize to the size that it has: nobody in the page shall hear of it.

    Chromium lays the page out at 1×1 first (its own way round crbug.com/1141835). Where a frame falls just between, observers of sizes
    see that one too, and then the old size again. Forbidding scripts for so long would cost the page its timers and answers: worse.
    """
    try:
        await session.run("take_picture", True, seconds=3)
    except PageTrouble:
        yield  # no script runs in this page, so none of its own hears anything either
        return
    try:
        yield
    finally:
        await session.run("take_picture", False, seconds=3)


async def capture_region(session: Session, region: Box) -> Pixels:
    """The pixels (height × width × 3, RGB) of a region of the viewport, in page CSS px; lossless."""
    data = await _capture(session, region, "png", beyond=False)
    return await asyncio.to_thread(read_pixels, data)


async def capture_viewport(session: Session) -> bytes:
    """What stands in the viewport now, as a JPEG of 1366×768."""
    answer = await session.send("Page.captureScreenshot", {"format": "jpeg", "quality": _QUALITY, "optimizeForSpeed": True}, seconds=20)
    return base64.b64decode(answer["data"])


async def _capture(session: Session, region: Box, form: str, *, beyond: bool = True) -> bytes:
    words: dict[str, object] = {
        "format": form,
        "captureBeyondViewport": beyond,
        "optimizeForSpeed": True,
        "clip": {"x": region.x, "y": region.y, "width": region.width, "height": region.height, "scale": 1},
    }
    if form == "jpeg":
        words["quality"] = _QUALITY
    answer = await session.send("Page.captureScreenshot", words, seconds=30)
    return base64.b64decode(answer["data"])


def read_picture(data: bytes) -> Image.Image:
    """A picture's bytes decoded, in RGB. A whole page costs 25 ms: who needs it twice keeps it."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture if picture.mode == "RGB" else picture.convert("RGB")  # `convert` would copy an RGB picture


def read_pixels(data: bytes) -> Pixels:
    return np.asarray(read_picture(data))


def write_png(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=3)
    return out.getvalue()


def crop_of(picture: Image.Image, box: Box, margin: tuple[float, float]) -> bytes | None:
    """The part of a page's picture at `box` with so much around it (CSS px), as a PNG; null where nothing of it lies inside."""
    left, top = max(0, int(box.x - margin[0])), max(0, int(box.y - margin[1]))
    right, bottom = min(picture.width, int(box.right + margin[0])), min(picture.height, int(box.bottom + margin[1]))
    return write_png(np.asarray(picture.crop((left, top, right, bottom)))) if right > left and bottom > top else None


def write_jpeg(picture: Image.Image) -> bytes:
    """An RGB picture as a JPEG of the quality that Chromium's own captures have."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def is_blank(picture: Image.Image) -> bool:
    """Whether an RGB picture is of one colour throughout (to the JPEG's noise): nobody sees anything on it."""
    first_screen = picture.crop((0, 0, picture.width, min(picture.height, VIEWPORT[1])))  # where most pages show something
    return _is_even(first_screen) and _is_even(picture)


def _is_even(picture: Image.Image) -> bool:
    ranges = cast(tuple[tuple[int, int], ...], picture.getextrema())  # of an RGB picture: one pair a band
    return all(high - low <= _NOISE for low, high in ranges)


def _stack(parts: list[bytes], width: int, height: int) -> bytes:
    whole = Image.new("RGB", (width, height), "white")
    top = 0
    for part in parts:
        with Image.open(io.BytesIO(part)) as piece:
            whole.paste(piece, (0, top))
            top += piece.height
    return write_jpeg(whole)
