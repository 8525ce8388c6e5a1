"""What was read on a picture accuses only where reading it again says the same."""

import pytest

from checker.locating.sure_reading import as_sure, would_accuse
from checker.records.base import Box
from checker.records.reading import ReadLine
from checker.records.sighting import Proof, Sighting
from checker.records.site import Site

RIGHT, ONE_OFF, FAR_OFF = "蜀ICP备38045101号", "蜀ICP备38045107号", "蜀ICP备12999907号"
SITE = Site(key="a", url="http://a.gov.cn/", icp=RIGHT)
PLACE = Box(10, 10, 200, 20)


def read(value: str | None, *, seen: bool = True) -> Sighting:
    shape = "number" if value else "label"
    fields = {"kind": "icp", "shape": shape, "source": "picture", "raw": "x", "value": value, "box": PLACE, "proof": Proof(seen=seen)}
    return Sighting.model_validate(fields)


def lines(text: str, sureness: float = 0.99) -> list[ReadLine]:
    return [ReadLine(text, PLACE, sureness)]


def test_only_what_contradicts_is_read_again() -> None:
    assert [would_accuse(read(value), SITE) for value in (RIGHT, ONE_OFF, None)] == [False, True, True]
    assert not would_accuse(read(ONE_OFF, seen=False), SITE)
    assert not would_accuse(read(ONE_OFF), SITE.model_copy(update={"icp": None}))


def test_a_number_in_its_own_link_is_held_against_it() -> None:
    carrying = read(ONE_OFF).model_copy(update={"link_value": RIGHT})
    assert would_accuse(carrying, SITE.model_copy(update={"icp": None}))


@pytest.mark.parametrize(
    ("value", "sureness", "again", "told", "in_doubt"),
    [
        (ONE_OFF, 0.99, (ONE_OFF, ONE_OFF), ONE_OFF, False),
        (ONE_OFF, 0.97, (ONE_OFF, ONE_OFF), ONE_OFF, True),
        (FAR_OFF, 0.90, (FAR_OFF, FAR_OFF), FAR_OFF, False),
        (FAR_OFF, 0.99, (FAR_OFF, ONE_OFF), FAR_OFF, True),
        (ONE_OFF, 0.99, (RIGHT, ONE_OFF), ONE_OFF, True),
        (ONE_OFF, 0.99, ("", ""), ONE_OFF, True),
        (ONE_OFF, 0.99, (RIGHT, RIGHT), RIGHT, False),
        (None, 0.99, ("", ""), None, False),
        (None, 0.90, ("", ""), None, True),
        (None, 0.99, (RIGHT, RIGHT), RIGHT, False),
        (None, 0.99, (RIGHT, ""), None, True),
    ],
)
def test_readings_are_held_against_each_other(
    value: str | None, sureness: float, again: tuple[str, str], told: str | None, in_doubt: bool
) -> None:
    sighting = as_sure(read(value), lines("x", sureness), [lines(text) for text in again], SITE)
    assert (sighting.value, sighting.doubt is not None) == (told, in_doubt)


@pytest.mark.parametrize(
    ("raw", "in_doubt"), [("ICP备38045101号", True), ("ICP备2038045101", True), ("蜀ICP备380451号", False), ("ICP备案号：XX", False)]
)
def test_a_label_with_all_its_digits_may_have_been_misread(raw: str, *, in_doubt: bool) -> None:
    label = read(None).model_copy(update={"raw": raw})
    told = as_sure(label, lines(raw), [lines(raw), lines(raw)], SITE.model_copy(update={"icp": None}))
    assert (told.doubt is not None) is in_doubt
