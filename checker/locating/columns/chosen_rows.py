"""A list whose rows a site's script points at: read like every other one, but for the choice of the rows and of their day."""

from collections.abc import Sequence

from checker.locating.columns.main_list import FoundList, seen_rows
from checker.locating.columns.page_reading import page_title, read_list
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.columns.row_days import days_in
from checker.locating.columns.row_reading import read_rows
from checker.locating.columns.rows import Row, RowGroup
from checker.locating.columns.zones import zones_of
from checker.records.base import around
from checker.records.column import PageRead
from checker.records.days import find_days
from checker.records.layout import Layout, Node
from checker.records.numbers import fold

ChosenRow = tuple[int, int | None]  # the browser's own numbers of a row, and of the element within it that holds its day


def read_chosen_rows(layout: Layout, url: str, chosen: Sequence[ChosenRow], *, page: int = 1) -> PageRead | None:
    """What stands in these rows; None where none of them has words in this layout. `page` is as for `read_page`."""
    texts = page_texts(layout)
    found = next((one for text in texts if (one := _list_of(text, chosen)) is not None), None)
    if found is None:
        return None
    title = page_title(layout)
    if not seen_rows(found):
        return PageRead(url=url, state="failed", title=title, because="专用步骤所指的列表设置为不可见，不能断定栏目有没有内容")
    return read_list(layout, url, title, zones_of(layout, texts, url), texts, [found], [], page)


def _list_of(text: PageText, chosen: Sequence[ChosenRow]) -> FoundList | None:
    """The list in that document of the page which holds the rows."""
    rows: list[Row] = []
    days: dict[int, Node] = {}
    for number, day in chosen:
        element = text.document.node_of(number)
        phrases = text.within(element) if element is not None else []
        if element is None or not phrases:
            continue
        linked = [phrase for phrase in phrases if phrase.link >= 0]
        link = text.document.nodes[max(linked, key=lambda phrase: len(phrase.text)).link] if linked else None
        rows.append(Row(link, phrases, element.box or around([phrase.box for phrase in phrases]), element))
        if day is not None and (at := text.document.node_of(day)) is not None:
            days[element.index] = at
    if not rows:
        return None
    group = RowGroup(text, rows, [rows[0].element.parent], around([row.box for row in rows]))
    read = read_rows(group)
    for one in read:
        if (at := days.get(one.row.element.index)) is not None:
            one.days = _days_at(text, at) or one.days
    return FoundList(group, read, 1.0, is_beside=False, is_own=True) if read else None


def _days_at(text: PageText, at: Node) -> list[str]:
    phrases = text.within(at)
    return days_in(phrases) or [day.text for phrase in phrases for day in find_days(fold(phrase.text)[0])]
