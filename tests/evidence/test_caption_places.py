"""Captions lie beside their boxes, in the picture, and on nothing that a reader wants to see."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.evidence.caption_places import place_captions
from checker.records.base import Box


def overlap(one: Box, other: Box) -> bool:
    shared = one.cut_to(other)
    return shared.width > 0 and shared.height > 0


def test_a_lone_caption_stands_right_above_its_box() -> None:
    box = Box(300, 400, 160, 20)
    (place,), extent = place_captions([box], [(120, 28)], 1366, 800)
    assert extent == Box(0, 0, 1366, 800)
    assert place.x == box.x
    assert 0 < box.y - place.bottom < 10


def test_at_the_top_it_stands_below_and_at_the_right_edge_it_is_pushed_in() -> None:
    places, extent = place_captions([Box(10, 2, 50, 20), Box(1300, 400, 60, 20)], [(120, 28), (120, 28)], 1366, 800)
    assert 0 < places[0].y - 22 < 10
    assert places[1].right <= 1366
    assert extent.height == 800


def test_five_marks_in_one_line_of_a_footer() -> None:
    boxes = [Box(300 + 150 * n, 700, 140, 20) for n in range(5)]
    places, extent = place_captions(boxes, [(260, 30)] * 5, 1366, 768)
    assert extent == Box(0, 0, 1366, 768)
    assert not any(overlap(a, b) for a, b in combinations([*places, *boxes], 2))
    assert all(abs(place.y - 700) < 150 for place in places)


def test_where_there_is_no_room_the_picture_grows() -> None:
    places, extent = place_captions([Box(0, 0, 60, 40)], [(200, 30)], 60, 40)
    assert extent.width > 200
    assert extent.height > 70
    assert places[0].y > 40


sides = st.floats(0, 900, width=32)
boxes_in = st.lists(st.builds(Box, sides, sides, st.floats(0, 300, width=32), st.floats(0, 80, width=32)), max_size=8)


@settings(deadline=None, max_examples=60)
@given(boxes_in, st.integers(50, 900), st.integers(50, 900))
def test_whatever_the_page_looks_like(boxes: list[Box], width: int, height: int) -> None:
    page = Box(0, 0, width, height)
    inside = [box.cut_to(page) for box in boxes if box.x < width and box.y < height]
    places, extent = place_captions(inside, [(150, 28)] * len(inside), width, height)
    assert extent.width >= width
    assert extent.height >= height
    assert len(places) == len(inside)
    assert not any(overlap(a, b) for a, b in combinations(places, 2))
    assert not any(overlap(place, box) for place in places for box in inside)
    assert all(p.x >= 0 and p.y >= 0 and p.right <= extent.width and p.bottom <= extent.height for p in places)
