"""Boxes and records: the arithmetic that every place in a picture rests on, and what a record refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checker.records.base import Box, around
from checker.records.site import Site

sides = st.floats(-5000, 5000)
boxes = st.builds(Box, sides, sides, st.floats(0, 3000), st.floats(0, 3000))


def test_a_box_knows_its_far_sides() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom) == (40, 60)
    assert box.moved(1, -2) == Box(11, 18, 30, 40)
    assert box.grown(5) == Box(5, 15, 40, 50)
    assert Box(1.04, 2.06, 3.14, 4.15001).rounded() == Box(1.0, 2.1, 3.1, 4.2)


def test_boxes_share_what_lies_in_both() -> None:
    assert Box(0, 0, 10, 10).cut_to(Box(5, 6, 10, 10)) == Box(5, 6, 5, 4)
    apart = Box(0, 0, 10, 10).cut_to(Box(20, 0, 10, 10))
    assert apart.width == 0


@given(boxes, boxes)
def test_a_shared_part_is_never_larger_than_either(one: Box, other: Box) -> None:
    shared = one.cut_to(other)
    assert 0 <= shared.width <= min(one.width, other.width) + 1e-6
    assert 0 <= shared.height <= min(one.height, other.height) + 1e-6


@given(st.lists(boxes, min_size=1, max_size=6))
def test_the_box_around_boxes_holds_them_all(several: list[Box]) -> None:
    whole = around(several)
    for box in several:
        assert whole.x <= box.x
        assert whole.y <= box.y
        assert whole.right >= box.right - 1e-6
        assert whole.bottom >= box.bottom - 1e-6


def test_there_is_no_box_around_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        around([])


def test_a_record_is_frozen_and_knows_all_of_its_fields() -> None:
    site = Site(key="a", url="http://a.gov.cn/")
    with pytest.raises(ValidationError, match="frozen"):
        site.key = "b"
    with pytest.raises(ValidationError, match="colour"):
        Site.model_validate({"key": "a", "url": "http://a.gov.cn/", "colour": "red"})
