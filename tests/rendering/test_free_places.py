"""Places on the screen that floating boxes leave free for a candidate."""

from hypothesis import given
from hypothesis import strategies as st

from checker.records.base import Box
from checker.rendering.free_places import free_fractions

SCREEN = 768.0
NUMBER = Box(1100, 620, 200, 20)


def test_without_a_floating_box_in_its_columns_there_is_nothing_to_try() -> None:
    assert free_fractions(NUMBER, []) == []
    assert free_fractions(NUMBER, [Box(0, 0, 1000, SCREEN)]) == []


def test_a_helper_leaves_the_stripes_below_and_above_it_the_nearer_first() -> None:
    below, above = free_fractions(NUMBER, [Box(1166, 518, 200, 150)])
    assert 668 < below * (SCREEN - 20) < 700
    assert 400 < above * (SCREEN - 20) < 498


def test_a_box_that_takes_all_of_the_screen_leaves_nothing() -> None:
    assert free_fractions(NUMBER, [Box(0, 0, 1366, SCREEN)]) == []


sides = st.floats(-200, 1500)
boxes = st.builds(Box, sides, sides, st.floats(1, 900), st.floats(1, 900))


@given(st.builds(Box, st.floats(0, 1300), st.floats(0, 740), st.floats(1, 600), st.floats(1, 40)), st.lists(boxes, max_size=5))
def test_no_place_touches_a_box_that_floats_or_lies_outside(candidate: Box, floating: list[Box]) -> None:
    for fraction in free_fractions(candidate, floating):
        top = fraction * (SCREEN - candidate.height)
        stood = Box(candidate.x, top, candidate.width, candidate.height)
        assert top >= 0
        assert stood.bottom <= SCREEN
        assert not any(one.cut_to(stood).width > 0.01 and one.cut_to(stood).height > 0.01 for one in floating)
