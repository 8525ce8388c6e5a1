"""A picture of a page as sheets that fit on paper: cut between the lines of the page, never through one where that can be helped."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, UnidentifiedImageError

from checker.reports.pictures import Mark

_FORMATS = ("JPEG", "PNG", "WEBP")
_EVEN = 10  # of 255: a row whose pixels differ by no more holds no letters
_SEARCH = 0.25  # of a sheet's height: so far above its end a better place to cut is looked for
_FRAME = "#d01414"
_OVERLAP = 48  # px that two sheets share where every place would cut through something


@dataclass(frozen=True)
class Sheet:
    """A JPEG, or a small picture's own bytes; `top` and `bottom` in px of the picture that it was cut from."""

    data: bytes
    kind: str  # jpeg, png, webp
    width: int
    height: int
    top: int
    bottom: int


def cut_sheets(picture: bytes, wide: int, ratio: float, quality: int, boxes: Sequence[Mark] = ()) -> list[Sheet]:
    """The whole picture, made no wider than `wide` px, in sheets at most `ratio` times as high as wide, with `boxes` drawn on it.

    Raises ValueError for what is no picture.
    """
    image, _ = _open(picture)
    scale = min(1.0, wide / image.width)
    if scale < 1:
        image = image.resize((wide, max(1, round(image.height * scale))), Image.Resampling.LANCZOS)
    _draw(image, boxes)
    rows = np.asarray(image.convert("L"))
    sheets = []
    for top, bottom in find_cuts(_even_rows(rows), round(max(image.width, 320) * ratio)):
        part = image.crop((0, top, image.width, bottom))
        out = io.BytesIO()
        part.save(out, "JPEG", quality=quality, optimize=True)
        sheets.append(Sheet(out.getvalue(), "jpeg", part.width, part.height, round(top / scale), round(bottom / scale)))
    return sheets


def as_it_is(picture: bytes) -> Sheet:
    """A small picture byte for byte, so that its hash is that of the file; raises ValueError for none."""
    image, kind = _open(picture)
    return Sheet(picture, kind, image.width, image.height, 0, image.height)


def find_cuts(even: NDArray[np.bool_], high: int) -> list[tuple[int, int]]:
    """Top and bottom of each sheet, from the first row to the last; `even` tells of each row whether a cut there harms nothing."""
    if len(even) <= high:
        return [(0, len(even))]
    cuts: list[tuple[int, int]] = []
    top = 0
    while len(even) - top > high:
        end = top + high
        start = end - int(high * _SEARCH)
        free = np.flatnonzero(even[start:end])
        bottom = start + _middle_of_last_run(free) + 1 if len(free) else end
        cuts.append((top, bottom))
        top = bottom if len(free) else max(top + 1, end - min(_OVERLAP, high // 4))
    return [*cuts, (top, len(even))]


def _draw(image: Image.Image, boxes: Sequence[Mark]) -> None:
    """A frame round each box, outside of it, so that nothing in it is covered."""
    draw = ImageDraw.Draw(image)
    for mark in boxes:
        left, top = mark.left / 100 * image.width, mark.top / 100 * image.height
        right, bottom = left + mark.width / 100 * image.width, top + mark.height / 100 * image.height
        for grown, colour in ((5, "white"), (4, _FRAME), (3, _FRAME)):
            draw.rectangle((left - grown, top - grown, right + grown, bottom + grown), outline=colour)


def _middle_of_last_run(rows: NDArray[np.intp]) -> int:
    """Rows are in order; the middle leaves a margin on both sides of the cut."""
    breaks = np.flatnonzero(np.diff(rows) > 1)
    first = int(rows[breaks[-1] + 1]) if len(breaks) else int(rows[0])
    return (first + int(rows[-1])) // 2


def _even_rows(rows: NDArray[np.uint8]) -> NDArray[np.bool_]:
    spread: NDArray[np.bool_] = (rows.max(axis=1).astype(int) - rows.min(axis=1)) <= _EVEN
    if spread.any():
        return spread
    # a page with a border or a coloured margin: the middle of it tells more than its edges
    middle = rows[:, rows.shape[1] // 8 : max(rows.shape[1] * 7 // 8, rows.shape[1] // 8 + 1)]
    inner: NDArray[np.bool_] = (middle.max(axis=1).astype(int) - middle.min(axis=1)) <= _EVEN
    return inner


def _open(picture: bytes) -> tuple[Image.Image, str]:
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as image:
            kind = (image.format or "").lower()
            return image.convert("RGB"), kind
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise ValueError(f"not a whole picture: {error}") from error
