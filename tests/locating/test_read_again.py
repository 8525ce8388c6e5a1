"""Where the picture has the last word: a number in pieces, or another than the roster's, and how far the reader is believed."""

import pytest

from checker.locating.read_again import as_read, is_doubtful, reading_box
from checker.records.base import Box
from checker.records.candidate import Candidate, Piece
from checker.records.reading import ReadLine
from checker.records.sighting import Proof, Sighting
from checker.records.site import Site

HOME = "sites/a/home.jpg"
SITE = Site(key="a", url="http://a.gov.cn/", icp="蜀ICP备05003648号-1")
BOX = Box(100, 900, 160, 20)


def sighting(value: str = "蜀ICP备05003649号", **changed: object) -> Sighting:
    fields: dict[str, object] = {
        "kind": "icp",
        "shape": "number",
        "source": "text",
        "raw": value,
        "value": value,
        "box": BOX,
        "box_in": HOME,
    }
    return Sighting.model_validate({**fields, "proof": Proof(seen=True), **changed})


def candidate(pieces: int = 1) -> Candidate:
    return Candidate("icp", "number", "text", "x", tuple(Piece(0, n, "text", box=BOX) for n in range(pieces)))


def test_another_number_than_the_roster_s_is_doubtful() -> None:
    assert is_doubtful(sighting(), candidate(), SITE, HOME)
    assert not is_doubtful(sighting("蜀ICP备05003648号"), candidate(), SITE, HOME)
    assert not is_doubtful(sighting(), candidate(), SITE.model_copy(update={"icp": None}), HOME)


def test_a_number_in_many_pieces_is_doubtful_whatever_it_says() -> None:
    assert is_doubtful(sighting("蜀ICP备05003648号"), candidate(4), SITE, HOME)
    assert not is_doubtful(sighting("蜀ICP备05003648号"), candidate(3), SITE, HOME)


@pytest.mark.parametrize(
    "changed",
    [
        {"shape": "hint"},
        {"source": "picture"},
        {"value": None},
        {"proof": None},
        {"proof": Proof(seen=False)},
        {"box": None},
        {"box_in": "other.jpg"},
    ],
)
def test_what_was_not_seen_in_the_settled_picture_cannot_be_read_there(changed: dict[str, object]) -> None:
    assert not is_doubtful(sighting().model_copy(update=changed), candidate(4), SITE, HOME)


def test_a_little_around_the_number_is_read_too() -> None:
    assert reading_box(sighting()) == BOX.grown(4)


def line(text: str, x: float = 100) -> ReadLine:
    return ReadLine(text, Box(x, 900, 160, 20), 0.95)


def test_the_roster_s_number_on_the_picture_is_believed() -> None:
    again = as_read(sighting(), [line("蜀ICP备05003648号-1")], SITE)
    assert (again.value, again.raw) == ("蜀ICP备05003648号-1", "蜀ICP备05003648号-1")


def test_the_same_digits_in_another_order_are_believed() -> None:
    site = SITE.model_copy(update={"icp": None})
    assert as_read(sighting("蜀ICP备50003648号"), [line("蜀ICP备05003648号")], site).value == "蜀ICP备05003648号"


def test_lines_are_read_from_left_to_right() -> None:
    assert as_read(sighting(), [line("05003648号", 180), line("蜀ICP备", 100)], SITE).value == "蜀ICP备05003648号"


@pytest.mark.parametrize("text", ["蜀ICP备05003649号", "蜀ICP备05003640号", "模糊", ""])
def test_a_digit_that_the_reader_may_have_got_wrong_changes_nothing(text: str) -> None:
    assert as_read(sighting(), [line(text)], SITE) == sighting()
