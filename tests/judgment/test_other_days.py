"""What was kept on one day and is judged as of another: lists go back in time, a home page does not; channel pages post nothing twice."""

from datetime import date

import pytest

from checker.judgment import judge, load_edition
from checker.judgment.columns.measured import measure_column
from checker.records.column import ColumnSeen, ListItem, PageRead
from tests.judgment import column_looks, looks

EDITION = load_edition("2015-15")
LOOKED = date.fromisoformat(column_looks.DAY)


def outcomes(as_of: str, columns: list[ColumnSeen] | None = None) -> dict[str, str]:
    kept = column_looks.in_order() if columns is None else columns
    look = looks.look(looks.marks(), day=column_looks.DAY, columns=kept, home_items=column_looks.home_items())
    judged = judge(look, None, EDITION, looks.circumstances(as_of=as_of))
    return {finding.rule: finding.outcome for finding in judged.findings}


@pytest.mark.parametrize(
    ("as_of", "stale", "few"),
    [
        ("2026-03-01", "pass", "pass"),
        ("2026-02-27", "pass", "pass"),  # ten of its items are that old
        ("2026-02-26", "pass", "cannot_tell"),
        ("2026-02-01", "cannot_tell", "cannot_tell"),
        ("2026-03-05", "pass", "pass"),
        ("2026-04-01", "fail", "fail"),
    ],
)
def test_what_stood_on_a_home_page_before_it_was_looked_at_nobody_knows(as_of: str, stale: str, few: str) -> None:
    found = outcomes(as_of)
    assert (found["home-stale"], found["home-few-updates"]) == (stale, few)


def of_news(days: list[str], *, more: bool) -> ColumnSeen:
    page = PageRead(url="http://a.gov.cn/xw/", form="list", items=column_looks.items(days), words=300, more=more)
    return ColumnSeen(
        name="要闻", url="http://a.gov.cn/xw/", category="news", how="navigation", pages=[page], ended="budget" if more else "all"
    )


@pytest.mark.parametrize(
    ("as_of", "more", "is_known"),
    [
        ("2026-03-01", True, True),
        ("2026-02-20", True, True),
        ("2026-02-10", True, False),  # all that was read came later: its newest of that day stands on a page that was not read
        ("2026-02-10", False, True),
    ],
)
def test_the_newest_of_an_earlier_day_may_stand_on_an_unread_page(as_of: str, more: bool, is_known: bool) -> None:
    measured = measure_column(of_news(["2026-02-28", "2026-02-20"], more=more), date.fromisoformat(as_of), LOOKED)
    assert measured.is_newest_known is is_known


@pytest.mark.parametrize(
    ("url", "days", "is_whole"),
    [
        ("http://a.gov.cn/dc/", ["2026-02-20", "2025-09-01"], True),
        (None, ["2026-02-20", "2025-09-01"], False),
        (None, ["2026-02-20", "2025-03-01"], True),  # it shows the whole year
    ],
)
def test_a_block_that_leads_nowhere_may_show_the_newest_of_a_year_alone(url: str | None, days: list[str], is_whole: bool) -> None:
    page = PageRead(url="http://a.gov.cn/", form="list", items=column_looks.items(days), words=300)
    seen = ColumnSeen(name="民意征集", url=url, category="survey", how="block", pages=[page], ended="all")
    measured = measure_column(seen, LOOKED, LOOKED)
    assert (measured.is_whole, measured.column.items_last_year) == (is_whole, sum(day > "2025-03-01" for day in days))


def listing(name: str, numbers: list[int]) -> ColumnSeen:
    items = [
        ListItem(title=f"关于第{number}号工程开工建设的有关情况", url=f"http://a.gov.cn/{number}.html", days=["2026-02-20"])
        for number in numbers
    ]
    page = PageRead(url=f"http://a.gov.cn/{name}/", form="list", items=items, words=300)
    return ColumnSeen(name=name, url=page.url, category="other", how="navigation", pages=[page], ended="all")


@pytest.mark.parametrize(
    ("channel", "outcome"),
    [
        ([1, 2, 11, 12], "pass"),  # shows what two others have
        ([1, 2, 3, 4, 11, 12, 30], "pass"),  # and one of its own
        ([1, 2, 3, 4], "fail"),  # the same as one other column
        ([1, 31, 32, 33, 34], "fail"),  # a column of its own with a text that stands elsewhere too
    ],
)
def test_a_channel_page_that_shows_what_others_have_posts_nothing_twice(channel: list[int], outcome: str) -> None:
    columns = [listing("政民互动", channel), listing("要闻", [1, 2, 3, 4]), listing("公告", [11, 12, 13])]
    assert outcomes(column_looks.DAY, columns)["duplicates"] == outcome


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("http://a.gov.cn/hdjl/", "pass"),  # 民意征集 stands in its folder
        ("http://a.gov.cn/way.html", "pass"),  # names 民意征集
        ("http://a.gov.cn/other/", "fail"),
    ],
)
def test_a_page_that_only_leads_to_one_column_posts_nothing_twice(address: str, outcome: str) -> None:
    way = listing("互动交流", [1, 2, 3]).model_copy(update={"url": address})
    led_to = {"url": "http://a.gov.cn/hdjl/myzj/", "on_pages": ["http://a.gov.cn/way.html"]}
    columns = [way, listing("民意征集", [1, 2, 3, 4]).model_copy(update=led_to)]
    assert outcomes(column_looks.DAY, columns)["duplicates"] == outcome
