"""The year of a day that is written without one: from the order of the list and from the day of looking."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records.day_order import settle_days
from checker.records.written_days import WrittenDay, find_day

LOOKED = date(2018, 8, 1)


def settled(*written: str, looked: date = LOOKED, witnesses: list[date | None] | None = None) -> list[str | None]:
    days = settle_days([find_day(text) for text in written], looked, witnesses)
    return [day.isoformat() if day else None for day in days]


def test_a_list_over_the_turn_of_the_year() -> None:
    assert settled("01-02", "12-30", "12-28", looked=date(2019, 1, 3)) == ["2019-01-02", "2018-12-30", "2018-12-28"]


def test_a_list_over_many_years() -> None:
    assert settled("07-28", "03-01", "11-20", "04-05", "12-12", "02-01") == [
        "2018-07-28", "2018-03-01", "2017-11-20", "2017-04-05", "2016-12-12", "2016-02-01",
    ]  # fmt: skip


def test_oldest_first() -> None:
    assert settled("11-20", "12-30", "01-04", "03-09", "07-28") == ["2017-11-20", "2017-12-30", "2018-01-04", "2018-03-09", "2018-07-28"]


def test_neighbours_that_changed_places_stay_in_one_year() -> None:
    assert settled("07-27", "07-28", "07-20", "07-21", "07-01") == ["2018-07-27", "2018-07-28", "2018-07-20", "2018-07-21", "2018-07-01"]


@pytest.mark.parametrize(("pinned", "year"), [("03-05", 2018), ("12-28", 2017), ("06-30", 2018)])
def test_a_pinned_item_above_does_not_make_the_list_a_year_older(pinned: str, year: int) -> None:
    days = settled(pinned, "07-28", "07-27", "07-25", "07-20", "07-18")
    assert days[1:] == ["2018-07-28", "2018-07-27", "2018-07-25", "2018-07-20", "2018-07-18"]
    assert days[0] == f"{year}-{pinned}"


def test_where_a_pinned_item_could_be_the_newest_the_addresses_decide() -> None:
    """Last autumn's item above this summer's: without a witness a list that ended last autumn looks the same."""
    told = [None, date(2018, 7, 28), date(2018, 7, 27)]
    assert settled("09-01", "07-28", "07-27", witnesses=told) == ["2017-09-01", "2018-07-28", "2018-07-27"]


def test_nothing_is_younger_than_the_day_of_looking() -> None:
    assert settled("08-02") == ["2017-08-02"]
    assert settled("08-01") == ["2018-08-01"]


def test_written_years_and_counted_days_stand_as_they_are() -> None:
    assert settled("今天", "3天前", "07-20", "2017-12-31", "18-01-02", "2019-01-01") == [
        "2018-08-01", "2018-07-29", "2018-07-20", "2017-12-31", "2018-01-02", "2019-01-01",
    ]  # fmt: skip


def test_a_written_year_in_between_leads_its_neighbours() -> None:
    assert settled("07-28", "2016-12-30", "12-20", "11-03") == ["2018-07-28", "2016-12-30", "2016-12-20", "2016-11-03"]


def test_an_address_knows_the_year() -> None:
    told = [date(2016, 7, 28), date(2016, 7, 20), None]
    assert settled("07-28", "07-20", "07-19", witnesses=told) == ["2016-07-28", "2016-07-20", "2016-07-19"]


def test_an_address_of_quite_another_day_is_not_believed() -> None:
    assert settled("07-28", witnesses=[date(2016, 1, 1)]) == ["2018-07-28"]


def test_days_that_no_calendar_has_are_none() -> None:
    assert settled("2018-02-30", "02-30", "无", "07-28") == [None, None, None, "2018-07-28"]


def test_leap_days_find_a_leap_year() -> None:
    assert settled("02-29") == ["2016-02-29"]
    assert settled("03-01", "02-29", looked=date(2020, 3, 2)) == ["2020-03-01", "2020-02-29"]


def test_nothing_is_nothing() -> None:
    assert settle_days([], LOOKED) == []
    assert settle_days([None], LOOKED) == [None]


STEPS = st.lists(st.integers(0, 45), min_size=1, max_size=60)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), STEPS, st.booleans())
def test_a_list_in_order_is_settled_as_it_was_made(looked: date, steps: list[int], newest_first: bool) -> None:
    """Gaps of at most six weeks, no longer than the years that are tried: whatever turns of the year lie between."""
    days = [looked - timedelta(days=sum(steps[: place + 1])) for place in range(len(steps))]
    if len(set(days)) < 3:  # of one or two, which way the list runs cannot be told
        newest_first = True
    ordered = days if newest_first else days[::-1]
    assert settle_days([WrittenDay(0, 5, "", None, day.month, day.day) for day in ordered], looked) == ordered


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.lists(st.dates(date(1999, 1, 1), date(2030, 12, 31)), max_size=30))
def test_whole_days_are_never_changed(looked: date, days: list[date]) -> None:
    written = [WrittenDay(0, 10, "", day.year, day.month, day.day) for day in days]
    assert settle_days(written, looked) == days


def test_the_day_stands_first_where_the_list_says_so() -> None:
    written = [find_day(text) for text in ("28/07/2018", "05/07/2018", "20/06/2018")]
    assert settle_days(written, date(2018, 8, 1)) == [date(2018, 7, 28), date(2018, 7, 5), date(2018, 6, 20)]


def test_the_month_stands_first_where_nothing_says_otherwise() -> None:
    written = [find_day(text) for text in ("07/05/2018", "06/12/2018")]
    assert settle_days(written, date(2018, 8, 1)) == [date(2018, 7, 5), date(2018, 6, 12)]
