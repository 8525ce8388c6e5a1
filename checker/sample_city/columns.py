"""A site's columns and its letter box: what stands in them, under which address, of which day."""

import zlib
from datetime import date, timedelta
from functools import cached_property
from math import ceil
from typing import Generic, NamedTuple, TypeVar

from checker.records.base import Record
from checker.sample_city.wording import Wording

ITEMS_PER_PAGE = 20
SURVEY_RUNS = timedelta(days=21)
T = TypeVar("T")


class ColumnPlan(Record):
    """A list of articles: `items` of them, the newest `newest` days old, one every `every` days; or `ages`, days old each.

    `turn` is the first title's number: columns of one site and kind need different ones, or they publish the same twice.
    `first` are the days of articles that stand before all others, whatever their days: pinned ones, or one dated ahead.
    """

    id: str
    path: str  # the folder, with a slash at both ends
    name: str
    kind: str  # a kind of title in phrases.toml
    items: int = 24
    newest: int = 1
    every: float = 3
    ages: tuple[int, ...] | None = None
    turn: int = 0
    first: tuple[date, ...] = ()
    page: str = "_list.html"  # the template of its pages
    article: str = "_article.html"
    address: str = "{path}{day:%Y%m}/t{day:%Y%m%d}_{serial}.html"  # of its articles
    unpublished: int = 0  # of surveys: the latest so many of those that ended say no result

    @property
    def days_old(self) -> list[int]:
        return _days_old(self.ages, self.items, self.newest, self.every)


class LettersPlan(Record):
    """A letter box: `items` letters, the newest `newest` days old, one every `every` days (or `ages`), answered after `answered_after`
    days; the newest `waiting` are still being worked on, and so are those at the places `forgotten` (0 is the newest)."""

    path: str = "/hdjl/jzxx/"
    name: str = "局长信箱"
    items: int = 34
    newest: int = 2
    every: float = 9
    answered_after: int = 5
    waiting: int = 1
    forgotten: tuple[int, ...] = ()
    ages: tuple[int, ...] | None = None
    page: str = "_letters.html"  # the template of its pages
    letter: str = "_letter.html"

    @property
    def days_old(self) -> list[int]:
        return _days_old(self.ages, self.items, self.newest, self.every)


class Item(NamedTuple):
    title: str
    day: date
    path: str
    turn: int


class Survey(NamedTuple):
    """How a survey stands: it runs for three weeks, and of those that are over some publish nothing."""

    ended: date
    is_over: bool
    has_result: bool


class Letter(NamedTuple):
    number: str
    subject: str
    question: str
    reply: str | None
    asked: date
    answered: date | None
    path: str

    @property
    def state(self) -> str:
        return "已办结" if self.answered else "处理中"


class Column:
    """The articles of one column, newest first, but for those that its plan puts before all others."""

    def __init__(self, plan: ColumnPlan, wording: Wording, today: date) -> None:
        self.plan = plan
        self.name = plan.name
        self.path = plan.path
        self._wording = wording
        self._today = today

    @cached_property
    def items(self) -> list[Item]:
        days = [self._today - timedelta(days=old) for old in self.plan.days_old]
        first = enumerate(self.plan.first, start=-len(self.plan.first))
        return [self._item(place, day) for place, day in (*first, *enumerate(days))]

    def _item(self, place: int, day: date) -> Item:
        turn = self.plan.turn + len(self.plan.days_old) - 1 - place
        serial = _serial(self.plan.path) + len(self.plan.days_old) - place
        path = self.plan.address.format(path=self.plan.path, day=day, serial=serial)
        return Item(self._wording.title(self.plan.kind, turn, day), day, path, turn)

    def text(self, item: Item) -> list[str]:
        return self._wording.paragraphs(self.plan.kind, item.turn, item.day)

    def survey(self, item: Item) -> Survey:
        over = [each.turn for each in self.items if each.day + SURVEY_RUNS < self._today]
        is_over = item.turn in over
        return Survey(item.day + SURVEY_RUNS, is_over, is_over and item.turn not in over[: self.plan.unpublished])


class LetterBox:
    """The letters of one site, newest first."""

    def __init__(self, plan: LettersPlan, wording: Wording, today: date) -> None:
        self.plan = plan
        self.name = plan.name
        self.path = plan.path
        self._wording = wording
        self._today = today

    @cached_property
    def items(self) -> list[Letter]:
        return [self._letter(place, old) for place, old in enumerate(self.plan.days_old)]

    def _letter(self, place: int, old: int) -> Letter:
        asked = self._today - timedelta(days=old)
        answered = asked + timedelta(days=self.plan.answered_after)
        done = place >= self.plan.waiting and place not in self.plan.forgotten and answered <= self._today
        turn = len(self.plan.days_old) - 1 - place
        subject, question, reply = self._wording.letter(turn, asked)
        number = f"{asked:%Y%m%d}{turn:04d}"
        path = f"{self.path}x_{number}.html"
        return Letter(number, subject, question, reply if done else None, asked, answered if done else None, path)


class ListPage(NamedTuple, Generic[T]):
    """One page of a list: `number` counts from 0, `addresses` are the file names of all pages."""

    number: int
    items: list[T]
    addresses: list[str]

    @property
    def address(self) -> str:
        return self.addresses[self.number]


def list_pages(items: list[T]) -> list[ListPage[T]]:
    """A list cut into pages, named as content systems here name them: index.html, index_1.html, …"""
    count = max(1, ceil(len(items) / ITEMS_PER_PAGE))
    addresses = ["index.html", *(f"index_{number}.html" for number in range(1, count))]
    cut = (items[number * ITEMS_PER_PAGE : (number + 1) * ITEMS_PER_PAGE] for number in range(count))
    return [ListPage(number, part, addresses) for number, part in enumerate(cut)]


def _days_old(ages: tuple[int, ...] | None, items: int, newest: int, every: float) -> list[int]:
    return list(ages) if ages is not None else [newest + int(place * every) for place in range(items)]


def _serial(path: str) -> int:
    """Where the article numbers of a column begin: any number will do, but always the same."""
    return 10_000 + zlib.crc32(path.encode()) % 80_000
