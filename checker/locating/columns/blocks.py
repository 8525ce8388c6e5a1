"""Blocks of a home page: a heading, the list below it, and the 更多 beside or below."""

import re
from dataclasses import dataclass, field

from checker.locating.columns.labels import Label
from checker.locating.columns.main_list import FoundList
from checker.locating.columns.navigation import has_class
from checker.locating.columns.row_reading import ReadRow
from checker.records.base import Box
from checker.records.column import ListItem
from checker.records.layout import Document

_HEADING = re.compile(r"(?:^|[\s_-])(?:title\w{0,6}|tit|tt|bt|biaoti|head(?:er|ing)?|hd|lm|lanmu|caption)\d*(?=$|[\s_-])", re.IGNORECASE)
_BELOW = 140.0  # CSS px between a heading and its list: a line, a picture of the top item
_BESIDE = 60.0  # CSS px between a heading that stands at the left and its list
_LINE = 24.0
_FARTHEST = 1400.0  # CSS px between a heading and the 更多 at the other end of its line


@dataclass(slots=True)
class Block:
    """`more` are the 更多 links of the block."""

    heading: Label
    found: FoundList | None = None
    rows: list[ReadRow] = field(default_factory=list)
    more: list[Label] = field(default_factory=list)
    action: Label | None = None  # 我要写信

    @property
    def items(self) -> list[ListItem]:
        """Those that somebody sees."""
        found = self.found
        return items_of([row for row in self.rows if found is None or not row.is_hidden(found.group.text)])


def items_of(rows: list[ReadRow]) -> list[ListItem]:
    return [ListItem(title=row.title, url=row.url, days=row.days, is_pinned=row.is_pinned) for row in rows]


def blocks_of(document: Document, headings: list[Label], more: list[Label], lists: list[FoundList], actions: list[Label]) -> list[Block]:
    """A block for each heading that has a list, a 更多, or the make of a heading; `headings` holds no entries of bars.

    `actions` are links such as 我要写信.
    """
    shown = [label for label in headings if label.box is not None and not _is_ticker(document, label)]
    blocks = {id(label): Block(label) for label in shown}
    for one in lists:
        for heading, rows in _headings_of(one, shown):
            block = blocks[id(heading)]
            if block.found is None or (one.share_dated, one.score) > (block.found.share_dated, block.found.score):
                block.found, block.rows = one, rows
    for link in more:
        named = _named_by(document, link, list(blocks.values()))
        if named is not None:
            blocks[id(named)].more.append(link)
    for block in blocks.values():
        block.action = _action_beside(document, block.heading, actions)
    return [block for block in blocks.values() if block.found is not None or block.more or _is_empty_block(document, block, shown)]


def _is_ticker(document: Document, label: Label) -> bool:
    """最新公告： before one title on the same line."""
    return label.link is None and label.words.endswith((":", "：")) and not looks_like_heading(document, label)


def _action_beside(document: Document, heading: Label, labels: list[Label]) -> Label | None:
    near = [heading.element.index, *[outer.index for outer in list(document.ancestors(heading.element))[:2]]]
    for label in labels:
        around = [outer.index for outer in list(document.ancestors(label.element))[:2]]
        if label is not heading and label.address and any(index in near for index in around):
            return label
    return None


def _is_empty_block(document: Document, block: Block, headings: list[Label]) -> bool:
    """The make of a heading, and no second name in it (我要写信 beside 局长信箱)."""
    if not looks_like_heading(document, block.heading):
        return False
    near = [outer.index for outer in list(document.ancestors(block.heading.element))[:2]]
    before = (other for other in headings if other.element.index < block.heading.element.index)
    return not any(outer.index in near for other in before for outer in document.ancestors(other.element))


def looks_like_heading(document: Document, label: Label) -> bool:
    near = [label.element, *list(document.ancestors(label.element))[:2]]
    return any(re.fullmatch("h[1-6]|dt|th|legend|caption", outer.name) or has_class(outer, _HEADING) for outer in near)


def is_title(document: Document, label: Label) -> bool:
    """Whether a name is the page's own heading: the site's name and no column's."""
    return any(outer.name == "h1" for outer in (label.element, *list(document.ancestors(label.element))[:2]))


def _headings_of(one: FoundList, headings: list[Label]) -> list[tuple[Label, list[ReadRow]]]:
    """The nearest name above a list, else the ones at its left side, each with the rows from its own height on."""
    box = one.group.box
    own = {row.row.link.index for row in one.rows if row.row.link is not None}
    free = [label for label in headings if label.element.index not in own and label.document.index == one.group.document.index]
    above = [label for label in free if -6 <= box.y - _bottom(label) <= _BELOW and _share_width(label.box, box)]
    if above:
        nearest = max(_bottom(label) for label in above)
        line = [label for label in above if nearest - _bottom(label) < 12]
        return [(min(line, key=lambda label: abs(_left(label) - box.x)), one.rows)]
    beside = [label for label in free if 0 <= box.x - _right(label) <= _BESIDE and _share_height(label.box, box)]
    tops = sorted(beside, key=_top)
    found = []
    for place, label in enumerate(tops):
        begin = _top(label) - _LINE if place else box.y
        end = _top(tops[place + 1]) - _LINE if place + 1 < len(tops) else box.bottom + 1
        rows = [row for row in one.rows if begin <= row.row.box.y < end]
        if rows:
            found.append((label, rows))
    return found


def _named_by(document: Document, link: Label, blocks: list[Block]) -> Label | None:
    """The heading that a 更多 belongs to: nearest in the tree, then nearest on its line; below a list, that list's heading."""
    if link.box is None:
        return None
    chain = [outer.index for outer in document.ancestors(link.element)]
    best: tuple[tuple[int, float], Label] | None = None
    for block in blocks:
        heading = block.heading
        assert heading.box is not None  # as blocks_of asks
        on_line = abs(_middle(heading.box) - _middle(link.box)) < _LINE and 0 <= link.box.x - heading.box.x <= _FARTHEST
        listed = block.found.group.box if block.found is not None else None
        below = listed is not None and -30 <= link.box.y - listed.bottom <= 70 and -20 <= link.box.x - listed.x <= max(listed.width, 600)
        if not on_line and not below:
            continue
        inside = {heading.element.index, *(outer.index for outer in document.ancestors(heading.element))}
        depth = next((len(chain) - place for place, index in enumerate(chain) if index in inside), 0)
        rank = (depth, -abs(link.box.x - heading.box.x))
        if best is None or rank > best[0]:
            best = rank, heading
    return best[1] if best is not None else None


def _bottom(label: Label) -> float:
    return label.box.bottom if label.box is not None else 0.0


def _top(label: Label) -> float:
    return label.box.y if label.box is not None else 0.0


def _left(label: Label) -> float:
    return label.box.x if label.box is not None else 0.0


def _right(label: Label) -> float:
    return label.box.right if label.box is not None else 0.0


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _share_width(one: Box | None, other: Box) -> bool:
    return one is not None and min(one.right, other.right) - max(one.x, other.x) > 0.3 * min(one.width, other.width)


def _share_height(one: Box | None, other: Box) -> bool:
    return one is not None and min(one.bottom, other.bottom) - max(one.y, other.y) > 0.3 * min(one.height, other.height)
