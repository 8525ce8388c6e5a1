"""Columns whose page is no list: what is counted is never counted as none, and words without an address accuse nobody."""

from datetime import date

import pytest

from checker.judgment import judge, load_edition
from checker.judgment.columns.measured import measure_column
from checker.records.column import Category, ColumnSeen, Form, ListItem, PageRead
from tests.judgment import column_looks, looks

DAY = date.fromisoformat(column_looks.DAY)


@pytest.mark.parametrize(
    ("category", "form", "state"),
    [
        ("consultation", "article", "undetermined"),
        ("consultation", "directory", "undetermined"),
        ("survey", "article", "undetermined"),
        ("interview", "article", "undetermined"),
        ("consultation", "blank", "blank"),
        ("overview", "article", "found"),
        ("other", "directory", "found"),
    ],
)
def test_what_a_page_without_items_tells(category: Category, form: Form, state: str) -> None:
    seen = column_looks.column("某栏目", category, [], form=form)
    assert measure_column(seen, DAY, DAY).column.state == state


def test_letters_that_were_not_read_are_not_called_answered() -> None:
    columns = [one for one in column_looks.in_order() if one.category != "consultation"]
    columns.append(column_looks.column("咨询留言", "consultation", [], form="article"))
    look = looks.look(looks.marks(), day=column_looks.DAY, columns=columns, home_items=column_looks.home_items())
    judged = judge(look, None, load_edition("2015-15"), looks.circumstances(as_of=column_looks.DAY))
    outcomes = {finding.rule: finding.outcome for finding in judged.findings}
    assert (outcomes["letters-unanswered"], outcomes["consultation-idle"]) == ("cannot_tell", "cannot_tell")


def block(items: list[ListItem]) -> ColumnSeen:
    page = PageRead(url="http://a.gov.cn/", form="list", items=items)
    return ColumnSeen(name="通知公告", category="notice", how="block", pages=[page], ended="all")


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ([ListItem(title="关于我们", url="http://a.gov.cn/about.html")], "undetermined"),
        ([ListItem(title="停水公告", url="http://a.gov.cn/1.html", days=["2026-02-20"])], "found"),
        ([ListItem(title="停水公告"), ListItem(title="封路公告")], "undated"),
    ],
)
def test_words_without_an_address_above_one_undated_line_are_no_column_that_accuses(items: list[ListItem], state: str) -> None:
    assert measure_column(block(items), DAY, DAY).column.state == state


@pytest.mark.parametrize(("form", "outcome"), [("unknown", "pass"), ("blank", "fail")])
def test_a_page_that_holds_something_is_not_perhaps_blank(form: Form, outcome: str) -> None:
    columns = [*column_looks.in_order(), *(column_looks.column(f"栏目{n}", "other", [], form=form) for n in range(5))]
    look = looks.look(looks.marks(), day=column_looks.DAY, columns=columns, home_items=column_looks.home_items())
    judged = judge(look, None, load_edition("2015-15"), looks.circumstances(as_of=column_looks.DAY))
    assert {finding.rule: finding.outcome for finding in judged.findings}["columns-blank"] == outcome
