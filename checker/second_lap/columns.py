"""The second lap for the columns: named and seen on the home page, then opened, the ones that the rules ask for first."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from checker.locating.columns import find_columns, home_days_kept_back, home_items, mask_item, read_sitemap
from checker.locating.columns.categories import clean_name
from checker.locating.columns.labels import plain_address
from checker.records.column import Category, ColumnSeen, ListItem, PageRead
from checker.records.column_candidate import ColumnCandidate
from checker.records.layout import Layout
from checker.records.look import Picture
from checker.records.site import Site
from checker.rendering.column_page import BudgetSpentError, ColumnPage, ColumnPages
from checker.rendering.look import Look
from checker.rendering.session import PageTrouble
from checker.rendering.targets import TargetTrouble
from checker.rendering.visit import Visit
from checker.scenario.column import Column
from checker.second_lap.naming import Named, describe, name_columns, prove_names
from checker.second_lap.reading import ColumnReader, KeepPicture
from checker.second_lap.script_links import follow_scripts, unheard
from checker.second_lap.twins import without_twins
from checker.second_lap.words import WordLap

# the order in which columns are opened: what every edition requires, then what has a clock of its own, then the rest
_ORDER: tuple[Category, ...] = (
    "consultation", "survey", "interview", "news", "notice", "policy", "personnel", "plan", "complaint", "interpretation", "service",
    "overview", "leaders", "other",
)  # fmt: skip
_DIRECTORIES = 12  # pages that only lead to columns, and are opened for them
_ONLY_A_WAY = {"directory", "unknown", "article"}  # forms of a directory's page that has no list of its own


@dataclass
class ColumnLap:
    """What one visit found out about columns; what was found before it is cut short stands. `day` is the run's as-of."""

    day: date
    required: tuple[Category, ...]
    site: Site
    words: WordLap | None = None  # the search for the office's own words, where there is one
    columns: list[ColumnSeen] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)  # Chinese: parts of the site that may hold columns and were not seen
    home_items: list[ListItem] = field(default_factory=list)
    home_kept_back: list[str] = field(default_factory=list)  # days in tabs of the home page that are not open
    strayed: dict[str, str] = field(default_factory=dict)  # columns that are not as the site's script says: its words, and why in English
    _reader: ColumnReader | None = None
    _chosen: dict[str, Column] = field(default_factory=dict)  # by address: what the script says
    _replaced: dict[str, list[ColumnSeen]] = field(default_factory=dict)  # by the address of the script's
    _count: int = 0  # of names that were taken up
    _numbers: dict[str, int] = field(default_factory=dict)  # by address: under which its pictures are kept
    _known: set[str] = field(default_factory=set)  # addresses, plain
    _directories: list[ColumnSeen] = field(default_factory=list)

    async def name(self, visit: Visit, look: Look) -> None:
        """What the home page itself tells; it may be closed afterwards."""
        self.home_items = await asyncio.to_thread(_items_of, look.layout)
        self.home_kept_back = await asyncio.to_thread(home_days_kept_back, look.layout)
        for named in await name_columns(visit.session, look, self.site, self.required):
            await self._take_named(visit, look, named)

        wanted = set(self.required) - {column.category for column in self.columns if column.is_seen}
        known = {column.name for column in (*self.columns, *self._directories) if column.url is not None or column.how == "tab"}
        links = await follow_scripts(visit, look.layout, wanted, known)
        self.unseen += [unheard(name) for name in links.unheard]
        for named in await prove_names(visit.session, look.layout, links.found):
            await self._take_named(visit, look, named)

    async def _take_named(self, visit: Visit, look: Look, named: Named) -> None:
        number = self._next_number()
        column = await describe(named, number, look, visit.keep_file)
        self._take(column, number, named.candidate, look, visit.home.page.url)

    def _next_number(self) -> int:
        self._count += 1
        return self._count

    def _take(self, column: ColumnSeen, number: int, candidate: ColumnCandidate, look: Look | None, page: str) -> None:
        """A column whose block on the page is all there is has been read with it."""
        if column.url is None:
            if not candidate.items:
                return
            picture = look.settled if look is not None else None
            items = [mask_item(item) for item in candidate.items]  # letters stand on home pages too
            read = PageRead(url=page, form="list", items=items, picture=picture)
            self.columns.append(column.model_copy(update={"pages": [read], "ended": "all", "on_pages": [page]}))
            return
        if plain_address(column.url) in self._known:
            return
        if column.is_seen:  # else another page may show its name
            self._known.add(plain_address(column.url))
        self._numbers[column.url] = number
        column = column.model_copy(update={"on_pages": [page]})
        (self._directories if candidate.is_directory and column.is_seen else self.columns).append(column)

    async def open(self, pages: ColumnPages, home: str, keep_picture: KeepPicture, sitemap: str | None) -> None:
        """Opens the columns within the budget: those of the home page, those that directories lead to, and where a required category
        is still wanted those of the sitemap."""
        reader = self._reader_for(pages, home, keep_picture)
        self._known.add(plain_address(home))
        await self._read(reader, [n for n, column in enumerate(self.columns) if column.url in self._chosen])
        self._judge_chosen(reader)
        reader.wanted = self._unnamed()
        first = [n for n, column in enumerate(self.columns) if column.category in self.required]
        await self._read(reader, first)
        directories = self._directories[:_DIRECTORIES]
        self.unseen += [f"下级页面“{left.name}”没有打开" for left in self._directories[_DIRECTORIES:]]
        ways = await asyncio.gather(
            *(reader.read(each, f"directory-{n}", is_directory=True) for n, each in enumerate(directories, start=1))
        )
        for way in ways:
            await self._enter(reader, way)
        for _ in range(2):  # what stands in a menu beside a column is opened behind it
            reader.wanted = self._unnamed()
            await self._read(reader, [n for n, column in enumerate(self.columns) if column.ended is None])
        if self._wanted() and sitemap is not None:
            await self._ask_sitemap(pages, reader, sitemap)
            await self._read(reader, [n for n, column in enumerate(self.columns) if column.ended is None])
        self._drop_extracts()
        self.columns = without_twins(self.columns)

    # -- columns that the site's script names --------------------------------------------------------------------------

    def take_chosen(self, named: Column, home: str) -> None:
        """One that is read at its address, in the place of those that the home page names so or that lead there."""
        url = urljoin(home, named.url)
        self._chosen[url] = named
        self._numbers[url] = self._next_number()
        self._known.add(plain_address(url))
        self._put(ColumnSeen(name=named.name, url=url, category=named.category, how="scenario", on_pages=[home]))

    async def take_named(self, named: Column, by_address: bool, visit: Visit, pages: ColumnPages, home: str) -> None:
        """One that a script has come to: read with the others where its address alone leads there, else where the script stands.

        Raises TargetTrouble where it is not as the script says.
        """
        if by_address:
            self.take_chosen(named, home)
            return
        reader, page = self._reader_for(pages, home, visit.keep_picture), visit.home
        url = page.page.url
        self._chosen[url] = named
        column = ColumnSeen(name=named.name, url=url, category=named.category, how="scenario", on_pages=[home])
        read = await reader.read_standing(column, f"column-{self._next_number()}", ColumnPage(page, pages, state="read"))
        if read.pages and read.pages[0].state != "read":
            raise TargetTrouble(read.pages[0].because or f"the page was not read: {read.pages[0].state}")
        if url in reader.strayed:
            raise TargetTrouble(reader.strayed[url])
        self._put(read)

    def _reader_for(self, pages: ColumnPages, home: str, keep_picture: KeepPicture) -> ColumnReader:
        if self._reader is None:
            self._reader = ColumnReader(pages, home, self.day, keep_picture, self.words, chosen=self._chosen)
        return self._reader

    def _put(self, fresh: ColumnSeen) -> None:
        """Where the home page shows its name, that place is kept with it."""
        url = fresh.url or ""

        def is_same(old: ColumnSeen) -> bool:
            return clean_name(old.name) == clean_name(fresh.name) or (old.url is not None and plain_address(old.url) == plain_address(url))

        same = [old for old in (*self.columns, *self._directories) if is_same(old)]
        first = next((old for old in same if old.is_seen), None)
        if first is not None:
            fresh = fresh.model_copy(update={"how": first.how, "box": first.box, "box_in": first.box_in, "evidence": first.evidence})
        place = next((n for n, old in enumerate(self.columns) if is_same(old)), len(self.columns))
        self.columns = [old for old in self.columns if old not in same]
        self._directories = [old for old in self._directories if old not in same]
        self.columns.insert(min(place, len(self.columns)), fresh)
        self.unseen = [gap for gap in self.unseen if gap != unheard(fresh.name)]  # the script knows where it leads
        self._replaced[url] = [old for old in same if old.how != "scenario"]

    def _judge_chosen(self, reader: ColumnReader) -> None:
        """A column that does not open is not where the script has it; what it took the place of comes back, and is read."""
        for column in [one for one in self.columns if one.url in self._chosen and one.pages]:
            url, page = column.url or "", column.pages[0]
            words = self._chosen[url].words
            if page.state != "read":
                self.strayed[words] = page.because or f"{url}: {page.state}"
                self.columns.remove(column)
                self._chosen.pop(url)  # what leads to the same address is read as the home page has it
                self.columns += self._replaced.get(url, [])
                self.unseen.append(f"专用步骤所指的栏目“{column.name}”未能打开")
            elif url in reader.strayed:
                self.strayed[words] = reader.strayed[url]

    def _drop_extracts(self) -> None:
        """A block of the home page that shows the first articles of a column which was opened is that column, and no other."""
        opened = [column for column in self.columns if column.url is not None]
        by_category = {(column.category, clean_name(column.name)) for column in opened if column.pages}
        listed = {item.url for column in opened for page in column.pages for item in page.items}
        listed |= {item.url for way in self._directories for page in way.pages for item in page.items}

        def is_extract(column: ColumnSeen) -> bool:
            if column.url is not None:
                return False
            items = [item for page in column.pages for item in page.items]
            known = sum(item.url in listed for item in items)
            return (column.category, clean_name(column.name)) in by_category or known > len(items) / 2

        self.columns = [column for column in self.columns if not is_extract(column)]

    def _unnamed(self) -> frozenset[Category]:
        """Required categories to which no link leads yet; a block without one may be an extract."""
        return frozenset(self.required) - {column.category for column in self.columns if column.is_seen and column.url}

    def _wanted(self) -> bool:
        there = {column.category for column in self.columns if column.is_seen and column.pages}
        return bool(set(self.required) - there)

    async def _read(self, reader: ColumnReader, numbers: Iterable[int]) -> None:
        """Side by side, as many as the budget allows, in the order of their weight."""
        chosen = [n for n in numbers if self.columns[n].is_seen and self.columns[n].url and self.columns[n].ended is None]
        chosen.sort(key=lambda n: (_ORDER.index(self.columns[n].category), n))

        async def read(number: int) -> None:
            column = self.columns[number]
            self.columns[number] = await reader.read(column, f"column-{self._numbers[column.url or '']}")
            layout = reader.layouts.pop(column.url or "", None)
            if layout is not None:
                await self._name_on(layout, self.columns[number], only=self._unnamed())

        await asyncio.gather(*(read(number) for number in chosen))

    async def _enter(self, reader: ColumnReader, way: ColumnSeen) -> None:
        """A directory that has a list of its own is a column too; what it names is looked for on its page."""
        read = way.pages[0] if way.pages else None
        if read is None or read.state != "read":
            self.unseen.append(f"下级页面“{way.name}”未能打开")
        place = len(self.columns)
        layout = reader.layouts.get(way.url or "")
        if layout is not None and way.url is not None:
            await self._name_on(layout, way)
        names_some = read is not None and read.form == "blank" and len(self.columns) > place
        if read is not None and not (read.state == "read" and (read.form in _ONLY_A_WAY or names_some)):
            self.columns.insert(place, way)

    async def _name_on(self, layout: Layout, way: ColumnSeen, only: frozenset[Category] | None = None) -> None:
        """The columns that a directory's page names, which stand on no other page yet; of another column's page those of `only`."""
        found = [one for one in await asyncio.to_thread(find_columns, layout, self.site) if self._is_new(one)]
        found = [one for one in found if one.places[0].box is not None and not one.is_directory and (only is None or one.category in only)]
        picture = way.pages[0].picture if way.pages else None
        for one in found:
            self._take(_named_behind(one, picture), self._next_number(), one, None, way.url or "")

    def _is_new(self, candidate: ColumnCandidate) -> bool:
        return candidate.address is not None and plain_address(candidate.address) not in self._known

    async def _ask_sitemap(self, pages: ColumnPages, reader: ColumnReader, address: str) -> None:
        way = ColumnSeen(name="网站地图", url=address, how="sitemap")
        try:
            async with pages.page() as page:
                if await page.go(address) != "read":
                    self.unseen.append("网站地图未能打开")
                    return
                found = await asyncio.to_thread(read_sitemap, await page.layout())
        except (BudgetSpentError, PageTrouble) as trouble:
            pages.tell("sitemap not read", str(trouble) or "the budget was spent")
            self.unseen.append("网站地图未能打开")
            return
        for one in found:
            if self._is_new(one) and one.category in self.required:
                self._take(_named_behind(one, None), self._next_number(), one, None, way.url or "")


def _items_of(home: Layout) -> list[ListItem]:
    """Without what a letter's subject on the home page tells of its writer."""
    return [mask_item(item) for item in home_items(home)]


def _named_behind(one: ColumnCandidate, picture: Picture | None) -> ColumnSeen:
    """A column that a page behind the home page names, with its place on that page's picture where there is one."""
    box, file = one.places[0].box, picture.file if picture is not None else None
    return ColumnSeen(
        name=one.name,
        url=one.address,
        category=one.category,
        how=one.how,
        box=box.rounded() if box is not None and file is not None else None,
        box_in=file if box is not None else None,
        evidence=[file] if file is not None else [],
    )
