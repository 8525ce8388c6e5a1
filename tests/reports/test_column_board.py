"""The board of a site's columns, made from a kept run and seen in the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from checker.records.column import ColumnSeen, ListItem, PageRead
from checker.reports import write_report
from checker.reports.clocks import Clock, clocks_of
from checker.reports.column_board import WEEKS, ColumnCard, column_cards
from checker.reports.kept_run import EditionWords, RuleWords, read_run
from tests.reports.conftest import HOSTILE, Plan

DAYS = ["2026-11-21", "2026-11-20", "2026-11-20", "2026-10-01"]
URL = "http://rsj.yunling.gov.cn/tzgg/"
RULES = {
    "columns-stale": {"title": "栏目不更新", "params": {"columns": 5, "days": {"news": 14}, "months": {"notice": 6}}},
    "columns-long-stale": {"title": "长期未更新", "params": {"columns": 10, "months": 12, "categories": ["plan"]}},
}


@pytest.fixture(scope="module")
def run(make_run: Callable[..., Path]) -> Path:
    items = [ListItem(title=f"第{number}条", days=[day]) for number, day in enumerate(DAYS)]
    seen = ColumnSeen(name="通知公告", category="notice", how="navigation", url=URL, pages=[PageRead(url=URL, form="list", items=items)])
    columns: list[dict[str, Any]] = [
        {
            "category": "notice",
            "name": "通知公告",
            "url": URL,
            "state": "found",
            "latest": "2026-11-21",
            "dated_items": 4,
            "because": "有4条。",
        },
        {
            "category": "news",
            "name": HOSTILE[:60],
            "url": URL,
            "state": "found",
            "latest": "2026-11-07",
            "dated_items": 9,
            "because": "旧。",
        },
        {"category": "plan", "name": "规划计划", "url": URL, "state": "blank", "because": "没有任何内容。"},
        {"category": "survey", "state": "missing", "because": "没有找到。"},
    ]
    plan = Plan("5199000010", "某局", "rsj.yunling.gov.cn", columns=columns)
    plan.observation = {"day": "2026-11-22", "columns": [seen]}
    edition = {"id": "2015-15", "title": "评分表", "rules": RULES}
    return make_run([plan], edition=edition, as_of="2026-11-22")


@pytest.fixture(scope="module")
def cards(run: Path) -> tuple[ColumnCard, ...]:
    kept = read_run(run)
    return column_cards(kept, kept.sites[0])


def test_each_column_says_how_old_it_is_under_its_clock(cards: tuple[ColumnCard, ...]) -> None:
    told = [(card.category, card.ago, card.clock, card.verdict.text) for card in cards]
    assert told == [
        ("通知公告", 1, "6个月", "按时"),
        ("动态要闻", 15, "2周", "超期"),
        ("规划计划", None, "1年", "空白"),
        ("调查征集", None, None, "未开设"),
    ]


def test_the_strip_counts_updates_by_week(cards: tuple[ColumnCard, ...]) -> None:
    weeks = cards[0].weeks
    assert len(weeks) == WEEKS and weeks[-1].label == "最近一周"
    assert [week.updates for week in weeks if week.updates] == [1, 3]
    assert weeks[-1].share == 100 and sum(week.updates for week in weeks) == len(DAYS)
    assert cards[1].weeks == ()  # nobody read its items


def test_clocks_come_from_the_edition() -> None:
    edition = EditionWords(rules={rule: RuleWords.model_validate(words) for rule, words in RULES.items()})
    assert clocks_of(edition) == {"plan": Clock(months=12), "news": Clock(days=14), "notice": Clock(months=6)}
    assert clocks_of(EditionWords()) == {}


def test_the_board_stands_in_the_page(run: Path, page: Page) -> None:
    page.goto(write_report(run).as_uri() + "#site-5199000010")
    rows = page.locator("article.site.open table.board tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("超期")
    expect(page.locator(".strip i").first).to_be_visible()
    assert page.title() != "owned"
