"""Reads a doubtful number, or the words of a mark, back from its own picture: what the reader can tell, a person can."""

import asyncio
import re
import unicodedata
from difflib import SequenceMatcher

from checker.records.base import Box
from checker.records.numbers import fold
from checker.records.reading import in_reading_order
from checker.rendering.pictures import Pixels, write_png
from checker.rendering.reading import read_regions

_MOST_WORDS = 0.7  # of a mark's characters that are read in order: the reader takes one for another now and then
_TIGHT = 10  # px of the surroundings that are left out: what stands beside it is not asked for


async def reads_as(picture: Pixels, raw: str) -> bool:
    """Whether the digits of `raw` are read on the picture, together and in order, or most of its words where it has none.

    Asks the reader (OCR): look whether there is one.
    """
    height, width = picture.shape[:2]
    places = [Box(0, 0, width, height), Box(_TIGHT, _TIGHT, width - 2 * _TIGHT, height - 2 * _TIGHT)]
    for place in places:
        lines = await asyncio.to_thread(read_regions, write_png(picture), [place])
        read = "".join(line.text for line in in_reading_order(lines))
        if (digits := _digits(raw)) and digits in _digits(read):
            return True
        if not digits and _are_read(_words(raw), _words(read)):
            return True
    return False


def _digits(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _words(text: str) -> str:
    return "".join(fold(text)[0].split())


def _are_read(words: str, read: str) -> bool:
    blocks = SequenceMatcher(None, words, read, autojunk=False).get_matching_blocks()
    return bool(words) and sum(block.size for block in blocks) >= _MOST_WORDS * len(words)
