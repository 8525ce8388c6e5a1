"""Entries of menus that take room and that nobody sees before the pointer rests on their head: invisible, clear, folded, moved away."""

from dataclasses import replace

from checker.locating.columns.categories import clean_name
from checker.locating.columns.labels import Label
from checker.locating.columns.navigation import LONGEST, piece_of
from checker.locating.columns.phrases import PageText, Phrase
from checker.locating.unseen import Unseen
from checker.records.candidate import Piece
from checker.records.layout import Layout, Node

_AROUND = 8  # elements around an entry in which its head is looked for
_HEADS = 2  # texts that are seen around closed entries: the head, and a sign beside it


def with_closed_entries(layout: Layout, text: PageText, labels: list[Label]) -> list[Label]:
    """The same labels; those of closed menus are not laid out for whoever looks, and know the head that opens them."""
    if not any(label.box is not None and label.link is not None for label in labels):
        return labels
    unseen = Unseen(layout, text.document)
    return [_closed(unseen, text, label) or label for label in labels]


def _closed(unseen: Unseen, text: PageText, label: Label) -> Label | None:
    """None for what is seen, and for what is hidden without a head: that is no menu."""
    if label.box is None or label.link is None or label.is_more or label.is_picture or unseen.sees(label.element):
        return None
    head = _head(unseen, text, label.element)
    return replace(label, box=None, head=head) if head is not None else None


def _head(unseen: Unseen, text: PageText, entry: Node) -> Piece | None:
    """The only words that are seen in the nearest element around an entry in which any are, where they stand before it."""
    for outer in list(text.document.ancestors(entry))[:_AROUND]:
        if outer.name in ("body", "html"):
            return None
        shown = [phrase for phrase in text.within(outer) if _is_seen(unseen, phrase)]
        if shown:
            is_head = len(shown) <= _HEADS and shown[0].nodes[0] < entry.index and len(clean_name(shown[0].text)) <= LONGEST
            return piece_of(text.document, shown[0]) if is_head else None
    return None


def _is_seen(unseen: Unseen, phrase: Phrase) -> bool:
    return any(unseen.why[node] is None for node in phrase.nodes)
