"""The day on which something ends: no day of publishing, and of a survey the day from which a result is due."""

from datetime import date

from checker.judgment.columns.measured import Measured, measure_column
from checker.records.column import Category, ListItem
from tests.judgment.column_looks import column

DAY = date(2018, 8, 1)


def measured(category: Category, *listed: ListItem) -> Measured:
    return measure_column(column("某栏目", category, list(listed), form="surveys"), DAY, DAY)


def test_a_deadline_makes_no_notice_fresh() -> None:
    told = measured("notice", ListItem(title="报名通知", days=["2018-01-03", "2018-07-30"], fields={"ended": "2018-07-30"}))
    assert (told.column.state, told.column.latest) == ("found", "2018-01-03")


def test_a_notice_that_tells_its_deadline_alone_is_undated() -> None:
    told = measured("notice", ListItem(title="报名通知", days=["2018-07-30"], fields={"ended": "2018-07-30"}))
    assert (told.column.state, told.column.latest) == ("undated", None)


def test_the_end_of_a_running_survey_lies_ahead_of_nobody() -> None:
    told = measured(
        "survey",
        ListItem(title="问卷", days=["2018-07-01", "2018-09-30"], fields={"started": "2018-07-01", "ended": "2018-09-30"}),
        ListItem(title="征集", days=["2018-09-15"], fields={"ended": "2018-09-15"}),
    )
    assert told.future == () and told.column.items_last_year == 1


def test_an_announced_interview_is_no_forged_day() -> None:
    assert measured("interview", ListItem(title="访谈预告", days=["2018-08-15"], fields={"held": "2018-08-15"})).future == ()


def test_a_notice_of_a_day_to_come_is_noted() -> None:
    assert len(measured("notice", ListItem(title="通知", days=["2018-08-15"])).future) == 1


def test_a_survey_counts_by_the_day_of_its_row_before_its_last_day() -> None:
    told = measured("survey", ListItem(title="问卷", days=["2018-06-01"], fields={"ended": "2018-08-20"}))
    assert (told.column.latest, told.column.items_last_year, told.column.unpublished) == ("2018-06-01", 1, 0)


def test_a_last_day_without_its_year_follows_the_first() -> None:
    running = measured("survey", ListItem(title="问卷", fields={"started": "2018年7月1日", "ended": "9月30日", "result": ""}))
    over = measured("survey", ListItem(title="问卷", fields={"started": "2017年12月1日", "ended": "1月10日", "result": ""}))
    assert (running.column.unpublished, over.column.unpublished) == (0, 1)
