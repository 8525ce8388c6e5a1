"""What the words beside a letter say of its answer: yes, no, or nothing."""

import pytest

from checker.judgment.columns.letters import is_answered
from checker.records.column import FieldName, ListItem

WAITING = (
    "待回复 未回复 未答复 待答复 尚未回复 暂未回复 未办结 未办理 处理中 办理中 受理中 审核中 已受理 已转办 已交办 已签收 正在办理 等待处理 "
    "等待回复 暂无回复 没有答复 未予答复 待办 否"
)
ANSWERED = "已办结 办结 已答复 已回复 已处理 已解决 已反馈 答复完毕 办理完毕 处理完成 是"
UNSAID = "不公开 留存 已阅 不予受理 公开"


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
