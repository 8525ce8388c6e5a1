"""What is drawn on the copy of the page: what was seen in one colour, else what was not in the other."""

from checker.locating.marks_to_draw import marks_to_draw
from checker.records.base import Box
from checker.records.sighting import BadgeKind, Proof, Sighting


def sighting(kind: BadgeKind, y: float, *, seen: bool, shape: str = "number", picture: str = "home.jpg") -> Sighting:
    value = "5107000012" if kind == "site_code" else None
    fields = {"kind": kind, "shape": shape, "source": "text", "raw": "x", "value": value, "box": Box(1, y, 3, 4), "box_in": picture}
    return Sighting.model_validate({**fields, "proof": Proof(seen=seen)})


def test_a_seen_mark_is_drawn_with_its_value() -> None:
    ((box, words, colour),) = marks_to_draw([sighting("site_code", 9, seen=True)], "home.jpg")
    assert (box, words) == (Box(1, 9, 3, 4), "网站标识码 5107000012")
    ((_, _, other),) = marks_to_draw([sighting("site_code", 9, seen=False)], "home.jpg")
    assert other != colour


def test_where_one_was_seen_the_others_of_its_kind_are_not_drawn() -> None:
    drawn = marks_to_draw([sighting("icp", 1, seen=False), sighting("icp", 2, seen=True), sighting("icp", 3, seen=True)], "home.jpg")
    assert [box.y for box, _, _ in drawn] == [2, 3]


def test_where_none_was_seen_one_is_drawn_and_says_so() -> None:
    ((box, words, _),) = marks_to_draw([sighting("icp", 1, seen=False), sighting("icp", 2, seen=False)], "home.jpg")
    assert box.y == 1
    assert words == "ICP备案号（看不见）"


def test_a_hint_is_drawn_only_where_nothing_else_stands() -> None:
    hint = sighting("icp", 1, seen=True, shape="hint")
    assert [box.y for box, _, _ in marks_to_draw([hint, sighting("icp", 2, seen=False)], "home.jpg")] == [2]
    assert [box.y for box, _, _ in marks_to_draw([hint], "home.jpg")] == [1]


def test_only_what_stands_in_that_picture_is_drawn() -> None:
    elsewhere = sighting("icp", 1, seen=True, picture="screen-icp-1.jpg")
    nowhere = elsewhere.model_copy(update={"box": None, "box_in": None})
    assert marks_to_draw([elsewhere, nowhere], "home.jpg") == []


def test_marks_are_drawn_in_the_order_of_the_kinds() -> None:
    drawn = marks_to_draw(
        [sighting("error_report", 1, seen=True), sighting("icp", 2, seen=True), sighting("site_code", 3, seen=True)], "home.jpg"
    )
    assert [words.split()[0] for _, words, _ in drawn] == ["网站标识码", "ICP备案号", "找错"]
