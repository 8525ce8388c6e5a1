"""A row that tells a survey's result is that survey's result, and no survey of its own."""

from datetime import date

import pytest

from checker.judgment.columns.measured import Measured, measure_column
from checker.records.column import FieldName, ListItem
from tests.judgment.column_looks import column

DAY = date(2018, 8, 1)
OVER: dict[FieldName, str] = {"started": "2018-05-03", "ended": "2018-06-03", "result": ""}


def measured(*listed: ListItem) -> Measured:
    return measure_column(column("意见征集", "survey", list(listed), form="surveys"), DAY, DAY)


def told(title: str) -> ListItem:
    return ListItem(title=title, days=["2018-06-15"])


@pytest.mark.parametrize(
    "result",
    [
        "关于《公共文化服务条例》征求意见情况的反馈",
        "[结果反馈]关于《公共文化服务条例》征求意见情况",
        "《公共文化服务条例》公开征求意见采纳情况公示",
    ],
)
def test_the_result_belongs_to_its_survey(result: str) -> None:
    survey = ListItem(title="关于《公共文化服务条例》征求意见的公告", days=["2018-05-03"], fields=OVER)
    other = ListItem(title="关于非遗名录征求意见的公告", days=["2018-03-06"], fields={"ended": "2018-04-06", "result": ""})
    counted = measured(told(result), survey, other)
    assert (counted.column.items_last_year, counted.column.unpublished) == (2, 1)


def test_a_survey_without_a_document_is_known_by_its_subject() -> None:
    survey = ListItem(title="关于剧场票价征求意见的公告", days=["2018-05-03"], fields=OVER)
    counted = measured(survey, told("剧场票价征求意见结果公布"))
    assert (counted.column.items_last_year, counted.column.unpublished) == (1, 0)


def test_a_result_whose_survey_is_not_listed_tells_that_one_was_held() -> None:
    survey = ListItem(title="关于剧场票价征求意见的公告", days=["2018-05-03"], fields=OVER)
    counted = measured(survey, told("关于《公共文化服务条例》征求意见情况的反馈"))
    assert (counted.column.items_last_year, counted.column.unpublished) == (2, 1)


def test_surveys_of_one_document_are_surveys_each() -> None:
    draft = ListItem(title="《公共文化服务条例(草案)》征求意见", days=["2018-03-03"])
    second = ListItem(title="《公共文化服务条例(草案二稿)》征求意见", days=["2018-05-03"])
    assert measured(draft, second).column.items_last_year == 2
