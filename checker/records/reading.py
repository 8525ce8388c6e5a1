"""What was read on a picture: lines of text with the places where they stand."""

from collections.abc import Iterable
from typing import NamedTuple

from checker.records.base import Box

_LINE = 8  # CSS px


class ReadLine(NamedTuple):
    """`box` in CSS px of the page's settled picture; `sureness` from 0 to 1, as the reader gives it."""

    text: str
    box: Box
    sureness: float


def in_reading_order(lines: Iterable[ReadLine]) -> list[ReadLine]:
    """From above, and from the left where they stand on one line: the reader's boxes differ by a few px there."""
    return sorted(lines, key=lambda line: (round(line.box.y / _LINE), line.box.x))
