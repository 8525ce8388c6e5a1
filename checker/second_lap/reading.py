"""Reads columns of one site: opens each page, and once more where it was silent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from checker.records.column import Category, ColumnSeen
from checker.records.layout import Layout
from checker.records.look import Picture
from checker.rendering.column_page import BudgetSpentError, ColumnPage, ColumnPages
from checker.rendering.pictures import Shot
from checker.rendering.session import PageTrouble
from checker.scenario.column import Column
from checker.second_lap.column_reading import Reading
from checker.second_lap.words import WordLap

KeepPicture = Callable[[str, Shot, str], Awaitable[Picture]]


@dataclass
class ColumnReader:
    """Reads columns of one site; `day` is the run's as-of, from which the year is counted back."""

    pages: ColumnPages
    home: str  # the home page's final address
    day: date
    keep_picture: KeepPicture
    words: WordLap | None = None
    layouts: dict[str, Layout] = field(default_factory=dict)  # of pages that may name further columns, by address
    chosen: dict[str, Column] = field(default_factory=dict)  # by address: columns that the site's script names
    strayed: dict[str, str] = field(default_factory=dict)  # by address: what is not as the script says, in English
    wanted: frozenset[Category] = frozenset()  # categories for which every page is kept in `layouts`: the menu beside it may name them
    _standing: dict[str, Reading] = field(default_factory=dict)  # by name: columns that are read where a script stands

    async def read(self, column: ColumnSeen, name: str, *, is_directory: bool = False) -> ColumnSeen:
        """The column with what was read of it; `name` begins the names of its pictures. Raises BrowserDied only.

        The layout of a directory's page is kept in `layouts`, for the columns that it names.
        """
        assert column.url is not None
        reading = Reading(self, column, name, is_directory)
        return await self._told(reading, self._read_once_more_where_silent(reading))

    async def read_standing(self, column: ColumnSeen, name: str, page: ColumnPage) -> ColumnSeen:
        """The column on a page that a script has come to; named once more, what stands there now is a further page of it."""
        reading = self._standing.setdefault(column.name, Reading(self, column, name, False))
        return await self._told(reading, reading.read_standing(page))

    async def _told(self, reading: Reading, done: Awaitable[None]) -> ColumnSeen:
        """The column of a reading once it is done or cannot go on: why it ended stands in it."""
        try:
            await done
        except BudgetSpentError:
            reading.ended = "budget"
        except PageTrouble as trouble:
            self.pages.tell("column not read", f"{reading.column.url}: {trouble}")
            reading.fail()
        if self.words is not None and reading.is_private:
            self.words.hush(reading.column.name)
        pages = reading.masked_pages() if reading.is_private else reading.read_pages
        return reading.column.model_copy(update={"pages": pages, "articles": reading.articles, "ended": reading.ended})

    async def _read_once_more_where_silent(self, reading: Reading) -> None:
        """A page that gave no answer before anything of it was read is opened afresh: a busy machine is nothing of the site's."""
        try:
            async with self.pages.page() as page:
                await reading.read(page)
        except PageTrouble as silence:
            if reading.read_pages:
                raise
            self.pages.tell("column opened again", f"{reading.column.url}: {silence}")
            async with self.pages.page() as page:
                await reading.read(page)
