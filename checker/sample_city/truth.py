"""What is known beforehand of each sample site, and the roster that an office would keep of them."""

import csv
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import Field

from checker.records.base import Record
from checker.records.column import Category
from checker.records.judgment import BadgeState, ColumnState, Outcome, Verdict
from checker.records.look import ReachState
from checker.records.sighting import BadgeKind
from checker.records.site import Level, Status

LEVEL_WORDS: dict[Level, str] = {
    "city_portal": "市级门户网站",
    "county_portal": "县市区门户网站",
    "department": "市级部门网站",
    "park": "园区",
}
STATUS_WORDS: dict[Status, str] = {"running": "正常运行", "offline": "永久下线"}


class RosterRow(Record):
    """A site as the office has it on file; the numbers as the office writes them."""

    order: int  # the place in the roster
    site_code: str
    name: str
    unit: str
    url: str
    level: Level
    icp: str
    public_security: str
    status: Status = "running"


class BadgeTruth(Record):
    """The state of one mark, and its number in normal form where one can be read."""

    state: BadgeState
    value: str | None = None


class ColumnCounts(Record):
    """What is counted of one column as of one day; null is what the contract leaves null there."""

    latest: date | None = None
    dated_items: int | None = None
    items_last_year: int | None = None
    overdue: int | None = None
    unpublished: int | None = None


class ColumnTruth(Record):
    """One column of a site, and its counts by the as-of day (ISO); `url` as a reader is led there."""

    name: str
    category: Category
    state: ColumnState
    url: str
    about: str  # what is there to be got wrong
    on: dict[date, ColumnCounts] = Field(default_factory=dict)  # none: nothing is counted of it on any day


class DayTruth(Record):
    """What edition `2015-15` makes of a site as of one day: the outcome of each rule that is built, and the sentence for the notice.

    `local_problems` is what edition `mianyang-2018q3` adds to that sentence.
    """

    verdict: Verdict
    problems: str
    local_problems: str = ""
    outcomes: dict[str, Outcome]


class Truth(Record):
    """What a check of one site under edition `guideline-2017` must say, and of some sites what `2015-15` does.

    `problems` are the words of which each must stand in the line's `problems`; none = that sentence is empty.
    """

    key: str
    host: str
    url: str
    level: Level
    status: Status
    about: str  # what the site is there for, in one sentence
    reach: ReachState
    badges: dict[BadgeKind, BadgeTruth]
    verdict: Verdict
    problems: tuple[str, ...]
    columns: tuple[ColumnTruth, ...] = ()  # all that there are, where there are any
    on: dict[date, DayTruth] = Field(default_factory=dict)


def read_truth(file: Path, host: str, row: RosterRow) -> Truth:
    """The `truth.toml` of one site, completed by its roster row."""
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    return Truth.model_validate({"key": row.site_code, "host": host, "url": row.url, "level": row.level, "status": row.status, **known})


def write_roster(file: Path, rows: Iterable[RosterRow]) -> None:
    """Writes the roster as CSV with Chinese headers, in UTF-8 with BOM as spreadsheet programs save it."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["序号", "网站标识码", "网站名称", "填报单位", "首页地址", "网站类型", "ICP备案号", "公安备案号", "运行状态"])
        for number, row in enumerate(sorted(rows, key=lambda row: row.order), start=1):
            who = (row.site_code, row.name, row.unit, row.url, LEVEL_WORDS[row.level])
            table.writerow([number, *who, row.icp, row.public_security, STATUS_WORDS[row.status]])
