"""Where the article or its address tells another day than the list, the column says so: a person looks at it."""

from datetime import date

import pytest

from checker.judgment.columns.measured import measure_column
from checker.records.column import ArticleDay, ListItem
from tests.judgment.column_looks import column

DAY = date(2018, 8, 1)


@pytest.mark.parametrize(
    ("article", "told"),
    [("2017-07-30", True), ("2018-07-28", True), ("2018-07-29", False), ("2018-07-30 09:00", False), ("2018-08-01", True)],
)
def test_a_difference_of_more_than_a_day_is_told(article: str, told: bool) -> None:
    listed = [ListItem(title="防汛工作部署", url="http://a.gov.cn/1.html", days=["2018-07-30"])]
    seen = column("工作动态", "news", listed).model_copy(update={"articles": [ArticleDay(url="http://a.gov.cn/1.html", pub_date=article)]})
    measured = measure_column(seen, DAY, DAY)
    assert measured.column.latest == "2018-07-30"  # the list is the first witness
    assert ("所注日期为2018-07-30，文章或网址中的日期为" in measured.column.because) is told


def test_so_is_one_with_the_address() -> None:
    listed = [ListItem(title="防汛工作部署", url="http://a.gov.cn/201707/t20170730_1.html", days=["2018-07-30"])]
    assert "文章或网址中的日期为2017-07-30" in measure_column(column("工作动态", "news", listed), DAY, DAY).column.because
