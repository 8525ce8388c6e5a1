"""The county's truth is what its pages print: counted here from its own table, and the pages are all there."""

import re
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import pytest

from checker.judgment import load_edition
from checker.records.days import months_before
from checker.sample_city.pages import Pages
from checker.sample_city.truth import ColumnCounts, ColumnTruth
from tests.end_to_end.county import DAY, PLATFORM, county, county_truths

CITY = county()
TRUTHS = county_truths()
PORTAL_TRUTH = TRUTHS[0]
PAGES = {host: Pages(site, DAY) for host, site in CITY.sites.items()}
DAYS = sorted(PORTAL_TRUTH.on)
each_column = pytest.mark.parametrize(
    "column", [pytest.param(column, id=truth.host + column.url.split("cn/")[1]) for truth in TRUTHS for column in truth.columns]
)


def _days_on(column: ColumnTruth) -> list[date]:
    """The day of each item that a reader of the column's own list meets."""
    host, path = urlsplit(column.url).hostname or "", urlsplit(column.url).path
    listed = next((each for each in PAGES[host].columns if each.path == path), None)
    if listed is not None:
        return [] if column.state == "undated" else [item.day for item in listed.items]
    tables = CITY.sites[host].file.tables
    named = {"调查征集": ("surveys", "started"), "在线访谈": ("interviews", "held"), "举报投诉": ("complaints", "asked")}
    named |= {"民意征集": ("surveys", "started"), "便民服务": ("handy", "day")}
    if column.name not in named:
        return []
    table, field = named[column.name]
    return [day for row in tables[table] if isinstance(day := row[field], date)]


def _letters_of(column: ColumnTruth, as_of: date) -> ColumnCounts:
    site = CITY.sites[urlsplit(column.url).hostname or ""]
    plan = site.file.letters
    assert plan is not None
    asked = [DAY - timedelta(days=plan.newest + int(place * plan.every)) for place in range(plan.items)]
    open_places = {*range(plan.waiting), *plan.forgotten}
    past = [(place, day) for place, day in enumerate(asked) if day <= as_of]
    year = [(place, day) for place, day in past if day > months_before(as_of, 12)]
    answered = {place: day + timedelta(days=plan.answered_after) for place, day in past if place not in open_places}
    overdue = [place for place, day in year if day < months_before(as_of, 3) and answered.get(place, as_of + timedelta(1)) > as_of]
    return ColumnCounts(latest=past[0][1], dated_items=len(past), items_last_year=len(year), overdue=len(overdue))


@each_column
def test_the_truth_of_a_column_is_its_own_arithmetic(column: ColumnTruth) -> None:
    assert column.on == {} or sorted(column.on) == DAYS
    days = _days_on(column)
    for as_of, counts in column.on.items():
        if column.category == "consultation":
            assert counts == _letters_of(column, as_of)
        elif column.name != "政民互动":  # it shows what other columns have
            past = [day for day in days if day <= as_of]
            assert (counts.latest, counts.dated_items) == (max(past, default=None), len(past))
        if column.category in ("survey", "interview"):
            assert counts.items_last_year == sum(months_before(as_of, 12) < day <= as_of for day in days)


def test_there_are_25_columns_of_every_state_that_a_site_can_give_itself() -> None:
    assert len(PORTAL_TRUTH.columns) == len({column.name for column in PORTAL_TRUTH.columns}) == 25
    assert {column.state for column in PORTAL_TRUTH.columns} == {"found", "blank", "undated", "unreachable", "undetermined"}
    assert len({column.category for column in PORTAL_TRUTH.columns}) == 14
    assert len({urlsplit(column.url).hostname for column in PORTAL_TRUTH.columns}) == 2


def test_every_rule_that_is_built_has_its_outcome_on_every_day_and_many_change() -> None:
    built = {rule.id for rule in load_edition("2015-15").rules if rule.check}
    assert all(sorted(truth.on) == DAYS and set(day.outcomes) == built for truth in TRUTHS for day in truth.on.values())
    changing = [rule for rule in built if len({day.outcomes[rule] for day in PORTAL_TRUTH.on.values()}) > 1]
    assert len(changing) >= 5


@each_column
def test_a_page_stands_behind_every_column_but_one(column: ColumnTruth) -> None:
    parts = urlsplit(column.url)
    pages = PAGES[parts.hostname or ""]
    assert (pages.render(pages.canonical(parts.path)) is None) is (column.state == "unreachable")


PATHS = {
    "www.yunting.gov.cn": ["/", "/hdjl/", "/hdjl/dczj/", "/hdjl/zxft/", "/hdjl/jbts/", "/zwgk/xzfwj/list.html"],
    "mzj.yunting.gov.cn": ["/", "/nav.html", "/bmfw/", "/myzj/", "/rsxx/list.html"],
}


@pytest.mark.parametrize(("host", "path"), [(host, path) for host, paths in PATHS.items() for path in paths])
def test_no_other_address_of_a_page_is_dead(host: str, path: str) -> None:
    page = PAGES[host].render(PAGES[host].canonical(path))
    assert page is not None
    text = page.decode(CITY.sites[host].file.charset)
    found = {urljoin(f"http://{host}{path}", address) for address in re.findall(r'(?:href|src)="([^"#]+)"', text)}
    parts = [urlsplit(address) for address in found if urlsplit(address).hostname in (host, PLATFORM)]
    dead = [part.path for part in parts if PAGES[part.hostname or ""].render(PAGES[part.hostname or ""].canonical(part.path)) is None]
    assert len(parts) > 3
    assert set(dead) <= {"/zwgk/zbgg/"}


@pytest.mark.parametrize("host", PATHS)
def test_nothing_is_published_twice(host: str) -> None:
    titles = [item.title for column in PAGES[host].columns for item in column.items]
    assert len(titles) == len(set(titles))
