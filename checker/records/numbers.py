"""The three numbers of a government site, as they are printed, in normal form, and compared (RULES.md, "The marks as they stand").

`find_*` reads folded text (see `fold`) and gives every number of the kind with its place; `normal_*` gives the normal form of
a text that holds just one number, as rosters and links do; `same_*` compares two texts.
"""

import re
import unicodedata
from typing import NamedTuple

PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
# the words of marks and the provinces on pages in traditional characters, and as a reader of pictures takes them
_TRADITIONAL = str.maketrans("備號網標識碼編機關黨錯粵滬蘇遼閩贛魯瓊貴雲陝隴寧晉", "备号网标识码编机关党错粤沪苏辽闽赣鲁琼贵云陕陇宁晋")
# what nobody sees: page_side/character_boxes.js leaves out the same
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff]"
)


def _digits(count: int) -> str:
    """So many digits and no more: side by side, or with single blanks or line breaks between."""
    return rf"[0-9]{{{count}}}(?![0-9])|[0-9](?:\s?[0-9]){{{count - 1}}}(?! ?[0-9])"


# Blanks are taken possessively (`\s*+`): the runs of blanks that stand in attributes and links must not be tried over and over.
_ICP = re.compile(
    rf"([{PROVINCES}]|蒙古)\s*+I\s*+C\s*+P\s*+备\s*+(?:案\s*+)?(?:号\s*+)?:?\s*+(?:第\s*+)?"
    rf"([0-9]{{10}}(?![0-9])|[0-9]{{8}}(?![0-9])|{_digits(10)}|{_digits(8)})"
    r"(?:\s*+号)?(?:\s*+-\s*+([0-9]{1,3})(?![0-9]))?",
    re.IGNORECASE,
)
_POLICE = re.compile(rf"([{PROVINCES}]|蒙古)\s*+公\s*+网\s*+安\s*+备\s*+(?:案\s*+)?(?:号\s*+)?:?\s*+(?:第\s*+)?({_digits(14)})(?:\s*+号)?")
_POLICE_LABEL = re.compile(
    r"(?:公安(?:机关|部门|部)?(?:互联网|联网|网站|网络|网安|网)?备案(?:编|序)?(?:号码|号|标识)?|(?:公)?网安备案?(?:编)?号?|[一-龥]公备(?:案)?(?:号)?)"
    rf"\s*+:?\s*+({_digits(14)})(?:\s*+号)?"
)
_SITE_CODE = re.compile(
    rf"(?:政府)?网?站?标\s*+识\s*+(?:编\s*+)?码\s*+(?:号\s*+)?:?\s*+(?:\(\s*+)?(bm[0-9]{{8}}(?![0-9])|bm\s?(?:{_digits(8)})|{_digits(10)})",
    re.IGNORECASE,
)
_CODE_BEFORE_LABEL = re.compile(
    rf"(?<![0-9A-Za-z])(bm[0-9]{{8}}|{_digits(10)})\s*+\(\s*+(?:政府)?(?:网站|网)?标\s*+识\s*+(?:编\s*+)?码\s*+\)", re.IGNORECASE
)
_COUNTING = {"12345678", "1234567890", "12345678901234"}
_BARE_CODE = re.compile(r"(?:bm[0-9]{8}|[0-9]{10})", re.IGNORECASE)


class _Folds(dict[str, str]):
    """What each character becomes, empty for one that nobody sees; a page has many letters, and few that differ."""

    def __missing__(self, char: str) -> str:
        folded = "" if _INVISIBLE.match(char) else unicodedata.normalize("NFKC", char).translate(_DASHES).translate(_TRADITIONAL)
        if ord(char) < 0x10000:  # all that pages are written in, and an end to what is kept
            self[char] = folded
        return folded


_folds = _Folds()


class Found(NamedTuple):
    """A number in a text: `start` and `end` are places in that text, `value` its normal form."""

    start: int
    end: int
    value: str


def fold(text: str) -> tuple[str, list[int]]:
    """Full-width to half-width, all dashes to one, the words of marks in simplified characters, no invisible characters.

    Returns the folded text and, for each of its characters, the index in `text` that it came from.
    """
    folded = [_folds[char] for char in text]
    whole = "".join(folded)
    if len(whole) == len(text) and "" not in folded:  # each character became one, as most texts do
        return whole, list(range(len(text)))
    return whole, [index for index, letters in enumerate(folded) for _ in letters]


def find_icp(folded: str, *, with_placeholders: bool = False) -> list[Found]:
    """Every ICP备案号; 00000000 and 12345678 are placeholders and none."""
    found = []
    for match in _ICP.finditer(folded):
        digits = _bare(match[2])
        if with_placeholders or not _is_placeholder(digits):
            suffix = f"-{match[3]}" if match[3] else ""
            found.append(Found(match.start(), match.end(), f"{match[1][0]}ICP备{digits}号{suffix}"))
    return found


def find_public_security(folded: str, *, with_placeholders: bool = False) -> list[Found]:
    """Every 公安备案号: with its province where that stands before it, else (after a label) the 14 digits alone."""
    found = [
        Found(match.start(), match.end(), f"{match[1][0]}公网安备{_bare(match[2])}号")
        for match in _POLICE.finditer(folded)
        if with_placeholders or not _is_placeholder(_bare(match[2]))
    ]
    taken = [range(number.start, number.end) for number in found]
    for match in _POLICE_LABEL.finditer(folded):
        if (with_placeholders or not _is_placeholder(_bare(match[1]))) and not any(match.start(1) in place for place in taken):
            found.append(Found(match.start(), match.end(), _bare(match[1])))
    return sorted(found)


def find_site_code(folded: str, *, with_placeholders: bool = False) -> list[Found]:
    """Every 网站标识码 that stands after its label, or before it in brackets."""
    return sorted(
        Found(match.start(), match.end(), _bare(match[1]).lower())
        for pattern in (_SITE_CODE, _CODE_BEFORE_LABEL)
        for match in pattern.finditer(folded)
        if with_placeholders or not _is_placeholder(_bare(match[1]))
    )


def _is_placeholder(number: str) -> bool:
    """Whether the digits are those of a form that nobody filled in. Only a page's number is asked: a roster means what it says."""
    digits = number.lower().removeprefix("bm")
    return set(digits) == {"0"} or digits in _COUNTING


def normal_icp(text: str) -> str | None:
    found = find_icp(fold(text)[0], with_placeholders=True)
    return found[0].value if found else None


def normal_public_security(text: str) -> str | None:
    folded = fold(text)[0]
    found = find_public_security(folded, with_placeholders=True)
    if found:
        return found[0].value
    digits = _bare(folded).removesuffix("号")
    return digits if re.fullmatch("[0-9]{14}", digits) else None


def normal_site_code(text: str) -> str | None:
    code = _bare(fold(text)[0]).lower()
    return code if _BARE_CODE.fullmatch(code) else None


def same_icp(one: str, other: str) -> bool:
    """Compares two ICP numbers; the suffix counts only where both have one. Texts that are no ICP number are never the same."""
    a, b = normal_icp(one), normal_icp(other)
    if a is None or b is None:
        return False
    (a_base, _, a_suffix), (b_base, _, b_suffix) = a.partition("号"), b.partition("号")
    return a_base == b_base and (not a_suffix or not b_suffix or a_suffix == b_suffix)


def same_public_security(one: str, other: str) -> bool:
    """Compares the 14 digits of two 公安备案号; texts without them are never the same."""
    a, b = normal_public_security(one), normal_public_security(other)
    return a is not None and b is not None and re.sub(r"\D", "", a) == re.sub(r"\D", "", b)


def same_site_code(one: str, other: str) -> bool:
    a, b = normal_site_code(one), normal_site_code(other)
    return a is not None and a == b


def same_number(kind: str, one: str, other: str) -> bool:
    """Compares two texts as numbers of that kind (site_code, icp, public_security)."""
    return {"icp": same_icp, "public_security": same_public_security}.get(kind, same_site_code)(one, other)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
