"""Rows that repeat: links of one shape under one container become lists, and each link its row.

Shape is the path of element names; a row is the highest element that holds one link of its shape. What stands between two rows
in their container belongs to the row before it, or behind it where dates stand first.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from checker.locating.columns.field_names import LEADS_ON
from checker.locating.columns.phrases import PageText, Phrase
from checker.records.base import Box, around
from checker.records.days import find_days
from checker.records.layout import Document, Node

_TALL = 60.0  # CSS px of a link whose words stand vertically
_DRESS = {"b", "strong", "font", "span", "i", "em", "u", "big", "small", "tbody", "center", "nobr"}
ROW_NAMES = {"li", "tr", "dl", "article", "p", "dd", "table"}


@dataclass(slots=True)
class Row:
    """One row: the link that leads on (None where nothing does), and all phrases of the row, the link's own among them."""

    link: Node | None
    phrases: list[Phrase]
    box: Box
    element: Node


@dataclass(slots=True)
class RowGroup:
    """Rows of one list, in order; `containers` hold them; `box` holds the rows."""

    text: PageText
    rows: list[Row]
    containers: list[int]
    box: Box

    @property
    def document(self) -> Document:
        return self.text.document


def link_groups(text: PageText) -> list[RowGroup]:
    """All lists of links in a document. A link without words is no row's title."""
    shapes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    by_link: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in text.phrases:
        if phrase.link >= 0:
            by_link[phrase.link].append(phrase)
    leads_on: set[int] = set()
    for index in _one_a_line(text.document, by_link):
        node = text.document.nodes[index]
        shapes[_shape(text.document, node)].append(node)
        if LEADS_ON.fullmatch("".join(phrase.text for phrase in by_link[index])):
            leads_on.add(index)
    groups: list[RowGroup] = []
    for links in shapes.values():
        titles = [link for link in links if link.index not in leads_on]
        groups += _lists_of(text, titles or links)
    return groups


def _one_a_line(document: Document, by_link: dict[int, list[Phrase]]) -> list[int]:
    """Of inline links side by side in one block ([某局] 标题) the one with the most words."""
    best: dict[tuple[int, int], int] = {}
    kept = []
    for index, phrases in by_link.items():
        node = document.nodes[index]
        if node.display != "inline":
            kept.append(index)
            continue
        line = (phrases[0].block, round(phrases[0].box.y / 8))
        other = best.get(line)
        if other is None or _length(by_link[other]) < _length(phrases):
            best[line] = index
    return sorted(kept + list(best.values()))


def _length(phrases: Iterable[Phrase]) -> int:
    return sum(len(phrase.text) for phrase in phrases)


def _shape(document: Document, node: Node) -> tuple[str, ...]:
    return tuple(outer.name for outer in (node, *document.ancestors(node)) if outer.name not in _DRESS)


def _lists_of(text: PageText, links: list[Node]) -> list[RowGroup]:
    document = text.document
    counts: dict[int, int] = defaultdict(int)
    for link in links:
        for outer in (link, *document.ancestors(link)):
            counts[outer.index] += 1
    rows: dict[int, list[tuple[Node, Node]]] = defaultdict(list)  # container → (row element, link)
    for link in links:
        row = _row_element(document, link, counts)
        rows[row.parent].append((row, link))
    lists = [group for container, found in rows.items() if (group := _group(text, container, found)) is not None]
    return _merged(lists)


def _row_element(document: Document, link: Node, counts: dict[int, int]) -> Node:
    row = link
    inner: Node | None = None  # the outermost element so far that is a row by its name
    alone = all(counts[outer.index] == 1 for outer in document.ancestors(link))
    for outer in document.ancestors(link):
        if counts[outer.index] > 1 or outer.name in ("body", "html", "#document"):
            break
        if (alone and row.name in ROW_NAMES) or _is_more_than_a_row(inner, outer):
            break  # the only row of its list: what lies further out is the page
        row = outer
        inner = outer if outer.name in ROW_NAMES else inner
    return _first_row(document, link) if alone and row.name not in ROW_NAMES else row


def _is_more_than_a_row(inner: Node | None, outer: Node) -> bool:
    """Whether an element around a row is so much higher that it holds other things besides."""
    if outer.box is None:
        return False
    is_higher = inner is not None and inner.box is not None and inner.name != "p" and outer.box.height > 1.6 * inner.box.height + 20
    return outer.box.height > 420 or is_higher


def _first_row(document: Document, link: Node) -> Node:
    """Of a link that is the only one of its shape and in no row element: the widest box around it that is not higher than a card."""
    row = link
    for outer in document.ancestors(link):
        if outer.box is None or outer.box.height > 160 or outer.name in ("body", "html"):
            break
        row = outer
    return row


def _group(text: PageText, container: int, found: list[tuple[Node, Node]]) -> RowGroup | None:
    document = text.document
    elements = [row for row, _ in found]
    phrases = text.within(document.nodes[container]) if container >= 0 else text.phrases
    ends = [_end(document, row) for row in elements]
    first = next((phrase for phrase in phrases if phrase.nodes[0] < elements[0].index), None)
    leading = [phrase for phrase in phrases if phrase.nodes[0] < elements[0].index]
    dates_first = first is not None and bool(find_days(leading[-1].text)) and _same_line(leading[-1], text, found[0][1])
    rows: list[Row] = []
    for place, (element, link) in enumerate(found):
        begin = element.index
        end = ends[place]
        if dates_first:
            begin = ends[place - 1] if place else leading[-1].nodes[0]
        elif place + 1 < len(found):
            end = elements[place + 1].index
        else:
            usual = [sum(ends[i] <= phrase.nodes[0] < elements[i + 1].index for phrase in phrases) for i in range(place)]
            end = _last_end(document, container, ends[place], text, link, min(usual, default=0))
        own = [phrase for phrase in phrases if begin <= phrase.nodes[0] < end]
        if own:
            rows.append(Row(link, own, element.box or around([phrase.box for phrase in own]), element))
    return RowGroup(text, rows, [container], around([row.box for row in rows])) if rows else None


def _same_line(phrase: Phrase, text: PageText, link: Node) -> bool:
    other = text.of_link(link)
    return other is not None and abs(other.box.y - phrase.box.y) < 12


def _last_end(document: Document, container: int, end: int, text: PageText, link: Node, usual: int) -> int:
    """Behind the last row its own is what stands on its line, and `usual` phrases, as behind every other row: below it is the paging."""
    row = text.of_link(link)
    if row is not None and row.box.height > max(_TALL, 1.5 * row.box.width):
        return end  # words that stand vertically: what is beside them is no part of their row
    limit = _end(document, document.nodes[container]) if container >= 0 else len(document.nodes)
    for phrase in text.from_to(end, limit):
        usual -= 1
        if usual < 0 and (row is None or phrase.box.y > row.box.bottom):
            return phrase.nodes[0]
        end = phrase.nodes[-1] + 1
    return end


def _end(document: Document, node: Node) -> int:
    end = node.index + 1
    while end < len(document.nodes) and document.nodes[end].parent >= node.index:
        end += 1
    return end


def _merged(lists: list[RowGroup]) -> list[RowGroup]:
    """Lists of one shape below each other (five and five, or two in a table's row) are one, where nothing stands between."""
    merged: list[RowGroup] = []
    for group in sorted(lists, key=lambda found: (round(found.box.x), found.box.y)):
        last = merged[-1] if merged else None
        if last is not None and _goes_on(last, group):
            last.rows += group.rows
            last.containers += group.containers
            last.box = around([last.box, group.box])
        else:
            merged.append(group)
    return merged


def _goes_on(above: RowGroup, below: RowGroup) -> bool:
    if abs(above.box.x - below.box.x) > 4 or abs(above.box.right - below.box.right) > 40 or not -4 <= below.box.y - above.box.bottom <= 60:
        return False
    between = Box(above.box.x, above.box.bottom, above.box.width, max(0.0, below.box.y - above.box.bottom))
    own = {node for row in (*above.rows, *below.rows) for phrase in row.phrases for node in phrase.nodes}
    return not any(
        phrase.nodes[0] not in own and phrase.box.cut_to(between).height > 4 and phrase.box.cut_to(between).width > 4
        for phrase in above.text.between(between.y - 100, between.bottom)
    )
