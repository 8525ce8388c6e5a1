"""Days that stand over several rows at once: as a heading above them, as a month above days of the month, in a cell beside several rows."""

import re
from dataclasses import dataclass

from checker.locating.columns.phrases import PageText, Phrase
from checker.locating.columns.row_days import day_of_month, day_under, is_day_alone, month_alone, standing_days, tells_weekday
from checker.locating.columns.row_reading import ReadRow, address_of
from checker.locating.columns.rows import RowGroup
from checker.records.layout import Document, Node

_LINE = 8.0  # CSS px between the middles of what stands in one line
_NEAR = 90.0  # CSS px between a heading and the first row under it
_HIGHEST = 420.0  # CSS px of a box with a headline, its picture and its day
_CELLS = {"td", "th"}


@dataclass(slots=True)
class _Head:
    """A day or a month that stands alone, above rows."""

    phrase: Phrase
    is_month: bool


def give_days(group: RowGroup, rows: list[ReadRow]) -> None:
    """Rows without a day of their own take the one that stands over them. Rows keep what they have where no heading is above the first."""
    text = group.text
    _from_cells(text.document, rows)
    if len(rows) == 1 and len(group.rows) == 1 and rows[0].row.link is not None and not rows[0].days:
        _from_box(group, rows[0], rows[0].row.link)
    linked = [row for row in rows if row.row.link is not None]
    if linked and len(linked) == len(rows):
        _from_headings(text, rows)


def _from_cells(document: Document, rows: list[ReadRow]) -> None:
    """A table's cell that reaches over several rows (`rowspan`) speaks for each of them."""
    for place, row in enumerate(rows):
        for phrase in row.spare if row.days else ():
            cell = _spanning_cell(document, phrase)
            if cell is None or cell.box is None or not standing_days(phrase.text):
                continue
            for other in rows[place + 1 :]:
                if not other.days and cell.box.y <= other.row.box.y + other.row.box.height / 2 <= cell.box.bottom:
                    other.days = list(row.days)


def _spanning_cell(document: Document, phrase: Phrase) -> Node | None:
    cell = next((outer for outer in document.ancestors(document.nodes[phrase.nodes[0]]) if outer.name in _CELLS), None)
    return cell if cell is not None and re.fullmatch(r"[2-9]|\d\d+", cell.attributes.get("rowspan", "")) else None


def _from_box(group: RowGroup, row: ReadRow, link: Node) -> None:
    """A headline in a box of its own takes the one day that stands alone in the box, which then is its row."""
    document, text = group.document, group.text
    around: Node | None = None
    for outer in document.ancestors(link):
        if outer.box is None or outer.box.height > _HIGHEST or outer.name in ("body", "html"):
            break
        if any(phrase.link >= 0 and row.url != address_of(document, document.nodes[phrase.link]) for phrase in text.within(outer)):
            break
        around = outer
    if around is None or around.box is None:
        return
    alone = (phrase.text for phrase in text.within(around) if phrase.link < 0 and not tells_weekday(phrase.text))
    days = [words for words in alone if is_day_alone(words) and standing_days(words)]
    if len(days) == 1:
        row.days = [standing_days(days[0])[0].text]
        row.row.box = group.box = around.box


def _from_headings(text: PageText, rows: list[ReadRow]) -> None:
    found = _heads_of(text, rows)
    if found is None:
        return
    distinct = len({id(head) for head in found})
    if distinct == 1 and not found[0].is_month and not _has_sisters(text, found[0]):
        return  # it may be the page's clock
    if not found[0].is_month and 1 < distinct == len(rows) and _goes_on_behind(text, rows[-1]):
        return  # title and day by turns, and the first day is the page's own
    for row, head in zip(rows, found, strict=True):
        day = (
            day_under(head.phrase.text, [phrase.text for phrase in row.spare]) if head.is_month else standing_days(head.phrase.text)[0].text
        )
        if day is not None:
            row.days = [day]


def _heads_of(text: PageText, rows: list[ReadRow]) -> list[_Head] | None:
    """For each row the heading it stands under; None where rows have days of their own, or the first has no heading right above it."""
    heads: list[_Head] = []
    behind = 0  # the first node that may belong to a row's heading
    for row in rows:
        title = row.title_phrases[0] if row.title_phrases else None
        if title is None or _has_own_day(text, row, title):
            return None
        own = [head for phrase in text.from_to(behind, title.nodes[0]) if (head := _head(text, phrase)) is not None]
        near = [head for head in own if 0 < _middle(title) - _middle(head.phrase) <= _NEAR]
        if not heads and (not near or not _is_right_above(text, near[-1], title)):
            return None
        heads.append(near[-1] if near else heads[-1])
        behind = title.nodes[-1] + 1
    return heads


def _has_own_day(text: PageText, row: ReadRow, title: Phrase) -> bool:
    """Whether a day stands on the title's line, or behind it within the row's own element."""
    own = {phrase.nodes[0] for phrase in text.within(row.row.element)}
    return any(
        standing_days(phrase.text)
        and (abs(_middle(phrase) - _middle(title)) < _LINE or (phrase.nodes[0] in own and phrase.nodes[0] > title.nodes[0]))
        for phrase in row.spare
    )


def _head(text: PageText, phrase: Phrase) -> _Head | None:
    if phrase.link >= 0 or len(phrase.text) > 24:
        return None
    is_month = month_alone(phrase.text)
    if not is_month and not (is_day_alone(phrase.text) and standing_days(phrase.text)):
        return None
    if any(other is not phrase and abs(_middle(other) - _middle(phrase)) < _LINE for other in _around(text, phrase)):
        return None
    return _Head(phrase, is_month)


def _is_right_above(text: PageText, head: _Head, title: Phrase) -> bool:
    """Whether nothing stands between the two but what belongs to the title's line, such as 25日."""
    between = text.from_to(head.phrase.nodes[-1] + 1, title.nodes[0])
    return all(abs(_middle(phrase) - _middle(title)) < _LINE * 2 or day_of_month(phrase.text) for phrase in between)


def _has_sisters(text: PageText, head: _Head) -> bool:
    """Whether more days stand as headings on the page, at the same edge and in an element of the same name: the page's clock has none."""
    name = text.document.nodes[head.phrase.block].name
    return any(
        other is not head.phrase
        and abs(other.box.x - head.phrase.box.x) < 4
        and text.document.nodes[other.block].name == name
        and _head(text, other) is not None
        for other in text.phrases
    )


def _goes_on_behind(text: PageText, last: ReadRow) -> bool:
    """Whether a day alone follows the last title, as it follows the others."""
    behind = text.from_to(last.title_phrases[-1].nodes[-1] + 1, len(text.document.nodes))[:1]
    return any(is_day_alone(phrase.text) and _middle(phrase) - _middle(last.title_phrases[-1]) <= _NEAR for phrase in behind)


def _around(text: PageText, phrase: Phrase) -> list[Phrase]:
    """What stands in the element around a phrase's own."""
    block = text.document.nodes[phrase.block]
    return text.within(text.document.nodes[block.parent]) if block.parent >= 0 else []


def _middle(phrase: Phrase) -> float:
    return phrase.box.y + phrase.box.height / 2
