"""What the picture behind a mark's link looks like: the mark, plainly something else, or nothing that can be told.

Measured on drawn shields and boxes at 60 px, on white, blue and red grounds, as JPEG: red (or full blue) takes 14–87% of them, other
colours than red, blue and gold at most a fifth of what is coloured. Of landscapes these other colours take most.
"""

import asyncio
import re
from typing import Literal, NamedTuple

import numpy as np
from PIL import Image

from checker.records.base import Box
from checker.records.candidate import Candidate, Proven
from checker.records.sighting import BadgeKind, Sighting
from checker.rendering.pictures import Pixels, read_pixels, write_png
from checker.rendering.reading import can_read, read_regions

Looks = Literal["mark", "other", "open"]

_WORDS = re.compile(r"[党黨]|政府|机关|機關|事业|事業|单位|找|[错錯]|纠")
_LEAST_READ = 24  # px of both sides: smaller pictures give the reader nothing
_LEAST_GLYPH = 5.0  # CSS px (CONTRACT.md, "Readable")
_ROOM = 0.85  # of a row that its characters take: four of 16 px in a shield of 80
_ROOM_OF_TWO = 0.7  # likewise where two rows share the height: 16 px twice in a box of 48
_ENLARGED = 4.0  # small pictures for the reader
_EVEN, _SPREAD = 0.98, 12  # of the pixels that are alike, to this many of 255
_OWN, _STRANGE = 0.06, 0.2  # of the picture: the mark's colours, and others
_GOLD = 1.5  # times its own colours
_MOSTLY = 0.5  # of what is coloured
_DOUBT = "无法断定链接上的图片就是该标识"


class _Colours(NamedTuple):
    own: float  # red and full blue, of the whole picture
    gold: float
    other: float


async def as_it_looks(candidate: Candidate, proven: Proven) -> Sighting:
    """The sighting; a mark that was seen is judged by its picture: too small for its words, something else, or not to be told."""
    sighting, proof = candidate.proven(proven), proven.proof
    if sighting.shape != "picture" or sighting.source == "text" or not proof.seen or sighting.box is None or not proven.picture:
        return sighting
    if candidate.is_told and any(piece.part for piece in candidate.pieces):
        return sighting  # its words were read there
    pixels = await asyncio.to_thread(read_pixels, proven.picture)
    height = words_height(sighting.kind, sighting.box)
    if height < _LEAST_GLYPH and not (can_read() and await asyncio.to_thread(_says_so, pixels, _ENLARGED)):
        small = proof.model_copy(update={"seen": False, "why_not": "small", "glyph_height": round(height, 1)})
        return sighting.model_copy(update={"proof": small})
    looks = await asyncio.to_thread(looks_of, pixels, is_told=candidate.is_told)
    if looks == "other":
        return sighting.model_copy(update={"shape": "other"})
    if looks == "open":
        unclear = proof.model_copy(update={"seen": False, "why_not": "unclear"})
        return sighting.model_copy(update={"proof": unclear, "doubt": _DOUBT})
    return sighting


def words_height(kind: BadgeKind, box: Box) -> float:
    """The most that a mark's characters can measure in a picture of that size (CSS px): 党政机关 in a row, 政府网站找错 in one or two."""
    if kind == "party_gov":
        return _ROOM * min(box.width / 4, box.height)
    return max(_ROOM_OF_TWO * min(box.width / 4, box.height / 2), _ROOM * min(box.width / 6, box.height))


def looks_of(pixels: Pixels, *, is_told: bool) -> Looks:
    """`is_told`: its name or words say already that it is the mark, so that only a picture of nothing is none. Blocking."""
    if _is_even(pixels):
        return "other"
    if is_told:
        return "mark"
    own, gold, other = _colours(pixels)
    coloured = own + gold + other
    if own >= _OWN and gold <= _GOLD * own and other <= _STRANGE * coloured:
        return "mark"
    if not can_read() or min(pixels.shape[:2]) < _LEAST_READ:
        return "open"
    if _says_so(pixels, 2.0):
        return "mark"
    strange = other + (gold if own < 2 * _OWN else 0.0)
    return "other" if strange >= max(_STRANGE, _MOSTLY * coloured) else "open"


def _says_so(pixels: Pixels, scale: float) -> bool:
    """Whether words of a mark can be read on a picture; one character of them is enough."""
    lines = read_regions(write_png(pixels), [Box(0, 0, pixels.shape[1], pixels.shape[0])], scale)
    return bool(_WORDS.search("".join(line.text for line in lines)))


def _is_even(pixels: Pixels) -> bool:
    flat = pixels.reshape(-1, 3).astype(np.int16)
    return bool((np.abs(flat - np.median(flat, axis=0)).max(axis=1) <= _SPREAD).mean() >= _EVEN)


def _colours(pixels: Pixels) -> _Colours:
    whole = Image.fromarray(np.ascontiguousarray(pixels)).convert("HSV")
    hue, saturation, value = (np.asarray(band).astype(np.float64) for band in whole.split())
    hue *= 360 / 255
    coloured = (saturation > 64) & (value > 51)
    red = coloured & ((hue < 18) | (hue > 338))
    blue = coloured & (hue > 195) & (hue < 260) & (saturation > 140)  # the sky is paler
    gold = coloured & (hue >= 18) & (hue < 62)
    other = coloured & ~red & ~blue & ~gold
    return _Colours(float((red | blue).mean()), float(gold.mean()), float(other.mean()))
