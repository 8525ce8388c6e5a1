"""Reads a doubtful number back from its own picture: what the reader can tell, a person can."""

import asyncio
import re
import unicodedata

from checker.records.base import Box
from checker.records.reading import in_reading_order
from checker.rendering.pictures import Pixels, write_png
from checker.rendering.reading import read_regions

_TIGHT = 10  # px of the surroundings that are left out: what stands beside it is not asked for


async def reads_as(picture: Pixels, raw: str) -> bool:
    """Whether the digits of `raw` are read on the picture, together and in order. Asks the reader (OCR): look whether there is one."""
    height, width = picture.shape[:2]
    places = [Box(0, 0, width, height), Box(_TIGHT, _TIGHT, width - 2 * _TIGHT, height - 2 * _TIGHT)]
    for place in places:
        lines = await asyncio.to_thread(read_regions, write_png(picture), [place])
        in_order = in_reading_order(lines)
        if _digits(raw) in _digits("".join(line.text for line in in_order)):
            return True
    return False


def _digits(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
