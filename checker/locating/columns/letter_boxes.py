"""Where characters of a text stand: a snapshot knows the box of each run on a line, not of each letter, so their places are bounded.

The usual widths of several kinds of fonts each give an answer; the box spans them all. It may take in a part of a neighbour, and
leaves nothing of the letters out.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from checker.records.base import Box
from checker.records.layout import Node, Run

_EM_SLACK = 0.25  # of a Chinese letter's width, to each side: fonts differ
_WIDE = 0x2E7F  # what is written behind it is as wide as high


class _Font(NamedTuple):
    """Widths in Chinese letters; `is_trimmed` where full-width signs that follow each other share their blanks."""

    digit: float
    blank: float
    small: float
    capital: float
    narrow: float
    quote: float
    is_trimmed: bool = False


_FONTS = (
    _Font(0.556, 0.22, 0.55, 0.66, 0.28, 1.0),
    _Font(0.556, 0.22, 0.55, 0.66, 0.28, 1.0, is_trimmed=True),
    _Font(0.556, 0.28, 0.52, 0.68, 0.28, 0.35),
    _Font(0.5, 0.5, 0.5, 0.5, 0.5, 1.0),
    _Font(0.6, 0.6, 0.6, 0.6, 0.6, 0.6),
)
_SIGNS, _QUOTES = set("，。、；：？！（）《》〈〉「」『』【】〔〕"), set("“”‘’…—·")
_BLANKS = " \t\n\r\f"
_NARROW, _BROAD = set("iljtfrI.,:;'|!()[]-/\xa0"), set("mwMW@%")


def boxes_of(node: Node, offsets: Collection[int]) -> Iterator[Box]:
    """Boxes (CSS px) around the characters at `offsets` of a text that is laid out: one for each row of them on each line."""
    if node.box is None or node.text is None:
        return
    wanted = sorted(set(offsets))
    for run in _runs_of(node):
        inside = wanted[bisect_left(wanted, run.start) : bisect_left(wanted, run.start + run.length)]
        if inside:
            yield from _bounded(node.text[run.start : run.start + run.length], run, [place - run.start for place in inside])


def whole_boxes(node: Node) -> Iterator[Box]:
    """The boxes of a whole text, one for each line."""
    if node.box is not None and (node.text or "").strip():
        yield from (run.box for run in _runs_of(node))


def _runs_of(node: Node) -> list[Run]:
    assert node.box is not None and node.text is not None  # as the callers ask
    return node.runs or [Run(0, len(node.text), node.box)]


def _bounded(letters: str, run: Run, wanted: list[int]) -> Iterator[Box]:
    box = run.box
    is_all = len(wanted) >= sum(not letter.isspace() for letter in letters)
    if is_all or box.height > 1.6 * box.width or not box.width:  # what is written downwards is taken whole
        yield box
        return
    edges = [list(accumulate(_widths(letters, font), initial=0.0)) for font in _FONTS]
    units = [box.width / (places[-1] or 1.0) for places in edges]
    slack = _EM_SLACK * max(units)
    for stretch in _side_by_side(wanted):
        left = min(places[stretch[0]] * unit for places, unit in zip(edges, units, strict=True)) - slack
        right = max(places[stretch[-1] + 1] * unit for places, unit in zip(edges, units, strict=True)) + slack
        left, right = max(0.0, left), min(box.width, right)
        yield Box(box.x + left, box.y, right - left, box.height)


def _side_by_side(places: list[int]) -> Iterator[list[int]]:
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        yield [place for _, place in group]


def _widths(letters: str, font: _Font) -> list[float]:
    """Blanks in a row, and those at the edges of the run, are drawn as one or none."""
    widths: list[float] = []
    before = " "
    stop = len(letters.rstrip())
    for place, letter in enumerate(letters):
        if letter in _BLANKS:
            widths.append(0.0 if before in _BLANKS or place >= stop else font.blank)
        elif font.is_trimmed and letter in _SIGNS and before in _SIGNS:
            widths.append(0.5)
        else:
            widths.append(_width(letter, font))
        before = letter
    return widths


def _width(letter: str, font: _Font) -> float:
    if letter in _QUOTES:
        return font.quote
    if ord(letter) > _WIDE:
        return 1.0
    if letter in _BROAD and font.small != font.capital:
        return 0.85
    if letter in _NARROW:
        return font.narrow
    return font.digit if letter.isdigit() else font.capital if letter.isupper() else font.small
