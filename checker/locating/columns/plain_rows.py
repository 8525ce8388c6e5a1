"""Rows without a link of their own, as programs write them into tables: found by what repeats, a row of a table or a list each."""

from collections import defaultdict

from checker.locating.columns.phrases import PageText
from checker.locating.columns.row_days import is_day_alone, standing_days
from checker.locating.columns.rows import Row, RowGroup
from checker.records.base import around
from checker.records.layout import Node

_FEWEST_PHRASES = 2


def plain_groups(text: PageText) -> list[RowGroup]:
    """Lists of `tr`, `li` and boxes of one class below each other that hold a date each and words besides."""
    rows: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    seen: set[int] = set()
    for phrase in text.phrases:
        if not standing_days(phrase.text):
            continue
        row = _row_around(text, phrase.nodes[0])
        if row is not None and row.index not in seen:
            seen.add(row.index)
            rows[(row.parent, row.name, row.attributes.get("class", "").split(" ")[0])].append(row)
    groups = []
    for (parent, _, _), found in rows.items():
        made = [Row(None, text.within(node), node.box, node) for node in found if node.box is not None]
        made = [row for row in made if len(row.phrases) >= _FEWEST_PHRASES and any(not is_day_alone(phrase.text) for phrase in row.phrases)]
        if made:
            groups.append(RowGroup(text, made, [parent], around([row.box for row in made])))
    return groups


def _row_around(text: PageText, index: int) -> Node | None:
    document = text.document
    for outer in document.ancestors(document.nodes[index]):
        if outer.name in ("tr", "li", "dl", "article") or outer.display == "table-row":
            return outer
        if outer.name == "div" and outer.box is not None and outer.box.width > 300 and _has_twins(document.nodes, outer):
            return outer
        if outer.name == "body":
            return None
    return None


def _has_twins(nodes: list[Node], node: Node) -> bool:
    """Whether the element beside it has the same name and class."""
    name = node.attributes.get("class", "").split(" ")[0]
    if not name:
        return False
    behind = node.index + 1
    while behind < len(nodes) and nodes[behind].parent >= node.index:
        behind += 1
    while behind < len(nodes) and nodes[behind].parent == node.parent and nodes[behind].text is not None:
        behind += 1
    if behind < len(nodes) and nodes[behind].parent == node.parent:
        other = nodes[behind]
        if other.name == node.name and other.attributes.get("class", "").split(" ")[0] == name:
            return True
    before = node.index - 1
    while before > node.parent:
        if nodes[before].parent == node.parent and nodes[before].text is None:
            other = nodes[before]
            return other.name == node.name and other.attributes.get("class", "").split(" ")[0] == name
        before -= 1
    return False
