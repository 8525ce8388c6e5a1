"""Letters whose list does not say whether they were answered: their own pages are asked."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from checker.locating.columns import read_letter
from checker.records.column import ListItem, PageRead
from checker.records.days import months_before
from checker.records.item_days import settle_items
from checker.records.layout import Layout
from checker.rendering.column_page import BudgetSpentError, ColumnPage

_LETTERS = 30  # letters of one column that are opened
_YOUNG = 1  # months in which no rule asks for an answer


async def read_letters(page: ColumnPage, pages: list[PageRead], day: date, look: Callable[[Layout], Awaitable[None]]) -> None:
    """Fills the fields of letters that may have waited too long; the pages in `pages` are replaced. `look` is shown each letter."""
    asked = 0
    for place, read in enumerate(pages):
        items = list(read.items)
        for number, settled in enumerate(settle_items(items, (), day)):
            if not _is_open(settled.item, settled.day, day):
                continue
            if asked == _LETTERS or page.budget.is_spent:
                break
            asked += 1
            try:
                letter = await _open(page, settled.item.url or "", look)
            except BudgetSpentError:
                return
            if letter is not None:
                items[number] = settled.item.model_copy(update={"fields": {**letter.fields, **settled.item.fields}})
        pages[place] = read.model_copy(update={"items": items})


def _is_open(item: ListItem, asked: date | None, day: date) -> bool:
    """Whether its row says nothing of an answer, and it is of an age at which one may be due; a year before an earlier day counts too."""
    if item.url is None or item.fields.keys() & {"status", "answered", "answer"}:
        return False
    return asked is None or months_before(day, 18) < asked < months_before(day, _YOUNG)


async def _open(page: ColumnPage, url: str, look: Callable[[Layout], Awaitable[None]]) -> ListItem | None:
    if await page.go(url) != "read":
        return None
    layout = await page.layout()
    await look(layout)
    return await asyncio.to_thread(read_letter, layout, page.address)
