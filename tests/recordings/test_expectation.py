"""expected.toml: what is written is read back, and what is wrong is told with its file."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.faults import UsageFault
from checker.recordings.expectation import EXPECTED, Expectation, ExpectedColumn, Negative, read_expectation, write_expectation
from checker.records.column import Category
from checker.records.judgment import BadgeState, ColumnState
from checker.records.sighting import KINDS

WORDS = st.text(min_size=1, max_size=20)
COLUMNS = st.builds(
    ExpectedColumn,
    name=WORDS,
    category=st.sampled_from(get_args(Category)),
    state=st.sampled_from(get_args(ColumnState)),
    latest=st.none() | st.dates().map(str),
    items_last_year=st.none() | st.integers(0, 500),
    overdue=st.none() | st.integers(0, 500),
)
STATES = st.sampled_from([state for state in get_args(BadgeState) if state != "shown"])
NEGATIVES = st.one_of(
    st.builds(Negative, badge=st.sampled_from(KINDS), state=STATES, without=WORDS),
    st.builds(Negative, badge=st.sampled_from(KINDS), state=STATES, hide=WORDS),
    st.builds(Negative, badge=st.sampled_from(KINDS), state=STATES, replace=st.dictionaries(WORDS, WORDS, min_size=1, max_size=3)),
)
EXPECTATIONS = st.builds(
    Expectation,
    badges=st.dictionaries(st.sampled_from(KINDS), st.sampled_from(get_args(BadgeState))),
    columns=st.lists(COLUMNS, max_size=3),
    negatives=st.lists(NEGATIVES, max_size=3),
)


@given(EXPECTATIONS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back(tmp_path: Path, expectation: Expectation) -> None:
    write_expectation(tmp_path, expectation)
    assert read_expectation(tmp_path) == expectation


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[badges]\nicp = "seen"', "badges.icp"),
        ("[badges", "cannot be read"),
        ('[[negative]]\nbadge = "icp"\nstate = "shown"\nwithout = "蜀"', "not `shown`"),
        ('[[negative]]\nbadge = "icp"\nstate = "missing"', "just one of"),
        ('[[negative]]\nbadge = "icp"\nstate = "missing"\nwithout = "蜀"\nhide = "a"', "just one of"),
        ('[[columns]]\nname = "信箱"\nstate = "found"', "columns.0.category"),
        ("surprise = 1", "surprise"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / EXPECTED).write_text(text, encoding="utf-8")
    with pytest.raises(UsageFault, match=told) as fault:
        read_expectation(tmp_path)
    assert str(tmp_path / EXPECTED) in str(fault.value)


def test_a_missing_file_names_the_command_that_writes_it(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="checker scenario new"):
        read_expectation(tmp_path)
