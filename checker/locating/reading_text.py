"""A document's text in reading order, with the place in the page that each character came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

from checker.records.candidate import Piece
from checker.records.layout import Document, Node
from checker.records.numbers import fold

# what stands in these is no text of the page; an <option> is seen only after a click
_SILENT = {"::marker", "script", "style", "noscript", "template", "title", "#comment", "option", "textarea", "object", "iframe", "frame"}
_RUNS = re.compile(r"\s+|\S+")
_CELLS = {"td", "th"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip


@dataclass(slots=True)
class ReadingText:
    """`text` is folded (see `fold`); `places[i]` is (node index, place in the node's data) of character i, or None for a gap."""

    document: Document
    text: str
    places: list[tuple[int, int] | None]

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The parts of text nodes that characters start to end came from."""
        parts: list[Piece] = []
        owners: list[int] = []
        for place in self.places[start:end]:
            if place is None:
                continue
            index, offset = place
            node = self.document.nodes[index]
            if parts and owners[-1] == index and offset >= parts[-1].start:
                parts[-1] = piece_of(self.document, node, parts[-1].start, offset + 1)
            else:
                owners.append(index)
                parts.append(piece_of(self.document, node, offset, offset + 1))
        return tuple(parts)

    def around(self, start: int, end: int, reach: int = 40) -> str:
        """The words before and behind, for the reader."""
        return " ".join(self.text[max(0, start - reach) : end + reach].split())

    def line(self, start: int, end: int) -> str:
        """The whole line (block) that the place stands in."""
        left = self.text.rfind("\n", 0, start) + 1
        right = self.text.find("\n", end)
        return self.text[left : right if right >= 0 else len(self.text)]


def is_silent(document: Document, node: Node) -> bool:
    """Whether a text is no text of the page: of a script, a choice in a list, a comment."""
    return any(around.name in _SILENT for around in (node, *document.ancestors(node)))


def piece_of(document: Document, node: Node, start: int, end: int) -> Piece:
    """Characters `start` to `end` of a text's data."""
    if node.name.startswith("::"):  # the browser gives no handle on it: its element stands for it
        host = document.nodes[node.parent]
        return Piece(document.index, host.backend_id, "pseudo", start, end, node.text or "", node.box, pseudo=node.name)
    return Piece(document.index, node.backend_id, "text", start, end, node.text or "", node.box)


def read_text(document: Document, *, laid_out_only: bool, drawn_only: bool = False) -> ReadingText:
    """Joins the text nodes of one document. What is not laid out (display:none) is left out, or taken along, as asked; likewise
    what is laid out and not drawn."""
    letters: list[str] = []
    places: list[tuple[int, int] | None] = []
    silent_until: dict[int, bool] = {}
    open_blocks: list[tuple[int, str]] = []  # (node index, mark) of the elements that we are inside of
    depth = _depths(document)
    last: Node | None = None

    def gap(mark: str) -> None:
        if letters and letters[-1] not in ("\n", mark):
            if letters[-1] in " \t" and places[-1] is None:
                letters[-1] = mark
            else:
                letters.append(mark)
                places.append(None)

    for node in _in_reading_order(document):
        while open_blocks and depth[open_blocks[-1][0]] >= depth[node.index]:
            gap(open_blocks.pop()[1])
        silent = silent_until.get(node.parent, False) or node.name in _SILENT
        silent_until[node.index] = silent
        if silent:
            continue
        if node.text is not None:
            if (laid_out_only and node.box is None) or (drawn_only and node.clear):
                continue
            if not node.text.strip():
                _append(node, letters, places)
                continue
            if letters and places[-1] is None and letters[-1] in "\n\t" and _joins(last, node):
                letters.pop()
                places.pop()
            last = node
            _append(node, letters, places)
        elif node.name == "br":
            gap("\n")
        elif mark := _mark(node):
            gap(mark)
            open_blocks.append((node.index, mark))
    text, back = fold("".join(letters))
    return ReadingText(document, text, [places[i] for i in back])


def has_clear_text(document: Document) -> bool:
    """Whether text stands in the document that is laid out and not drawn."""
    return any(node.clear and node.text is not None and node.box is not None and node.text.strip() for node in document.nodes)


def has_hidden_text(document: Document) -> bool:
    """Whether text that is not laid out stands in the document; what stands in scripts and their like is none."""
    hidden = (node for node in document.nodes if node.text is not None and node.box is None and node.text.strip())
    return any(node.parent < 0 or document.nodes[node.parent].name not in _SILENT for node in hidden)


def _joins(before: Node | None, node: Node) -> bool:
    """Whether two texts stand side by side on one line without a gap that a person would see, whatever boxes they are in."""
    if before is None or before.box is None or node.box is None or before.box.height <= 0 or node.box.height <= 0:
        return False
    shared = min(before.box.bottom, node.box.bottom) - max(before.box.y, node.box.y)
    gap = node.box.x - before.box.right
    return shared >= 0.6 * min(before.box.height, node.box.height) and -1.0 <= gap <= 3.0


def _append(node: Node, letters: list[str], places: list[tuple[int, int] | None]) -> None:
    for run in _RUNS.finditer(node.text or ""):
        words = run[0]
        if words[0].isspace():
            if letters and not letters[-1].isspace():
                letters.append(" ")
                places.append(None)
            continue
        letters += words
        places += zip(repeat(node.index), range(*run.span()))


def _mark(node: Node) -> str:
    """The gap that an element leaves before and behind itself: a new line, a new cell, or none."""
    if node.display:
        if node.display == "table-cell":
            return "\t"
        return "" if node.display.startswith(("inline", "contents", "ruby")) else "\n"
    if node.name in _CELLS:
        return "\t"
    return "\n" if node.name in _BLOCKS else ""


def _in_reading_order(document: Document) -> Iterator[Node]:
    """The snapshot names an element's ::after before its children; it is read behind them."""
    waiting: list[tuple[int, Node]] = []  # (the element, its ::after)
    for node in document.nodes:
        while waiting and node.parent < waiting[-1][0]:
            yield waiting.pop()[1]
        if node.name == "::after":
            waiting.append((node.parent, node))
        else:
            yield node
    while waiting:
        yield waiting.pop()[1]


def _depths(document: Document) -> list[int]:
    depth = [0] * len(document.nodes)
    for node in document.nodes:
        depth[node.index] = depth[node.parent] + 1 if node.parent >= 0 else 0
    return depth
