"""A filing begins with the character of the province in which the office sits."""

import pytest

from checker.records.numbers import PROVINCES
from checker.records.provinces import is_from_elsewhere


@pytest.mark.parametrize(
    ("number", "site_code", "expected"),
    [
        ("京ICP备38990431号", "4599250431", True),
        ("川公网安备51990302110030号", "5299250431", True),
        ("桂ICP备38990431号", "4599250431", False),
        ("蜀ICP备38990431号", "5199250431", False),
        ("川公网安备51990302110030号", "5199250431", False),
        ("豫ICP备38990431号", "4199250431", False),
        ("郑公备41990029000130", "4199250431", False),
        ("51990302110030", "4599250431", False),
        ("京ICP备38990431号", "bm99000000", False),
        ("京ICP备38990431号", "9999250431", False),
        ("京ICP备38990431号", None, False),
    ],
)
def test_where_a_filing_was_made(number: str, site_code: str | None, *, expected: bool) -> None:
    assert is_from_elsewhere(number, site_code) is expected


def test_every_character_of_a_filing_belongs_to_one_province() -> None:
    codes = [f"{code}99000012" for code in range(11, 66)]
    for character in PROVINCES:
        assert [is_from_elsewhere(f"{character}ICP备38990431号", code) for code in codes].count(False) >= 1
        assert sum(not is_from_elsewhere(f"{character}ICP备38990431号", code) for code in codes) == 1 + len(codes) - 31
