"""Lists that stand as sisters in one container: the groups of one list, a month or a day each, however few rows one has."""

from checker.locating.columns.rows import ROW_NAMES, RowGroup
from checker.records.layout import Document, Node

_STEPS = 3  # elements between a list's container and what all groups stand in
_SAME_WIDTH = 0.12


def are_sisters(one: RowGroup, other: RowGroup) -> bool:
    """Whether two lists of one width stand in elements of one name and class beside each other."""
    if one.document is not other.document or abs(one.box.x - other.box.x) > _SAME_WIDTH * other.box.width:
        return False
    document = one.document
    first, second = _held_by(one), _held_by(other)
    for _ in range(_STEPS):
        if not _are_alike(first, second):
            return False
        if first.parent == second.parent:
            return first is not second
        first, second = _outer(document, first), _outer(document, second)
    return False


def _held_by(group: RowGroup) -> Node:
    """What holds the row elements: of a list of one row its element may be the whole list."""
    document, row = group.document, group.rows[0]
    around = (row.link, *document.ancestors(row.link)) if row.link is not None else (row.element,)
    element = next((node for node in around if node.name in ROW_NAMES), row.element)
    return _outer(document, element)


def _are_alike(one: Node, other: Node) -> bool:
    return one.name == other.name and one.attributes.get("class", "") == other.attributes.get("class", "")


def _outer(document: Document, node: Node) -> Node:
    return document.nodes[node.parent] if node.parent >= 0 else node
