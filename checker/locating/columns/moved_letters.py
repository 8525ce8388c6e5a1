"""Texts that move while a page's picture is taken: lists of letters that run past. Their whole window is then no place to be seen."""

from collections.abc import Iterable, Iterator

from checker.records.base import Box
from checker.records.layout import Document, Layout, Node

_STILL = 1.0  # CSS px
_WHOLE_PAGE = {"#document", "html", "body", "frameset"}


def windows_of_moved(before: Layout, after: Layout, texts: Iterable[Node]) -> Iterator[Box]:
    """Of those `texts` of `before` that stand elsewhere in `after`: the box of the nearest element around them that does not move.

    Where everything around has moved (a picture came late, and all below it was pushed down), there is none: both places are known.
    """
    later = {document.frame_id: document for document in after.documents}
    for text in texts:
        document = before.documents[text.document]
        if (now := later.get(document.frame_id)) is not None and _has_moved(text, now):
            window = next((outer for outer in document.ancestors(text) if _is_window(outer, now)), None)
            if window is not None and window.box is not None:
                yield window.box


def _has_moved(node: Node, now: Document) -> bool:
    same = now.node_of(node.backend_id)
    if same is None or same.box is None or node.box is None:
        return True
    return any(abs(one - other) > _STILL for one, other in zip(node.box, same.box, strict=True))


def _is_window(node: Node, now: Document) -> bool:
    return node.name not in _WHOLE_PAGE and node.box is not None and not _has_moved(node, now)
