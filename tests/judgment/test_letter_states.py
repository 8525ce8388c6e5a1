"""What the words beside a letter say of its answer: yes, no, or nothing."""

from datetime import date

import pytest

from checker.judgment.columns.letters import count_letters, is_answered
from checker.records.column import FieldName, ListItem
from checker.records.item_days import settle_items

WAITING = (
    "待回复 未回复 未答复 待答复 尚未回复 暂未回复 未办结 未办理 处理中 办理中 受理中 审核中 已受理 已转办 已交办 已签收 正在办理 等待处理 "
    "等待回复 暂无回复 没有答复 未予答复 待办 否"
)
ANSWERED = "已办结 办结 已答复 已回复 已处理 已解决 已反馈 答复完毕 办理完毕 处理完成 是"
UNSAID = "未采纳 不公开 留存 已阅 不予受理 公开"


@pytest.mark.parametrize(
    ("status", "answered"),
    [(word, said) for words, said in ((WAITING, False), (ANSWERED, True), (UNSAID, None)) for word in words.split()],
)
def test_a_status_says_whether_a_letter_was_answered(status: str, answered: bool | None) -> None:
    assert is_answered(ListItem(title="路灯不亮", fields={"status": status})) is answered


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({"answered": ""}, False),
        ({"answered": "未回复"}, False),
        ({"answered": "已回复"}, True),
        ({"answer": "有"}, True),
        ({"answer": "无"}, False),
        ({"status": "未办结", "answer": "有"}, False),
        ({}, None),
    ],
)
def test_so_do_the_cells_of_the_answer(fields: dict[FieldName, str], answered: bool | None) -> None:
    assert is_answered(ListItem(title="路灯不亮", fields=fields)) is answered


AS_OF = date(2018, 8, 1)


def _letters(*rows: tuple[str, str, str]) -> tuple[int, int]:
    """How many were asked and are overdue; a row is asked, answered, status, as a list has them."""
    items = [
        ListItem(title=f"来信{n}", days=[asked], fields={"asked": asked, "answered": answered, "status": status})
        for n, (asked, answered, status) in enumerate(rows)
    ]
    counted = count_letters(settle_items(items, [], AS_OF), AS_OF, AS_OF)
    return counted.asked, len(counted.overdue)


def test_a_day_of_asking_without_a_year_follows_the_order_of_the_list() -> None:
    rows = [("07-22", "07-25", ""), ("12-30", "01-05", ""), ("09-08", "09-10", ""), ("04-15", "", "待回复"), ("02-10", "02-11", "")]
    assert _letters(*rows) == (3, 0)


@pytest.mark.parametrize("nothing", ["1900/1/1 0:00:00", "1970-01-01 08:00:00", "0001-01-01", "0000-00-00 00:00:00"])
def test_what_a_program_writes_for_no_day_is_no_answer(nothing: str) -> None:
    assert _letters(("2018-03-02", nothing, "")) == (1, 1)
    assert _letters(("2018-03-02", nothing, "已办结")) == (1, 0)


def test_an_answer_without_a_year_came_after_its_letter() -> None:
    assert _letters(("2017-12-30", "01-05", "")) == (1, 0)
