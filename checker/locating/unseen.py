"""What of a document nobody sees, and why: as far as the layout tells it. Where it does not, a thing counts as seen."""

import re
from itertools import accumulate
from typing import Literal

from checker.locating.colours import WHITE, Colour, contrast, read_colour
from checker.records.base import Box
from checker.records.layout import Document, Layout, Node

Why = Literal["display", "invisible", "clear", "cut", "tiny", "outside", "marquee", "colour", "frame"]
TOLD: dict[Why, str] = {
    "display": "所在部分设置为不显示",
    "invisible": "所在部分设置为不可见",
    "clear": "所在部分完全透明",
    "cut": "所在区域的宽度或高度近于零",
    "tiny": "字号为零或极小",
    "outside": "位置在页面可见范围之外",
    "marquee": "放在宽度或高度近于零的滚动条里",
    "colour": "文字颜色与背景相同",
    "frame": "所在的框架没有大小",
}
_SILENT = {"script", "style", "noscript", "template", "title", "textarea", "option"}
_PICTURES = {"img", "input", "button", "select", "textarea", "svg", "canvas", "video", "object", "embed", "iframe", "frame"}
_CUT = 4.0  # CSS px of a box that cuts off: nobody reads what it leaves
_MARQUEE = 8.0  # CSS px
_LETTERS = 4.0  # CSS px: lower letters are dots
_FAR_RIGHT = 4000.0  # CSS px: three times the width of the window, nobody scrolls there
_FAINT = 0.05  # opacity
_SAME = 1.1  # contrast (WCAG) below which letters have their ground's colour
_CLIPPED = re.compile(  # no box tells of it
    r"clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px)?\s+0(?:px)?\s*,\s*0(?:px)?\s+0)|"
    r"(?<!-)clip\s*:\s*rect\((?:\s*[01](?:px)?[\s,]*){4}\)",
    re.IGNORECASE,
)


class Unseen:
    """`why[i]` says why node i is not seen; None for what is seen, and for what is nothing to be seen by itself (an empty box)."""

    def __init__(self, layout: Layout, document: Document) -> None:
        self.document = document
        self._ends = _ends(document)
        self.why: list[Why | None] = []
        self._painted = [node for node in document.nodes if node.box is not None and _is_painted(node)]
        self._is_leaf = [self._is_to_be_seen(node) for node in document.nodes]
        around = _frame_reason(layout, document)
        held: list[Why | None] = []
        opacity: list[float] = []
        for node in document.nodes:
            opacity.append(node.opacity * (opacity[node.parent] if node.parent >= 0 else 1.0))
            outer = held[node.parent] if node.parent >= 0 else around
            held.append(outer or _reason_around(node, opacity[-1]))
            self.why.append((held[-1] or self._own_reason(node)) if self._is_leaf[node.index] else None)
        self._count()

    def sees(self, node: Node) -> bool:
        """Whether anything that is seen stands in a node, itself included."""
        return self._seen[self._ends[node.index] + 1] > self._seen[node.index]

    def inside(self, node: Node) -> list[Node]:
        """All nodes within a node, itself first."""
        return self.document.nodes[node.index : self._ends[node.index] + 1]

    def is_seen(self, node: Node) -> bool:
        return self._is_leaf[node.index] and self.why[node.index] is None

    def is_hidden(self, node: Node) -> bool:
        """Whether the node would be something to see, and is not seen."""
        return self.why[node.index] is not None

    def share(self, node: Node) -> float:
        """How much of what is seen of the document stands in a node, from 0 to 1."""
        return (self._seen[self._ends[node.index] + 1] - self._seen[node.index]) / max(1, self._seen[-1])

    def words(self, node: Node) -> str:
        """The text that is seen within a node."""
        return " ".join(inner.text.strip() for inner in self.inside(node) if inner.text and self.is_seen(inner))

    def _count(self) -> None:
        self._seen = [0, *accumulate(leaf and why is None for leaf, why in zip(self._is_leaf, self.why, strict=True))]

    def _is_to_be_seen(self, node: Node) -> bool:
        if node.text is not None:
            silent = node.parent >= 0 and self.document.nodes[node.parent].name in _SILENT
            return not silent and any(letter.isalnum() for letter in node.text)
        if node.name in _PICTURES:
            return node.attributes.get("type") != "hidden"
        return bool(node.background) and node.box is not None and min(node.box.width, node.box.height) >= _MARQUEE

    def _own_reason(self, node: Node) -> Why | None:
        box, holder = node.box, self.document.nodes[node.parent] if node.parent >= 0 else node
        if box is None:
            return "display"
        if node.invisible or (node.text is not None and holder.invisible):
            return "invisible"
        if node.clear:
            return "cut"
        if box.height < _LETTERS or box.width < 1:
            return "tiny"
        return "outside" if box.right <= 0 or box.bottom <= 0 or box.x > _FAR_RIGHT else None

    def note_colours(self, links: list[Node]) -> None:
        """Texts in the colour of their ground are not seen; asked only where one of `links` is such, for it takes its time."""
        if any(self._is_lost(node) for link in links for node in self.inside(link)):
            for node in self.document.nodes:
                if self._is_lost(node):
                    self.why[node.index] = "colour"
            self._count()

    def has_its_grounds_colour(self, node: Node) -> bool:
        """Whether a text that is seen otherwise has the colour of its ground."""
        return self._is_lost(node)

    def _is_lost(self, node: Node) -> bool:
        is_text = node.text is not None and node.parent >= 0 and not node.name.startswith("::")
        return is_text and self.is_seen(node) and self._has_its_grounds_colour(node)

    def _has_its_grounds_colour(self, text: Node) -> bool:
        holder = self.document.nodes[text.parent]
        letters = read_colour(holder.color)
        if letters is None:
            return False
        if letters[3] < _FAINT:  # unless the letters are cut out of a picture behind them
            return not any(outer.background for outer in self.document.ancestors(text))
        ground = self._ground(text)
        if ground is None or letters[3] < 1 or contrast(letters, ground) >= _SAME:
            return False
        return not self._something_else_beneath(text)

    def _ground(self, text: Node) -> Colour | None:
        """The colour beneath a text, as the elements around it paint it; None where a picture does, or nobody knows."""
        assert text.box is not None  # it is seen
        for outer in self.document.ancestors(text):
            if outer.background:
                return None
            if outer.ground:
                colour = read_colour(outer.ground)
                holds = outer.name in ("body", "html") or (outer.box is not None and _overlap(outer.box, text.box))
                return colour if colour is not None and colour[3] == 1 and holds else None
        return WHITE if self.document.owner is None else None

    def _something_else_beneath(self, text: Node) -> bool:
        """Whether a picture or a ground of another element lies where a text stands."""
        assert text.box is not None  # it is seen
        around = {outer.index for outer in self.document.ancestors(text)}
        return any(node.box is not None and node.index not in around and _overlap(node.box, text.box) for node in self._painted)


def _is_painted(node: Node) -> bool:
    return bool(node.ground or node.background) or node.name in _PICTURES


def _reason_around(node: Node, opacity: float) -> Why | None:
    """Why nothing within an element is seen."""
    if opacity < _FAINT:
        return "clear"
    if node.box is None or node.text is not None:
        return None
    if _CLIPPED.search(node.attributes.get("style", "")):
        return "cut"
    least = min(node.box.width, node.box.height)
    if node.name == "marquee" and least < _MARQUEE:
        return "marquee"
    return "cut" if node.cuts and least < _CUT and node.name not in ("html", "body") else None


def _frame_reason(layout: Layout, document: Document) -> Why | None:
    if document.owner is None:
        return None
    frame = layout.documents[document.owner[0]].nodes[document.owner[1]]
    return "frame" if frame.box is None or min(frame.box.width, frame.box.height) < _MARQUEE else None


def _ends(document: Document) -> list[int]:
    """Of each node the last one within it."""
    ends = list(range(len(document.nodes)))
    for node in reversed(document.nodes):
        if node.parent >= 0:
            ends[node.parent] = max(ends[node.parent], ends[node.index])
    return ends


def _overlap(one: Box, other: Box) -> bool:
    shared = one.cut_to(other)
    return shared.width > 0 and shared.height > 0
