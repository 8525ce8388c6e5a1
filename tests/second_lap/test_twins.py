"""A column is counted once, whatever its links carry behind the question mark."""

import pytest

from checker.records.column import ColumnSeen, ListItem, PageRead
from checker.second_lap.twins import without_twins


def _column(url: str, *titles: str) -> ColumnSeen:
    items = [ListItem(title=title, url=f"http://a.gov.cn/{title}.html") for title in titles]
    return ColumnSeen(name="动态", url=url, category="news", how="navigation", pages=[PageRead(url=url, form="list", items=items)])


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (_column("http://a.gov.cn/d/", "甲", "乙"), _column("http://a.gov.cn/d/?v=20180801", "甲", "乙"), 1),
        (_column("http://a.gov.cn/d/?from=nav", "甲"), _column("http://www.a.gov.cn/d/index.html?t=1", "甲"), 1),
        (_column("http://a.gov.cn/list.asp?id=1", "甲"), _column("http://a.gov.cn/list.asp?id=2", "乙"), 2),
        (_column("http://a.gov.cn/list.asp?id=1"), _column("http://a.gov.cn/list.asp?id=2"), 2),
        (_column("http://a.gov.cn/d/", "甲"), _column("http://a.gov.cn/e/", "甲"), 2),
    ],
)
def test_one_path_with_the_same_rows_is_one_column(one: ColumnSeen, other: ColumnSeen, left: int) -> None:
    assert without_twins([one, other]) == [one, other][:left]
