"""The names of those who wrote, as a site's own pages tell them, hidden wherever else they stand: in an answer, a script, an address."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from checker.locating.columns.categories import category_of, is_action, is_directory
from checker.locating.columns.field_names import LEADS_ON, LETTER_STATES, NO_ANSWER, meaning_of
from checker.locating.columns.masked_words import PLACEHOLDER, names_somebody
from checker.locating.columns.personal_words import names_in, names_told
from checker.locating.columns.surnames import FAMILY
from checker.recordings.html_words import pieces_of
from checker.recordings.privacy import unescaped, values_in_script
from checker.records.numbers import fold

_GAP = r"(?:\s|&nbsp;|&ensp;|&emsp;|&#160;){0,3}"
_POLITE = "同志|先生|女士|小姐|同学|老师|师傅"
_VALUE = re.compile(r"\bvalue\s*=\s*[\"']([^\"']{2,8})[\"']", re.IGNORECASE)
# words that begin like a name and stand beside the fields of a form, or as a heading below them
_NO_NAME = re.compile(
    "查询|查看|查找|解读|计划|方式|方法|方便|简介|简体|安全|安排|宣传|单位|党建|党务|党群|高级|高新|成果|项目|金额|支持|支付|车辆|常用|常见|何时|左侧|白色|"
    "黄色|蓝色|空白|管理|程序|纪律|申请|申报|符号|易懂|满意|解决|古城|双创|温馨|单选|双选|曾用|沙发|边框|雷同|冷门|万元"
)
_SHORT = 2  # letters: such a name may be the beginning of any word


class KnownNames:
    """`names` are those of all pages of a site. Of three letters and more they are hidden everywhere, of two where they are
    spoken to or stand alone.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._anywhere = _of(name for name in names if len(name) > _SHORT)
        short = (name for name in names if len(name) == _SHORT)
        self._alone = _of(short, f"(?={_GAP}(?:{_POLITE}|[,，:：!！]?{_GAP}[您你]好)|(?![一-龥]))")

    def mask(self, text: str, own: Collection[str] = ()) -> str:
        """`own` are the names that this text tells itself: they go from all of it, and their family names where those are spoken to."""
        for pattern in (_of(sorted(own)), _families(sorted(own)), self._anywhere, self._alone):
            if pattern is not None:
                text = pattern.sub(_placeholder, text)
        return text


def names_in_html(text: str) -> set[str]:
    """Of a document: behind labels and below heads, in the fields of a form that is filled in, in its words and in its scripts."""
    found: set[str] = set()
    for piece in pieces_of(text):
        if piece.kind == "script":
            found |= names_in_script(piece.text)
        elif piece.kind == "tag":
            found |= _named(_VALUE.findall(piece.text)) if piece.is_personal else set()
        elif piece.is_personal and not piece.behind_field:
            found |= _named([fold(piece.text.replace("&nbsp;", " "))[0]])
        else:
            found |= names_told(fold(piece.text.replace("&nbsp;", " "))[0])
    return {name for name in found if not _is_word(name)}


def names_in_script(text: str) -> set[str]:
    return {name for key, value in values_in_script(text) if _whose(key) for name in _named([value]) if not _is_word(name)}


def names_in_json(text: str) -> set[str]:
    try:
        data = json.loads(text)
    except ValueError:
        return names_in_script(text)
    found: set[str] = set()
    for key, value in _values(data, ""):
        found |= _named([value]) if _whose(key) else names_in_html(value)
    return {name for name in found if not _is_word(name)}


def _values(data: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for name, inner in data.items():
            yield from _values(inner, str(name))
    elif isinstance(data, list):
        for inner in data:
            yield from _values(inner, key)
    elif isinstance(data, str):
        yield key, data


def _whose(key: str) -> bool:
    """A column and a unit have a `name` too."""
    return names_somebody(key) and key.lower() != "name"


def _named(values: Iterable[str]) -> set[str]:
    return names_in(fold(unescaped(value))[0] for value in values)


def _is_word(name: str) -> bool:
    known = category_of(name) is not None or is_directory(name) or is_action(name) or meaning_of(name) is not None
    return known or any(words.fullmatch(name) for words in (_NO_NAME, LEADS_ON, LETTER_STATES, NO_ANSWER))


def _of(names: Iterable[str], behind: str = "") -> re.Pattern[str] | None:
    """By first letters, since there may be hundreds of names and megabytes of text."""
    rests: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        rests.setdefault(name[0], []).append(_GAP + _GAP.join(map(_letter, name[1:])))
    if not rests:
        return None
    written = "|".join(f"{_letter(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(f"{'(?<![一-龥])' if behind else ''}(?=[{''.join(rests)}\\\\%&])(?:{written}){behind}")


def _families(names: Iterable[str]) -> re.Pattern[str] | None:
    """王同志, 王老师, where the page tells that one of that family wrote."""
    families = sorted({found[0] for name in names if (found := re.match(FAMILY, name))})
    return re.compile(f"(?<![一-龥])(?:{'|'.join(families)})(?=(?:{_POLITE}))") if families else None


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """However a page, a script or an address writes it."""
    code = ord(letter)
    in_addresses = {quote(letter), quote(letter.encode("gb18030"))}
    forms = [letter, rf"\\u{code:04x}", f"&#x{code:x};", f"&#{code};", *sorted(in_addresses)]
    return f"(?i:{'|'.join(forms)})"


def _placeholder(match: re.Match[str]) -> str:
    """In an address as addresses are written."""
    return quote(PLACEHOLDER) if match[0].startswith("%") else PLACEHOLDER
