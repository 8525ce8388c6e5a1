"""What a reader takes in at once: texts that stand together in one block and one link, folded, with their place on the page."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from checker.locating.columns.hidden_rows import HiddenTexts
from checker.records.base import Box, around
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import fold

SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "title",
    "#comment",
    "option",
    "textarea",
    "object",
    "iframe",
    "frame",
    "select",
}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CLICKED = {"li", "tr", "td", "p", "div", "span", "dd", "dt", "h3", "h4", "h5", "article", "section"}


@dataclass(slots=True)
class Phrase:
    """Texts of one block and one link (`link` is its node's index, -1 outside of links), joined as they stand beside each other."""

    document: Document
    block: int
    link: int
    nodes: list[int]  # of its text nodes
    text: str
    box: Box
    printed: str  # as written, in full width too


class PageText:
    """The phrases of one document that are laid out, in document order, and which of them stand within a node."""

    def __init__(self, document: Document, layout: Layout | None = None) -> None:
        self.document = document
        self._layout = layout
        self._hidden: HiddenTexts | None = None
        self.phrases: list[Phrase] = []
        self._blank = False  # whether a blank stands before the next text
        self.owners = _links(document)
        self._read()
        self._begins = [phrase.nodes[0] for phrase in self.phrases]
        self._by_top = sorted(self.phrases, key=_top)
        self._tops = [phrase.box.y for phrase in self._by_top]
        self._of_links: dict[int, Phrase] = {}
        for phrase in self.phrases:
            self._of_links.setdefault(phrase.link, phrase)

    def within(self, node: Node) -> list[Phrase]:
        """The phrases that begin inside a node."""
        end = node.index + 1
        while end < len(self.document.nodes) and self.document.nodes[end].parent >= node.index:
            end += 1
        return self.from_to(node.index + 1, end)

    def from_to(self, begin: int, end: int) -> list[Phrase]:
        """The phrases whose first node lies in a range of node indices."""
        return self.phrases[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]

    def between(self, top: float, bottom: float) -> list[Phrase]:
        """The phrases whose upper edge lies between two heights, the lower one not counted."""
        return self._by_top[bisect_left(self._tops, top) : bisect_left(self._tops, bottom)]

    def of_link(self, link: Node) -> Phrase | None:
        """The first phrase of a link."""
        return self._of_links.get(link.index)

    def is_hidden(self, phrase: Phrase) -> bool:
        """Whether the layout plainly says that nobody sees any of a phrase."""
        if self._layout is None:
            return False
        if self._hidden is None:  # asked for few pages, and takes its time
            self._hidden = HiddenTexts(self._layout, self.document)
        return all(self._hidden.holds(node) for node in phrase.nodes)

    def _read(self) -> None:
        document = self.document
        silent: dict[int, bool] = {}
        blocks: dict[int, int] = {}
        for node in document.nodes:
            silent[node.index] = silent.get(node.parent, False) or node.name in SILENT
            blocks[node.index] = node.index if _is_block(node) else blocks.get(node.parent, 0)
            if silent[node.index] or node.name == "::marker" or not node.text:  # a list's bullets are no words
                continue
            if node.box is None or node.box.width <= 0 or node.box.height <= 0:
                continue
            words = " ".join(fold(node.text)[0].split())
            if not words:
                self._blank = True
            if not words or node.box.right < 0 or node.box.bottom < 0:
                continue
            self._take(node, words, blocks[node.parent] if node.parent >= 0 else 0, self.owners.get(node.parent, -1))

    def _take(self, node: Node, words: str, block: int, link: int) -> None:
        assert node.box is not None and node.text is not None  # as _read asks
        last = self.phrases[-1] if self.phrases else None
        if last is not None and (last.block, last.link) == (block, link):
            before = self.document.nodes[last.nodes[-1]]
            apart = self._blank or are_apart(before, node)
            last.text += (" " if apart else "") + words
            last.printed += (" " if apart else "") + _printed(node.text)
            last.box = around([last.box, node.box])
            last.nodes.append(node.index)
        else:
            self.phrases.append(Phrase(self.document, block, link, [node.index], words, node.box, _printed(node.text)))
        self._blank = False


def _printed(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _top(phrase: Phrase) -> float:
    return phrase.box.y


def page_texts(layout: Layout) -> list[PageText]:
    """Read once for all who ask: a column's page is read for its list, its ways on, its writers and their names."""
    texts: list[PageText] | None = layout.remembered.get(__name__)
    if texts is None:
        texts = layout.remembered[__name__] = [PageText(document, layout) for document in layout.documents]
    return texts


def are_apart(before: Node, node: Node) -> bool:
    """Whether a reader sees a gap: on one line by distance; a title that goes on in the next line goes on."""
    assert before.box is not None and node.box is not None and before.text is not None and node.text is not None
    if before.text[-1:].isspace() or node.text[:1].isspace():
        return True
    on_one_line = min(before.box.bottom, node.box.bottom) - max(before.box.y, node.box.y) > 0.4 * min(before.box.height, node.box.height)
    return on_one_line and not -2.0 <= node.box.x - before.box.right <= 4.0


def _is_block(node: Node) -> bool:
    return node.display == "inline-block" or (bool(node.display) and not node.display.startswith(("inline", "contents", "ruby")))


def _links(document: Document) -> dict[int, int]:
    """Node index → index of the link around it (an `a`, or an element that a click on opens something)."""
    owners: dict[int, int] = {}
    has_link = _around_links(document)
    for node in document.nodes:
        if node.name in ("a", "button") or ("onclick" in node.attributes and node.name in _CLICKED and node.index not in has_link):
            owners[node.index] = node.index
        elif node.parent in owners:
            owners[node.index] = owners[node.parent]
    return owners


def _around_links(document: Document) -> set[int]:
    found: set[int] = set()
    for node in document.nodes:
        if node.name == "a":
            for outer in document.ancestors(node):
                if outer.index in found:
                    break
                found.add(outer.index)
    return found


def lines_of(phrases: list[Phrase]) -> Iterator[list[Phrase]]:
    """Phrases that stand on one line, from the top; within a line from the left."""
    line: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda found: (found.box.y + found.box.height / 2, found.box.x)):
        if line and abs((phrase.box.y + phrase.box.height / 2) - (line[0].box.y + line[0].box.height / 2)) > 6:
            yield sorted(line, key=lambda found: found.box.x)
            line = []
        line.append(phrase)
    if line:
        yield sorted(line, key=lambda found: found.box.x)
