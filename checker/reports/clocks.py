"""The clock of each category of column, as the run's edition has it: how old the newest item may be."""

from dataclasses import dataclass
from datetime import date

from checker.records.column import Category
from checker.records.days import fresh_since
from checker.reports.kept_run import EditionWords


@dataclass(frozen=True)
class Clock:
    """So many days, or so many calendar months."""

    days: int | None = None
    months: int | None = None

    @property
    def words(self) -> str:
        if self.days is not None:
            return f"{self.days // 7}周" if self.days % 7 == 0 else f"{self.days}天"
        return f"{(self.months or 0) // 12}年" if (self.months or 1) % 12 == 0 else f"{self.months}个月"

    def since(self, as_of: date) -> date:
        return fresh_since(as_of, days=self.days, months=self.months)


def clocks_of(edition: EditionWords) -> dict[Category, Clock]:
    """From the params of the rules on stale columns; empty where the edition has none."""
    found: dict[Category, Clock] = {}
    long_stale = edition.rules["columns-long-stale"].params if "columns-long-stale" in edition.rules else {}
    for category in long_stale.get("categories", ()):
        found[category] = Clock(months=long_stale["months"])
    stale = edition.rules["columns-stale"].params if "columns-stale" in edition.rules else {}
    found |= {category: Clock(days=days) for category, days in stale.get("days", {}).items()}
    found |= {category: Clock(months=months) for category, months in stale.get("months", {}).items()}
    return found
