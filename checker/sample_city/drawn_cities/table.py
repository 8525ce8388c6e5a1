"""The table of truths: what is true of each site of a drawn city, one row each."""

import csv
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, field_validator, model_validator

from checker.records.base import Record
from checker.records.judgment import BadgeState
from checker.records.sighting import BadgeKind
from checker.records.site import Level, Status
from checker.sample_city.drawn_cities.makes import FOOTERS, HOMES, LISTS

Count = Annotated[int, BeforeValidator(lambda cell: cell or 0), Field(ge=0)]
# within a year, on days of their own; an empty cell: there is no such column
CountOrNone = Annotated[Annotated[int, Field(ge=0, le=360)] | None, BeforeValidator(lambda cell: cell if cell != "" else None)]


def _read_marks(cell: object) -> object:
    return dict(part.split("=", 1) for part in cell.split()) if isinstance(cell, str) else cell


class Row(Record):
    """One site. `news`, `notice`, `policy` and `others` are numbers of columns; of these so many are stale on the city's day.

    Others are columns without a clock of two weeks or six months; stale are those without an update for more than a year.
    """

    code: str
    name: str
    unit: str
    host: str
    level: Level
    status: Status
    icp: str
    police: str
    door: Annotated[Literal["http", "both", "https"], BeforeValidator(lambda cell: cell or "http")]  # https: the plain one leads there
    news: Count
    news_stale: Count
    notice: Count
    notice_stale: Count
    policy: Count
    policy_stale: Count
    undated: Count  # how many of the stale ones tell no day at all
    others: Count
    others_stale: Count
    blank: Count  # columns without content, beside all others
    consultation: str  # the name of the letter box; empty: there is none
    letters: CountOrNone  # asked within the year
    overdue: Count  # of those, without an answer for more than three months
    survey: str  # the name of the column; empty: there is none
    surveys: CountOrNone  # held within the year
    unpublished: Count  # of those, ended without a result
    interviews: CountOrNone  # held within the year; empty: there is no column
    domain: Literal["", "irregular"]
    marks: Annotated[dict[BadgeKind, BadgeState], BeforeValidator(_read_marks)]  # those that are not in order
    home: str  # the makes of its home page, of its foot, of its lists
    footer: str
    lists: str
    seed: Count

    @field_validator("home", "footer", "lists")
    @classmethod
    def _is_drawn(cls, make: str, about: ValidationInfo) -> str:
        makes = {"home": HOMES, "footer": FOOTERS, "lists": LISTS}[about.field_name or ""]
        if make not in makes and (make or about.data.get("status") == "running"):
            raise ValueError(f"there is no such make; there are {', '.join(makes)}")
        return make

    @property
    def stale(self) -> int:
        """Columns of 动态要闻, 通知公告 and 政策文件 that are not updated in time."""
        return self.news_stale + self.notice_stale + self.policy_stale

    @model_validator(mode="after")
    def _adds_up(self) -> "Row":
        for kind in ("news", "notice", "policy", "others"):
            if getattr(self, f"{kind}_stale") > getattr(self, kind):
                raise ValueError(f"more columns of {kind} are stale than there are")
        if self.status == "running" and self.news_stale == self.news:
            raise ValueError("one column of news is fresh, or the home page would be stale as well")
        if (self.letters is None) != (not self.consultation) or (self.surveys is None) != (not self.survey):
            raise ValueError("letters and surveys are counted where there is a column for them, and only there")
        if self.undated > self.stale or self.overdue > (self.letters or 0) or self.unpublished > (self.surveys or 0):
            raise ValueError("of nothing are there more than of what it is a part")
        return self


def read_table(file: Path) -> tuple[Row, ...]:
    """All rows in the order of the file. Raises ValueError with the row's number where one is wrong."""
    rows: list[Row] = []
    with file.open(encoding="utf-8", newline="") as stream:
        for number, cells in enumerate(csv.DictReader(stream), start=2):
            try:
                rows.append(Row.model_validate(cells))
            except ValidationError as wrong:
                first = wrong.errors()[0]
                raise ValueError(f"{file}, row {number}, {'.'.join(map(str, first['loc']))}: {first['msg']}") from wrong
    return tuple(rows)
