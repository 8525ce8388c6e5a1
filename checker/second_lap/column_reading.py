"""One column's pages as far as its clock needs them, its articles where the list tells no day, its letters."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.locating.columns import (
    NextPage,
    category_by_page,
    mask_page,
    mask_title,
    next_page,
    only_link,
    personal_boxes,
    personal_names,
    read_article_day,
    read_chosen_rows,
    read_page,
    speaks_of_writers,
)
from checker.locating.columns.labels import plain_address
from checker.records.column import ArticleDay, Category, ColumnSeen, Ended, ListItem, PageRead, PageState
from checker.records.days import months_before
from checker.records.item_days import settle_items
from checker.records.layout import Layout
from checker.records.look import Picture
from checker.rendering.column_page import BudgetSpentError, ColumnPage
from checker.rendering.masking import mask_picture
from checker.rendering.pictures import Shot
from checker.rendering.selected_rows import select_rows
from checker.scenario.column import Column
from checker.second_lap.letters import read_letters

if TYPE_CHECKING:
    from checker.second_lap.reading import ColumnReader

YEARLY: frozenset[Category] = frozenset({"consultation", "survey", "interview"})  # counted over a year, page by page
PRIVATE: frozenset[Category] = frozenset({"consultation", "complaint"})
_SHORT = 5  # pages of a list that is read to its end whatever it is
_UNTOLD = 3  # pages that are read of a list that does not say how many it has
_ARTICLES = 20  # articles that are asked for their day


@dataclass
class Reading:
    reader: "ColumnReader"
    column: ColumnSeen
    name: str
    is_directory: bool
    read_pages: list[PageRead] = field(default_factory=list)
    articles: list[ArticleDay] = field(default_factory=list)
    ended: Ended | None = None
    names: set[str] = field(default_factory=set)  # of those who wrote, as the pages' labels tell them
    _only: str | None = None  # the one link of its first page, where there is no other
    speaks_of_writers: bool = False  # whether such labels stand on any of its pages

    def fail(self) -> None:
        self.ended = "failed"
        if not self.read_pages:
            self.read_pages.append(unread(self.column.url or "", "failed", None))

    async def read(self, page: ColumnPage) -> None:
        url = self.column.url or ""
        if await page.go(url) != "read":
            self.ended = "failed"
            self.read_pages.append(unread(url, page.state, page.status))
            return
        if plain_address(page.address) == plain_address(self.reader.home) != plain_address(url):
            self.ended = "failed"
            self.read_pages.append(PageRead(url=url, state="failed", status=page.status, because="栏目链接转回了首页"))
            return
        await self._read_first(page)
        await self._ask_behind(page)

    async def read_standing(self, page: ColumnPage) -> None:
        """A page that a script has come to, whose address may not lead there: it is turned, and left alone otherwise.

        The first time it is the column's first page, each time after that a further one.
        """
        if self.read_pages:
            layout = await page.layout()
            await self._keep(page, layout, self._without_known(await self._read_rows(layout, page, len(self.read_pages) + 1)))
        else:
            await self._read_first(page)
        async with self.reader.pages.page() as other:
            await self._ask_behind(other)

    async def _read_first(self, page: ColumnPage) -> None:
        url = self.column.url or ""
        layout, first = await self._read_patiently(page)
        if self._chosen is None:  # else the script says what it is
            self.column = self.column.model_copy(update={"category": category_by_page(self.column.name, first.form, first.title)})
        if self.is_directory or self.reader.wanted:
            self.reader.layouts[url] = layout
        self._only = await asyncio.to_thread(only_link, layout, url)
        await self._keep(page, layout, first)
        await self._read_on(page, layout)

    async def _ask_behind(self, page: ColumnPage) -> None:
        """What the list does not tell is asked of its articles and letters."""
        await self._ask_articles(page)
        await self._ask_only_article(page)
        if self.is_private and any(one.form == "letters" for one in self.read_pages):
            await read_letters(page, self.read_pages, self.reader.day, lambda letter: self._search(page, letter, None, is_private=True))

    async def _read_patiently(self, page: ColumnPage, under: str | None = None) -> tuple[Layout, PageRead]:
        """Where nothing is found at first, the page is read to its end and what comes late is waited for."""
        layout = await page.layout()
        read = await self._read_rows(layout, page, 1, under)
        if read.state == "read" and (not read.items or self._is_strayed) and read.form != "article":
            await page.wait_longer()
            layout = await page.layout()
            read = await self._read_rows(layout, page, 1, under)
            if not read.items and read.form in ("blank", "unknown", "directory") and not page.is_whole:
                because = "页面的部分内容未能加载，不能断定栏目有没有内容"
                read = read.model_copy(update={"state": "failed", "because": because})
        return layout, read

    @property
    def _chosen(self) -> Column | None:
        return self.reader.chosen.get(self.column.url or "")

    @property
    def _is_strayed(self) -> bool:
        return (self.column.url or "") in self.reader.strayed

    async def _read_rows(self, layout: Layout, page: ColumnPage, number: int, under: str | None = None) -> PageRead:
        """A page of the column's list: the rows that the site's script points at, or those that stand out."""
        chosen, url = self._chosen, self.column.url or ""
        if chosen is None or chosen.items is None or under is not None:
            return await self._read_layout(layout, page, number, under)
        rows = await select_rows(page.opened.session, chosen.items, chosen.date, chosen.frame)
        read = await asyncio.to_thread(read_chosen_rows, layout, page.address, rows, page=number)
        if read is not None:
            self.reader.strayed.pop(url, None)
            return read.model_copy(update={"status": page.status})
        if number == 1:
            self.reader.strayed[url] = f"nothing to read matched {chosen.items}"
        return await self._read_layout(layout, page, number)

    async def _read_layout(self, layout: Layout, page: ColumnPage, number: int, under: str | None = None) -> PageRead:
        read = await asyncio.to_thread(read_page, layout, page.address, page=number, under=under)
        return read.model_copy(update={"status": page.status})

    @property
    def is_private(self) -> bool:
        return (
            self.speaks_of_writers
            or self.is_directory
            or self.column.category in PRIVATE
            or any(page.form == "letters" for page in self.read_pages)
        )

    def masked_pages(self) -> list[PageRead]:
        """In memory the letters' own addresses are needed to open them; what is handed on names nobody."""
        pages = [mask_page(page, self.names) for page in self.read_pages]
        return [page.model_copy(update={"title": page.title and mask_title(page.title, self.column.name)}) for page in pages]

    async def _keep(self, page: ColumnPage, layout: Layout, read: PageRead) -> None:
        """The page as it was read, with its picture, on which nothing personal of a letter is left."""
        # a directory of interaction columns may show the newest letters, whatever its own category
        is_private = self.is_directory or self.column.category in PRIVATE or read.form == "letters"
        if not is_private and await asyncio.to_thread(speaks_of_writers, layout, self.column.category):
            is_private = self.speaks_of_writers = True
        if is_private:
            self.names |= await asyncio.to_thread(personal_names, layout)
        kept = None
        if not self.read_pages or self.column.category in YEARLY:
            shot = await page.picture()
            if is_private:
                shot = await self._masked(shot, layout, await page.layout())
            suffix = f"-{len(self.read_pages) + 1}" if self.read_pages else ""
            kept = await self.reader.keep_picture(f"{self.name}{suffix}", shot, "page of a column"), shot
            read = read.model_copy(update={"picture": kept[0]})
        self.read_pages.append(read)
        await self._search(page, layout, kept, is_private=is_private)

    async def _search(self, page: ColumnPage, layout: Layout, kept: tuple[Picture, Shot] | None, *, is_private: bool) -> None:
        """For the words of the office's own list, where there is one."""
        if (words := self.reader.words) is not None:
            private = is_private or self.is_private or await asyncio.to_thread(speaks_of_writers, layout, self.column.category)
            await words.search_column(page.opened.session, page.address, layout, self.column.name, kept, is_private=private)

    async def _masked(self, shot: Shot, before: Layout, after: Layout) -> Shot:
        """The layouts from before and behind the moment of the picture: letters may run past."""
        boxes = await asyncio.to_thread(personal_boxes, before, after)
        return Shot(await asyncio.to_thread(mask_picture, shot.data, boxes), shot.width, shot.height)

    # -- further pages -----------------------------------------------------------------------------------------------

    async def _read_on(self, page: ColumnPage, layout: Layout) -> None:
        self.ended = "all"
        while (way := next_page(layout)) is not None and self.read_pages[-1].items:
            if not self._wants_more():
                self.ended = "year"
                return
            if self.reader.pages.is_spent:
                self.ended = "budget"
                return
            number = len(self.read_pages) + 1
            try:
                turned = await self._turn(page, layout, way)
            except BudgetSpentError:
                self.ended = "budget"
                return
            if not turned:
                self.ended = "failed"
                self.read_pages.append(unread(way.url or page.address, page.state, page.status))
                return
            layout = await page.layout()
            read = await self._read_rows(layout, page, number)
            if not read.items and self.read_pages[-1].items:
                await page.wait_longer()
                layout = await page.layout()
                read = await self._read_rows(layout, page, number)
            fresh = self._without_known(read)
            if _is_same(read.items, self.read_pages[-1].items) or (read.items and not fresh.items):
                self.ended = "failed"  # the way on leads nowhere that we can see
                return
            await self._keep(page, layout, fresh)

    def _without_known(self, read: PageRead) -> PageRead:
        """Of a list that grows longer with each turn (加载更多), the rows that were added."""
        known = [item for page in self.read_pages for item in page.items]
        grows = len(read.items) >= len(known) and _is_same(read.items[: len(known)], known)
        return read.model_copy(update={"items": read.items[len(known) :]}) if grows else read

    async def _turn(self, page: ColumnPage, layout: Layout, way: NextPage) -> bool:
        if way.url is not None:
            return await page.go(way.url) == "read"
        await page.click_on(way.backend_id, layout.documents[way.document].frame_id)
        return True

    def _wants_more(self) -> bool:
        """Whether a further page can still matter: to a year's count until the year is over, else to short lists alone."""
        read = self.read_pages
        if self.column.category in YEARLY:
            begin = months_before(self.reader.day, 12)
            days = [
                item.day for item in settle_items([i for p in read for i in p.items], (), self.reader.day) if item.item.page == len(read)
            ]
            dated = [day for day in days if day is not None]
            return not dated or max(dated) >= begin
        told = read[0].pages_told
        return told <= _SHORT if told is not None else len(read) < _UNTOLD

    # -- articles ----------------------------------------------------------------------------------------------------

    async def _ask_articles(self, page: ColumnPage) -> None:
        """A list that tells no day: its articles are asked, the first ones first."""
        first = self.read_pages[0]
        if first.form != "list" or any(one.day is not None for one in settle_items(first.items, (), self.reader.day)):
            return
        for item in first.items[:_ARTICLES]:
            if item.url is None or self.reader.pages.is_spent:
                continue
            if await page.go(item.url) == "read":
                layout = await page.layout()
                read = await self._read_layout(layout, page, 1)
                await self._search(page, layout, None, is_private=False)
                day = await asyncio.to_thread(read_article_day, layout, item.url, item.title)
                if day is not None and read.state == "read" and not read.items:
                    self.articles.append(day)
            if len(self.articles) == 0 and item is first.items[min(2, len(first.items) - 1)]:
                return  # three articles that tell no day speak for the others

    async def _ask_only_article(self, page: ColumnPage) -> None:
        """A column that has one link and nothing else: where its article is empty, so is the column (仅一篇空文章)."""
        first = self.read_pages[0]
        is_slight = len(self.read_pages) == 1 and len(first.items) <= 1 and first.form in ("unknown", "list") and first.state == "read"
        if not is_slight or first.more or self.is_private or self.column.category in YEARLY or self.reader.pages.is_spent:
            return
        way = first.items[0].url if first.items else self._only
        if way is None or await page.go(way) != "read" or plain_address(page.address) != plain_address(way):
            return
        _, read = await self._read_patiently(page, self.column.url)
        if read.state == "read" and read.form == "blank":
            because = "只有一篇文章，文章没有任何内容"
            self.read_pages[0] = first.model_copy(update={"form": "blank", "items": [], "because": because})


def _is_same(one: Sequence[ListItem], other: Sequence[ListItem]) -> bool:
    return [(item.title, item.url) for item in one] == [(item.title, item.url) for item in other]


def unread(url: str, state: PageState, status: int | None) -> PageRead:
    return PageRead(url=url, state=state, status=status)
