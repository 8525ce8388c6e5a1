"""What the counting of columns says of those that it could not see."""

import pytest

from checker.judgment.columns.counting import Count, tell_doubt
from checker.judgment.columns.measured import Measured
from checker.records.column import CATEGORIES
from checker.records.judgment import Column


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_column_without_a_name_is_told_by_its_kind(category: str) -> None:
    nameless = Measured(Column.model_validate({"category": category, "state": "undetermined", "because": ""}), None)
    named = Measured(Column(category="notice", name="通知公告", state="undetermined", because=""), None)
    told = tell_doubt(Count((), (nameless, named)))
    assert told == f"另有2个栏目未能看清（{CATEGORIES[nameless.column.category]}类栏目、“通知公告”）。"
