"""What was read on a picture: one line of text with the place where it stands."""

from typing import NamedTuple

from checker.records.base import Box


class ReadLine(NamedTuple):
    """`box` in CSS px of the page's settled picture; `sureness` from 0 to 1, as the reader gives it."""

    text: str
    box: Box
    sureness: float
