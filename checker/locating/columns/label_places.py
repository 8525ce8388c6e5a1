"""What stands beside, below or under the labels of a page of letters: cells of a table, pairs of `dt` and `dd`, texts side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from checker.locating.columns.field_names import LIVED, Meaning, meaning_of
from checker.locating.columns.phrases import PageText, Phrase, are_apart, lines_of
from checker.records.base import Box, around
from checker.records.days import find_days
from checker.records.layout import Document, Node
from checker.records.numbers import fold

_JOINTS = re.compile("[/、,()及和与或|&+]")
_BEGINS_WITH_LABEL = re.compile(r"[^\s:]{2,10} ?:")
_LONGEST_LABEL = 18
_LIVED = re.compile(LIVED)
_BESIDE = 200.0  # CSS px between a label and what stands on its line
_BELOW = 40.0  # CSS px down to a value under its label
_FAR_BELOW = 250.0  # CSS px without a row: the table has ended
_NEAR_COLUMN = 60.0  # CSS px beside a head whose column has no cells of its own


@dataclass(slots=True)
class Told:
    """The text nodes (index in the document) that are values of personal labels, and those under 编号."""

    personal: set[int] = field(default_factory=set)
    numbered: set[int] = field(default_factory=set)

    def take(self, meaning: Meaning | None, values: list[Phrase]) -> None:
        nodes = self.personal if meaning == "personal" else self.numbered if meaning == "number" else None
        if nodes is not None:
            nodes.update(node for value in values for node in value.nodes)


def told_by_labels(text: PageText) -> Told:
    """Reads one document: its heads with their columns, and its labels with what stands beside or below."""
    told = Told()
    units = [unit for phrase in text.phrases for unit in _units(phrase)]
    lines = list(lines_of(units))
    heads = {id(line): _heads_in(line) for line in lines}
    in_heads = {id(head) for found in heads.values() for head in found}
    for place, line in enumerate(lines):
        if heads[id(line)]:
            _read_columns(told, line, lines[place + 1 :], heads)
    on_line = {id(unit): line for line in lines for unit in line}
    for place, unit in enumerate(units):
        meaning = _meaning(unit.text)
        is_value = bool(told.personal.intersection(unit.nodes))  # 网友 under 来信人 is nobody's label
        if meaning in ("personal", "number") and id(unit) not in in_heads and not is_value:
            told.take(meaning, _values_of(unit, units[place + 1 :], on_line[id(unit)]))
    return told


@lru_cache(maxsize=4096)
def _meaning(words: str) -> Meaning | None:
    """What a label or head means, also with an arrow for sorting beside it; one of several words (姓名/电话) is personal where one is."""
    if len(words) > _LONGEST_LABEL:
        return None
    meaning = meaning_of(words) or meaning_of(re.sub("[↑↓▲▼△▽⇅↕]", "", words))
    if meaning is None and any(meaning_of(part) == "personal" for part in _JOINTS.split(words)):
        return "personal" if all(len(part) <= 8 for part in _JOINTS.split(words)) else None
    return meaning


def _units(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase in its parts that a reader sees apart (`<span>姓名</span> <span>王某</span>`)."""
    nodes = [phrase.document.nodes[index] for index in phrase.nodes]
    part: list[Node] = []
    for node in nodes:
        if part and (_stand_apart(phrase.document, part[-1], node) or _is_label(part) or _is_label([node])):
            yield _unit(phrase, part)
            part = []
        part.append(node)
    yield _unit(phrase, part)


def _stand_apart(document: Document, before: Node, node: Node) -> bool:
    between = document.nodes[before.index + 1 : node.index]
    return are_apart(before, node) or any(one.text is not None and one.box is not None and one.box.width > 0 for one in between)


def _is_label(nodes: list[Node]) -> bool:
    return _meaning(_words(nodes)) is not None


def _words(nodes: list[Node]) -> str:
    return " ".join(fold("".join(node.text or "" for node in nodes))[0].split())


def _unit(phrase: Phrase, nodes: list[Node]) -> Phrase:
    if len(nodes) == len(phrase.nodes):
        return phrase
    box = around([node.box for node in nodes if node.box is not None])
    return Phrase(phrase.document, -1, phrase.link, [node.index for node in nodes], _words(nodes), box, "")


def _heads_in(line: list[Phrase]) -> list[Phrase]:
    """The labels of a line that are heads of columns: two that are neighbours, or the cells of a `th` row."""
    labels = [_meaning(unit.text) for unit in line]
    heads = [
        unit
        for place, unit in enumerate(line)
        if labels[place] is not None
        and not unit.text.rstrip().endswith(":")
        and (any(labels[beside] is not None for beside in (place - 1, place + 1) if 0 <= beside < len(line)) or _is_head_cell(unit))
    ]
    return heads if any(_meaning(head.text) in ("personal", "number") for head in heads) else []


def _is_head_cell(unit: Phrase) -> bool:
    """A cell among cells that are all `th`, or in the first row of a table whose next row has as many, of three at least."""
    cell = _around(unit, "td", "th")
    if cell is None:
        return False
    document = unit.document
    row = document.nodes[cell.parent]
    cells = _children(document, row, "td", "th")
    if len(cells) < 2 or all(one.name == "th" for one in cells):
        return cell.name == "th"
    rows = _children(document, document.nodes[row.parent], "tr")
    return len(rows) > 1 and rows[0] is row and len(_children(document, rows[1], "td", "th")) == len(cells) >= 3


def _read_columns(told: Told, line: list[Phrase], below: list[list[Phrase]], heads: dict[int, list[Phrase]]) -> None:
    """The rows under a line of heads, down to the next such line or to where nothing stands for long."""
    places = [(_meaning(unit.text), _cell(unit), unit) for unit in line]
    bottom = max(unit.box.bottom for unit in line)
    for row in below:
        if row[0].box.y - bottom > _FAR_BELOW or len(heads[id(row)]) > 1:
            return
        for unit in row:
            meaning = _column_of(unit, places)
            if meaning in ("personal", "number"):
                told.take(meaning, [unit])
                bottom = max(bottom, unit.box.bottom)


def _column_of(unit: Phrase, places: list[tuple[Meaning | None, Box, Phrase]]) -> Meaning | None:
    """The head that shares the most width with a text, else the nearest; none for what spans several columns."""
    cell = _cell(unit)
    shared = [(min(cell.right, box.right) - max(cell.x, box.x), meaning, box) for meaning, box, head in places]
    width, meaning, _ = max(shared, key=lambda found: found[0])
    spans = sum(overlap > 0.5 * head.width for overlap, _, head in shared) > 1
    if width < -_NEAR_COLUMN or spans:
        return None
    return meaning


def _cell(unit: Phrase) -> Box:
    """The table cell or block around a text where it holds this text alone, else the text's own box."""
    if unit.block < 0:
        return unit.box
    box = unit.document.nodes[unit.block].box
    return box if box is not None and 0 < box.width < 900 else unit.box


def _values_of(label: Phrase, behind: list[Phrase], line: list[Phrase]) -> list[Phrase]:
    in_cells, following = list(_in_cells(label)), list(_that_follow(label, behind))
    if any(_share_line(label, value) for value in (*in_cells, *following)):
        return [*in_cells, *following]
    right = next((unit for unit in line if unit.box.x >= label.box.right - 2), None)
    if right is None or right.box.x - label.box.right > _BESIDE or _is_other_label(right) or not _are_of_one_box(label, right):
        return [*in_cells, *following]
    return [*in_cells, right]


def _are_of_one_box(label: Phrase, unit: Phrase) -> bool:
    """Whether a text stands in the element around the label's own: a value may come before its label in the document."""
    nodes = label.document.nodes
    around_label = nodes[_holder(label)].parent
    return any(outer.index == around_label for outer in label.document.ancestors(nodes[unit.nodes[0]]))


def _in_cells(label: Phrase) -> Iterator[Phrase]:
    """Everything in the next cell of the row, or in the `dd` behind a `dt`."""
    cell = _around(label, "td", "th", "dt")
    if cell is None:
        return
    document = label.document
    beside = [node for node in _children(document, document.nodes[cell.parent], "td", "th", "dt", "dd") if node.index > cell.index]
    for node in beside:
        if node.name == "dt" or (node.name != "dd" and node is not beside[0]):
            return
        inside = [inner for inner in document.within(node) if (inner.text or "").strip() and inner.box is not None]
        if node.name != "dd" and inside and _meaning(_words(inside)) is not None:
            return
        for inner in inside:
            assert inner.box is not None  # as asked above
            yield Phrase(document, node.index, -1, [inner.index], _words([inner]), inner.box, "")


def _that_follow(label: Phrase, behind: list[Phrase]) -> Iterator[Phrase]:
    """What comes next in the document, on the same line or right below: of an address all that stands in its block."""
    is_cell = _around(label, "td", "th", "dt") is not None
    first: Phrase | None = None
    for unit in behind:
        if _is_other_label(unit) or not -10 <= unit.box.y - label.box.y <= label.box.height + _BELOW:
            return
        if is_cell and _holder(unit) != _holder(label):
            return
        if first is not None and (_holder(unit) != _holder(first) or find_days(unit.text) or not _goes_on(label, first)):
            return
        first = first or unit
        yield unit


def _goes_on(label: Phrase, first: Phrase) -> bool:
    """Whether more than the first word behind a label is its value: of an address, and of a name whose letters stand apart."""
    return bool(_LIVED.search(label.text)) or len(first.text) == 1


def _holder(unit: Phrase) -> int:
    """The block that a text stands in."""
    document = unit.document
    node = document.nodes[unit.nodes[0]]
    return next((outer.index for outer in document.ancestors(node) if outer.display and not outer.display.startswith("inline")), -1)


def _share_line(one: Phrase, other: Phrase) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.y, other.box.y)
    return shared >= 0.5 * min(one.box.height, other.box.height)


def _is_other_label(unit: Phrase) -> bool:
    return _meaning(unit.text) is not None or bool(_BEGINS_WITH_LABEL.match(unit.text))


def _around(unit: Phrase, *names: str) -> Node | None:
    return next((outer for outer in unit.document.ancestors(unit.document.nodes[unit.nodes[0]]) if outer.name in names), None)


def _children(document: Document, parent: Node, *names: str) -> list[Node]:
    return [node for node in document.within(parent) if node.parent == parent.index and node.name in names]
