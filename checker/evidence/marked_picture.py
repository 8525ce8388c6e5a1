"""Draws what was judged onto a copy of a picture, and cuts details out of one. The original's bytes are never touched."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from checker.evidence.caption_places import place_captions
from checker.evidence.chinese_font import find_chinese_font
from checker.records.base import Box, around

_LETTER = 18  # px
_PADDING = 5  # px round a caption's letters
_FRAME = 3  # px, drawn outside the box, so that nothing in it is covered
_JPEG_LIMIT = 65_500  # px on a side: a longer picture cannot be JPEG

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Mark(NamedTuple):
    """A box in px of the picture, its caption, and its colour (`#rrggbb` or a CSS name).

    `plain` is the caption in ASCII, for a machine without a Chinese font; without one the mark's number stands there.
    """

    box: Box
    caption: str
    colour: str
    plain: str = ""


def draw_boxes(picture: bytes | Image.Image, boxes: Sequence[Mark | tuple[Box, str, str]]) -> bytes:
    """A copy of `picture` (JPEG, PNG or WebP, or decoded already, in RGB) with a frame round each box and a caption beside it.

    PNG stays PNG, all else becomes JPEG. Where the captions find no free place the copy is longer or wider than the original;
    coordinates stay. Raises ValueError for what is no picture.
    """
    image, is_png = _read(picture) if isinstance(picture, bytes) else (picture.copy(), False)
    marks = [entry if isinstance(entry, Mark) else Mark(*entry) for entry in boxes]
    if not marks:
        return _write(image, as_png=is_png)
    font = find_chinese_font(_LETTER)
    captions = [mark.caption if font else mark.plain or f"no. {number}" for number, mark in enumerate(marks, start=1)]
    letters = font or ImageFont.load_default(_LETTER)
    page = Box(0, 0, image.width, image.height)
    seen = [_in_picture(mark.box, page) for mark in marks]
    measure = ImageDraw.Draw(image)
    plates = [_plate_size(measure, caption, letters) for caption in captions]
    places, extent = place_captions(seen, plates, page.width, page.height)
    if extent != page:
        larger = Image.new("RGB", (round(extent.width), round(extent.height)), "white")
        larger.paste(image, (0, 0))
        image = larger
    draw = ImageDraw.Draw(image)
    for mark, box, place, caption in zip(marks, seen, places, captions, strict=True):
        _draw_frame(draw, mark.colour, box)
        _draw_plate(draw, mark.colour, place, caption, letters)
        _draw_leader(draw, mark.colour, box, place)
    return _write(image, as_png=is_png)


def crop(picture: bytes, box: Box, margin: int) -> bytes:
    """The part of `picture` in `box` with `margin` px round it, as PNG; at least one pixel, cut at the picture's edges.

    Raises ValueError for what is no picture.
    """
    image, _ = _read(picture)
    cut = _in_picture(box.grown(margin), Box(0, 0, image.width, image.height))
    left, top = min(int(cut.x), image.width - 1), min(int(cut.y), image.height - 1)
    right, bottom = max(left + 1, -int(-cut.right // 1)), max(top + 1, -int(-cut.bottom // 1))
    return _write(image.crop((left, top, min(right, image.width), min(bottom, image.height))), as_png=True)


def _read(picture: bytes) -> tuple[Image.Image, bool]:
    try:
        image = Image.open(io.BytesIO(picture), formats=("JPEG", "PNG", "WEBP"))
        is_png = image.format == "PNG"
        return image.convert("RGB"), is_png
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise ValueError(f"not a whole JPEG, PNG or WebP picture ({len(picture)} bytes): {error}") from error


def _write(image: Image.Image, *, as_png: bool) -> bytes:
    out = io.BytesIO()
    if as_png or max(image.size) > _JPEG_LIMIT:
        image.save(out, "PNG", compress_level=3)
    else:
        image.save(out, "JPEG", quality=85)  # colours at half the resolution, as the original has them
    return out.getvalue()


def _in_picture(box: Box, page: Box) -> Box:
    """The part of the box that lies in the picture; for one outside, the nearest point of the edge."""
    if box.cut_to(page).width > 0 and box.cut_to(page).height > 0:
        return box.cut_to(page)
    x, y = (max(0.0, min(at, limit)) for at, limit in ((box.x, page.width), (box.y, page.height)))
    return Box(x, y, max(0.0, min(box.right, page.width) - x), max(0.0, min(box.bottom, page.height) - y))


def _plate_size(draw: ImageDraw.ImageDraw, caption: str, font: _Font) -> tuple[float, float]:
    _, _, right, bottom = draw.textbbox((0, 0), caption, font=font)
    return right + 2 * _PADDING, max(bottom, _LETTER) + 2 * _PADDING


def _draw_frame(draw: ImageDraw.ImageDraw, colour: str, box: Box) -> None:
    halo, frame = box.grown(_FRAME + 1), box.grown(_FRAME)
    draw.rectangle((halo.x, halo.y, halo.right, halo.bottom), outline="white")  # a red frame shows on a red footer too
    draw.rectangle((frame.x, frame.y, frame.right, frame.bottom), outline=colour, width=_FRAME)


def _draw_plate(draw: ImageDraw.ImageDraw, colour: str, place: Box, caption: str, font: _Font) -> None:
    draw.rectangle((place.x, place.y, place.right, place.bottom), fill=colour, outline="white")
    draw.text((place.x + _PADDING, place.y + _PADDING), caption, font=font, fill="white")


def _draw_leader(draw: ImageDraw.ImageDraw, colour: str, box: Box, place: Box) -> None:
    """A line from a caption that stands far away back to its box."""
    frame = box.grown(_FRAME)
    if around([frame, place]).height <= frame.height + place.height + 2 * _LETTER:
        return
    above = place.bottom <= box.y
    x = place.x + _PADDING
    end = (max(frame.x, min(x, frame.right)), frame.y if above else frame.bottom)
    draw.line(((x, place.bottom if above else place.y), end), fill=colour, width=2)
