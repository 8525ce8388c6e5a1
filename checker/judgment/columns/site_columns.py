"""All columns of one look as the contract lists them: those that were found, and the required categories that were not."""

from datetime import date

from checker.judgment.columns.measured import Measured, measure_column, missing_column
from checker.judgment.sight import gaps
from checker.records.column import Category
from checker.records.item_days import SettledItem, day_in, settle_items
from checker.records.observation import Observation


def measure_columns(look: Observation, as_of: date, required: tuple[Category, ...]) -> tuple[Measured, ...]:
    """In the order of the home page; empty where no column was looked for. A column that nobody can see is not there.

    Services are not asked of a site that by the roster has none to offer.
    """
    if look.day is None or look.reach.state != "reached":
        return ()
    day_of_looking = date.fromisoformat(look.day)
    found = [measure_column(seen, as_of, day_of_looking) for seen in look.columns if seen.is_seen]
    there = {each.column.category for each in found}
    missed = [*gaps(look), *look.columns_unseen]
    if look.site.services is False:
        there.add("service")
    return (*found, *(missing_column(category, look, missed) for category in required if category not in there))


def settle_home(look: Observation) -> tuple[SettledItem, ...]:
    """The home page's own items with their days, each settled alone: they come from many lists."""
    if look.day is None:
        return ()
    day_of_looking = date.fromisoformat(look.day)
    return tuple(settled for item in look.home_items for settled in settle_items([item], (), day_of_looking))


def days_in_tabs(look: Observation) -> tuple[date, ...]:
    """Days of rows that stand in tabs of the home page which were not open."""
    if look.day is None:
        return ()
    day_of_looking = date.fromisoformat(look.day)
    return tuple(day for text in look.home_kept_back if (day := day_in(text, day_of_looking)) is not None)
