"""A document's text as the eye meets it: lines of what stands side by side, from left to right, whatever order the document is in.

Elements may stand in another order than they are written in (`row-reverse`, `order`, floats, absolute places), and characters may be
turned round (`<bdo>`, `unicode-bidi`, U+202E).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.locating.reading_text import ReadingText, is_silent
from checker.records.base import Box
from checker.records.layout import Document, Node, Run
from checker.records.numbers import fold

COLUMN = "│"  # between what stands on one line and does not belong together: no number reaches over it
_SAME_LINE = 0.55  # of the lower one's height, that two texts on one line share
_BLANK = 0.35  # of the height: a gap that a person sees
_FAR = 2.2  # of the height: a gap between two columns
_TURN = {"\u202e": "rtl", "\u202d": "ltr"}
_BACK = "\u202c"


class _Letter(NamedTuple):
    """A character of a text node, `x` its left side and `width`, estimated by the usual widths of its run's characters."""

    node: int
    offset: int
    x: float
    width: float


class _Run(NamedTuple):
    box: Box
    letters: list[_Letter]  # from left to right


def read_by_place(document: Document) -> ReadingText:
    """The laid-out text in lines from top to bottom. What is written vertically or has no size is left out."""
    letters: list[str] = []
    places: list[tuple[int, int] | None] = []
    for line in _lines(document):
        for before, run in pairwise([None, *line]):
            assert run is not None
            gap = _gap(before, run) if before is not None else ""
            letters += gap
            places += [None] * len(gap)
            for letter in run.letters:
                character = (document.nodes[letter.node].text or "")[letter.offset]
                letters.append(" " if character.isspace() else character)
                places.append(None if character.isspace() else (letter.node, letter.offset))
        letters += [COLUMN, "\n"]
        places += [None, None]
    text, back = fold("".join(letters))
    return ReadingText(document, text, [places[i] for i in back])


def is_in_order(reading: ReadingText, start: int, end: int) -> bool:
    """Whether characters start to end stand in the page as they follow each other in `reading`: to the right of, or below, the one before.

    Vertical texts and those that are not laid out have no say.
    """
    places = [place for place in reading.places[start:end] if place is not None]
    seats: dict[tuple[int, int], tuple[Box, float]] = {}
    for index in dict.fromkeys(index for index, _ in places):
        node = reading.document.nodes[index]
        for run in _runs_of(reading.document, node):
            for letter in run.letters:
                seats[letter.node, letter.offset] = (run.box, letter.x)
    # a part of no size between others that have one is not read with them
    if len({_has_no_size(reading.document.nodes[index]) for index, _ in places}) > 1:
        return False
    return all(_follows(seats[one], seats[other]) for one, other in pairwise(places) if one in seats and other in seats)


def _has_no_size(node: Node) -> bool:
    return node.box is not None and (node.box.width <= 0 or node.box.height <= 0)


def _follows(before: tuple[Box, float], behind: tuple[Box, float]) -> bool:
    (box, x), (other, other_x) = before, behind
    if _share_line(box, other):
        return other_x > x - 0.5
    return other.y > box.y


def _share_line(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared >= _SAME_LINE * min(one.height, other.height)


def _lines(document: Document) -> Iterator[list[_Run]]:
    """Runs that share a line, from left to right; the lines from top to bottom."""
    texts = [node for node in document.nodes if node.text and node.box is not None and not is_silent(document, node)]
    runs = [run for node in texts for run in _runs_of(document, node)]
    line: list[_Run] = []
    for run in sorted(runs, key=lambda run: run.box.y + run.box.height / 2):
        if line and not _share_line(line[0].box, run.box):
            yield sorted(line, key=lambda run: run.box.x)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda run: run.box.x)


def _gap(before: _Run, run: _Run) -> str:
    gap, height = run.box.x - before.box.right, min(before.box.height, run.box.height)
    if gap > _FAR * height or gap < -0.5 * height:
        return COLUMN
    return " " if gap > _BLANK * height else ""


def _runs_of(document: Document, node: Node) -> Iterator[_Run]:
    if not node.text or node.box is None or not node.text.strip() or _has_no_size(node):
        return
    forced = _override(document, node)
    turned = _turned(node.text)
    for run in node.runs or [Run(0, len(node.text), node.box)]:
        offsets = [i for i in range(run.start, min(run.start + run.length, len(node.text))) if node.text[i] not in _TURN]
        if not offsets or run.box.width <= 0 or (len(offsets) > 1 and run.box.height > 1.6 * run.box.width):
            continue
        backwards = forced == "rtl" or any(turned[i] == "rtl" for i in offsets)
        yield _Run(run.box, _letters(node, offsets[::-1] if backwards else offsets, run.box))


def _letters(node: Node, offsets: list[int], box: Box) -> list[_Letter]:
    text = node.text or ""
    widths = [1.0 if ord(text[i]) > 0x2E7F else 0.55 for i in offsets]
    unit, x = box.width / sum(widths), box.x
    letters = []
    for offset, width in zip(offsets, widths, strict=True):
        letters.append(_Letter(node.index, offset, x, width * unit))
        x += width * unit
    return letters


def _override(document: Document, node: Node) -> str:
    """The direction that the elements around a text force upon its characters, up to the block that it stands in."""
    for around in document.ancestors(node):
        if around.override:
            return around.override
        if around.display and not around.display.startswith(("inline", "contents")):
            return ""
        if around.display in ("inline-block", "inline-flex", "inline-table", "inline-grid"):
            return ""
    return ""


def _turned(text: str) -> list[str]:
    """For each character, the direction that a control character before it forces upon it."""
    open_turns: list[str] = []
    turned = []
    for letter in text:
        if letter in _TURN:
            open_turns.append(_TURN[letter])
        elif letter == _BACK and open_turns:
            open_turns.pop()
        turned.append(open_turns[-1] if open_turns else "")
    return turned
