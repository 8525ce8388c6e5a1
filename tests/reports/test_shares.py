"""Counts become whole percents as people round them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.shares import Share, whole_percent


@pytest.mark.parametrize(
    ("count", "total", "percent"),
    [
        (30, 65, "46%"),
        (26, 65, "40%"),
        (4, 65, "6%"),
        (13, 65, "20%"),
        (1, 8, "13%"),  # 12.5: half goes up, as people round
        (5, 200, "3%"),
        (0, 65, "0%"),
        (0, 0, "0%"),
        (1, 900, "不足1%"),
        (899, 900, "超过99%"),
        (900, 900, "100%"),
    ],
)
def test_whole_percents(count: int, total: int, percent: str) -> None:
    assert Share(count, total).percent == percent


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_never_further_than_half_a_percent(count: int, total: int) -> None:
    count = min(count, total)
    assert abs(whole_percent(count, total) * total - 100 * count) * 2 <= total
