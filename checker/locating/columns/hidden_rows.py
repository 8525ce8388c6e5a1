"""Rows of a list that nobody sees, as far as the layout plainly tells: no update may stand in them."""

from checker.locating.unseen import Unseen, Why
from checker.records.base import Box
from checker.records.layout import Document, Layout, Node

# not `outside` and not every `cut`: what runs through a strip or scrolls in a box comes into sight by itself
_PLAIN: frozenset[Why] = frozenset({"invisible", "clear", "tiny", "colour", "frame", "marquee"})
_CUT = 4.0  # CSS px of a box that cuts off
_STACKED = 0.5  # share of a hidden slide that lies upon its twin


class HiddenTexts:
    """Of one document the texts that its layout says nobody sees. Slides that take turns in one place are seen in their turn."""

    def __init__(self, layout: Layout, document: Document) -> None:
        self._document = document
        self._unseen = Unseen(layout, document)
        self._known: dict[int, bool] = {}

    def holds(self, index: int) -> bool:
        """Whether a text node (its index) is one of them."""
        if index not in self._known:
            node = self._document.nodes[index]
            self._known[index] = self._is_hidden(node) and not self._takes_turns(node)
        return self._known[index]

    def _is_hidden(self, node: Node) -> bool:
        why = self._unseen.why[node.index]
        if why is None:
            return self._unseen.has_its_grounds_colour(node)
        return why in _PLAIN or (why == "cut" and self._is_folded(node))

    def _is_folded(self, node: Node) -> bool:
        """Whether a box of next to no height or width holds a text, and not one that scrolls."""
        return any(
            outer.cuts and outer.box is not None and min(outer.box.width, outer.box.height) < _CUT and outer.name not in ("html", "body")
            for outer in self._document.ancestors(node)
        )

    def _takes_turns(self, node: Node) -> bool:
        """Whether an element around a text lies upon one of the same make in which something is seen."""
        inner = node
        for outer in self._document.ancestors(node):
            if self._unseen.sees(outer):
                return any(
                    twin.parent == outer.index
                    and twin.name == inner.name
                    and twin is not inner
                    and _lies_upon(inner.box, twin.box)
                    and self._unseen.sees(twin)
                    for twin in self._document.within(outer)
                )
            inner = outer
        return False


def _lies_upon(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None or one.width <= 0 or one.height <= 0:
        return False
    shared = one.cut_to(other)
    return shared.width > 0 and shared.height > 0 and shared.width * shared.height >= _STACKED * one.width * one.height
