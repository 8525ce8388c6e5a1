"""Where a page's own numbers stand in its files: found by the number that the fixture expects, never by the product."""

import re
from functools import cache
from pathlib import Path

from checker.records.sighting import BadgeKind
from tests.mutations.source import ALL, IN_THE_DOCUMENT, change, read, reading_text, text_files
from tests.sites.page import SitePage

_DIGITS: dict[BadgeKind, str] = {"site_code": r"(?:bm)?\d{8,10}", "icp": r"\d{8,10}", "public_security": r"\d{14}"}
# what announces a number of the kind, in the reading text of source.py
_HEADS: dict[BadgeKind, str] = {
    "site_code": r"标识(?:编)?码",
    "icp": r"icp备(?!案)",
    "public_security": r"公网安备(?!案)",
}
_BETWEEN = r"(?:<[^<>]*>|&(?:nbsp|ensp|thinsp|shy|zwj|zwnj|#8203|#8204|#8205|#8288|#65279|#160|#173);|[\s\u00ad\u200b-\u200f\u2060\ufeff])*"
_PICTURE = r"""\"data:image[^\"]*\"|'data:image[^']*'|data:image[^\"'\s)]*"""
_DRAWN = rf"<!--.*?-->|fillText\([^)]*\)|{_PICTURE}"
_FIELDS = r"<input\b[^>]*>|<(textarea|select|object)\b.*?</\1>"
# a link, a loader and a witness keep their number when the number that is read changes
_ELSEWHERE = re.compile(r"(?:code(?:=|%3D)|sitecode\\?[\"']?\s*[=:,]\s*\\?[\"']?|content=[\"'])$", re.IGNORECASE)


def own_number(page: SitePage, kind: BadgeKind) -> str | None:
    """The digits (of a ministry's code also its letters) that stand on the page as the fixture says; None where it does not say."""
    badge = page.expected.badges[kind]
    if kind not in _DIGITS:
        return None
    said = badge.value or (getattr(page.expected.site, kind) if badge.state in ("shown", "hidden") else None)
    found = re.search(_DIGITS[kind], said.lower()) if said else None
    return found[0] if found else None


def stands_alone(page: SitePage, kind: BadgeKind) -> bool:
    """Whether the number stands in the document's text, and nothing else of its kind does: then what is left without it is known."""
    number, text = own_number(page, kind), _text_of(page.folder)
    if number is None or number not in text:
        return False
    without = text.replace(number, "")
    own_heads = len(re.findall(f"{_HEADS[kind]}(?:备?案?编?号)?[^0-9a-z\\n]{{0,3}}{number}", text))
    others = len(re.findall(r"(?<!\d)\d{14}(?!\d)", without)) if kind == "public_security" else 0
    return len(re.findall(_HEADS[kind], text)) <= max(own_heads, 1) and others == 0


@cache
def _text_of(original: Path) -> str:
    """Without fields, lists of choices and addresses that are whole pictures: what stands there is no text that a script can take out."""
    return reading_text(original, without=f"{_FIELDS}|{_PICTURE}")


def is_written(folder: Path, number: str, *, in_fields: bool = True) -> bool:
    """Whether the number stands in the page's files otherwise than in pictures: what only a reader of pictures sees is legible or not.
    What a field shows is read from the picture too."""
    drawn = re.compile(_DRAWN if in_fields else f"{_DRAWN}|{_FIELDS}", re.DOTALL | re.IGNORECASE)
    written = "\n".join(drawn.sub("", read(file)[0]) for file in text_files(folder, (*IN_THE_DOCUMENT, ".css")))
    return _wherever(number).search(written) is not None or number in reading_text(folder, without=drawn.pattern)


def _wherever(number: str) -> re.Pattern[str]:
    """The number in any spelling, with tags and invisible signs between its digits."""
    return re.compile(r"(?<!\d)" + _BETWEEN.join(_forms(sign) for sign in number) + r"(?!\d)", re.IGNORECASE)


def change_last_digit(folder: Path, number: str) -> str:
    """Changes the number wherever it can be read, in text, styles, scripts and pictures that are text, and gives the new number."""
    pattern = _wherever(number)
    new = number[:-1] + str((int(number[-1]) + 5) % 10)

    def replaced(match: re.Match[str]) -> str:
        if _ELSEWHERE.search(match.string, 0, match.start()) and match.string[: match.start()].rstrip("\"'\\")[-1:] in "=D:,":
            return match[0]
        last = list(re.finditer(_forms(number[-1]), match[0], re.IGNORECASE))[-1]
        return match[0][: last.start()] + new[-1] + match[0][last.end() :]

    for file in text_files(folder, ALL):
        change(file, lambda text: pattern.sub(replaced, text))
    return new


def can_be_changed(folder: Path, number: str) -> bool:
    """Whether `change_last_digit` reached every place (to be asked of the changed folder)."""
    return number not in reading_text(folder, ALL) and number[:-1] + str((int(number[-1]) + 5) % 10) in _all_text(folder)


def link_carries(folder: Path, number: str) -> bool:
    return re.search(f"code(?:=|%3D){number}", _raw(folder), re.IGNORECASE) is not None


def names_code(folder: Path, code: str) -> bool:
    """Whether the error report's link or loader has the code written out, so that it stays when the text changes."""
    return _code_in_link(code).search(_raw(folder)) is not None


def _code_in_link(code: str) -> re.Pattern[str]:
    return re.compile(rf"(site_?code(?:=|%3D|\\?[\"']?\s*[=,]\s*)\\?[\"']?{code[:-1]}){code[-1]}(?!\d)", re.IGNORECASE)


def change_code_in_link(folder: Path, code: str) -> bool:
    """Changes the last digit of the code that the error report's link or loader carries; whether there was one."""
    pattern, before = _code_in_link(code), _raw(folder)
    for file in text_files(folder, IN_THE_DOCUMENT):
        change(file, lambda text: pattern.sub(lambda match: match[1] + str((int(code[-1]) + 5) % 10), text))
    return _raw(folder) != before


def _forms(sign: str) -> str:
    if not sign.isdigit():
        return re.escape(sign)
    return f"(?:{sign}|{chr(0xFF10 + int(sign))}|&#{48 + int(sign)};|&#x{48 + int(sign):x};)"


def _raw(folder: Path) -> str:
    return "\n".join(read(file)[0] for file in text_files(folder))


def _all_text(folder: Path) -> str:
    """Reading text and raw text: a number in an attribute or a style is found in the second."""
    return reading_text(folder, ALL) + "\n" + _raw(folder)
