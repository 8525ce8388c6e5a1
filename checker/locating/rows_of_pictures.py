"""Pictures of one height that adjoin on a line: a number put together from several, or a footer cut into slices."""

import re
from collections.abc import Sequence

from checker.records.base import Box
from checker.records.sighting import BadgeKind

_GAP = 6.0  # CSS px: a blank between two pictures of a line
_ALIKE = 0.85  # of the higher one's height
_LOWEST = 9.0  # CSS px
_MOST = 3  # rows that are worth reading, the lowest first
_LEAST_WIDTH = 40.0  # CSS px of all together
_UNFINISHED = "号码由多张图片拼成或者被切成几张图片，未能准确读出"
_BEGINS: dict[BadgeKind, re.Pattern[str]] = {
    "site_code": re.compile(r"标\s*识\s*(?:编\s*)?码"),
    "icp": re.compile(r"I\s*C\s*P\s*备", re.IGNORECASE),
    "public_security": re.compile(r"网\s*安\s*备|公安(?:机关)?备案号"),
}


def rows_of(boxes: Sequence[Box]) -> list[list[int]]:
    """Places in `boxes` of at least two that adjoin from left to right, the lowest row first."""
    order = sorted((i for i, box in enumerate(boxes) if box.height >= _LOWEST and box.width > 0), key=lambda i: boxes[i].x)
    rows: list[list[int]] = []
    for place in order:
        box = boxes[place]
        row = next((row for row in rows if _adjoins(boxes[row[-1]], box)), None)
        if row is None:
            rows.append([place])
        else:
            row.append(place)
    whole = [row for row in rows if len(row) > 1 and boxes[row[-1]].right - boxes[row[0]].x >= _LEAST_WIDTH]
    return sorted(whole, key=lambda row: -boxes[row[0]].bottom)[:_MOST]


def unfinished(kind: BadgeKind, folded: str) -> tuple[int, int, str] | None:
    """Where in what was read on a row a number of the kind begins that was not read, and the doubt that it leaves."""
    begin = _BEGINS[kind].search(folded)
    return (begin.start(), begin.end(), _UNFINISHED) if begin else None


def _adjoins(left: Box, right: Box) -> bool:
    low, high = sorted((left.height, right.height))
    shared = min(left.bottom, right.bottom) - max(left.y, right.y)
    return low >= _ALIKE * high and shared >= _ALIKE * low and -1.0 <= right.x - left.right <= _GAP
