"""Numbers that lead to a person: telephones, identity numbers, e-mail addresses, as people write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # of GB 11643
_CHECKS = "10X98765432"
_BORN = r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_BEFORE, _BEHIND = r"(?<!\d)(?<!\d\.)", r"(?!\d)"
_GAP = r"[ \t\-./·]{1,3}"  # between the groups of a number that is written in groups
_MAY = f"(?:{_GAP})?"
_ONE = r"[ \t\-]{1,2}"  # between digits that stand one by one

_ELEVEN = re.compile(rf"{_BEFORE}\d{{11}}{_BEHIND}")
_EIGHTEEN = re.compile(rf"{_BEFORE}\d{{17}}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_IDENTITY = re.compile(rf"[1-9]\d{{5}}{_BORN}\d{{3}}[\dXx]")
_IDENTITY_LETTERS = 18
_ALWAYS = (
    re.compile(rf"{_BEFORE}(?:\+|00)?86(?:{_ONE})?1[3-9]\d{{9}}{_BEHIND}"),
    re.compile(
        rf"{_BEFORE}1[3-9]\d(?:{_GAP}\d{{4}}{_GAP}\d{{4}}|{_GAP}\d{{8}}|\d{{4}}{_GAP}\d{{4}}|{_GAP}\d{{3}}{_GAP}\d{{5}}|\d{_GAP}\d{{3}}{_GAP}\d{{4}}){_BEHIND}"
    ),
    re.compile(rf"{_BEFORE}(?<!\d[ \t\-])1{_ONE}[3-9](?:{_ONE}\d){{9}}(?![ \t\-]?\d)"),
    re.compile(rf"{_BEFORE}[1-9]\d{{2}}{_MAY}\d{{3}}{_MAY}{_BORN}{_MAY}\d{{3}}{_MAY}[\dXx](?![\dA-Za-z])"),
    re.compile(rf"{_BEFORE}[1-9]\d{{5}}{_MAY}(?:18|19|20)\d\d{_MAY}\d{{4}}{_MAY}\d{{3}}[\dXx](?![\dA-Za-z])"),
    re.compile(rf"{_BEFORE}(?<!\d[ \t\-])[1-9](?:{_ONE}\d){{16}}{_ONE}[\dXx](?![ \t\-]?[\dA-Za-z])"),
    # a landline with its area code
    re.compile(
        rf"{_BEFORE}(?:\(0\d{{2,3}}\)[ \-]?|0\d{{2,3}}[ \-]{{1,3}})[2-9]\d{{2,3}}[ \-]?\d{{4}}(?:(?:[\- ]|转)\d{{1,5}}{_BEHIND})?{_BEHIND}"
    ),
    # half hidden by the site itself: what is left is somebody's all the same
    re.compile(rf"{_BEFORE}1[3-9]\d[*xX]{{3,6}}\d{{2,5}}{_BEHIND}"),
    re.compile(rf"{_BEFORE}[1-9]\d{{1,9}}[*xX]{{6,16}}[\dXx]{{0,4}}(?![\dA-Za-z])"),
    # in words
    re.compile(r"(?<![〇零○一二三四五六七八九])[一幺](?:[〇零○一二三四五六七八九幺]){10}(?![〇零○一二三四五六七八九])"),
    re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+\-]{0,63} ?@ ?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{2,20}){1,4}"),
)


class Span(NamedTuple):
    """A part of a text: `start` to `end`. One that `is_doubtful` may be the number of a letter, and is kept where a label says so."""

    start: int
    end: int
    is_doubtful: bool = False


def find_personal_numbers(folded: str) -> Iterator[Span]:
    """Every number of 11 or 18 digits, and every telephone, identity number and e-mail address however it is written.

    Days, times and what has fewer or more digits are none.
    """
    for match in _ELEVEN.finditer(folded):
        yield Span(match.start(), match.end(), not _MOBILE.fullmatch(match[0]))
    for match in _EIGHTEEN.finditer(folded):
        yield Span(match.start(), match.end(), not is_identity(match[0]))
    for pattern in _ALWAYS:
        for match in pattern.finditer(folded):
            if len(match[0]) == _IDENTITY_LETTERS and match[0][:17].isdigit():
                continue  # as it was found above
            yield Span(match.start(), match.end())


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a day of birth in their midst, and the right last one."""
    if not _IDENTITY.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def leads_to_somebody(number: str) -> bool:
    """Whether a number that may be anything (in an address) looks like somebody's: a mobile telephone, or with a day of birth."""
    return bool(_MOBILE.fullmatch(number) or _IDENTITY.fullmatch(number))
