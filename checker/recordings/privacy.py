"""What a recording does not keep of the people who wrote to an office: the same words are masked as in a run's records."""

import json
import re
from typing import Any

from checker.locating.columns.masked_words import PLACEHOLDER, mask_text, names_somebody
from checker.locating.columns.personal_numbers import find_personal_numbers, leads_to_somebody
from checker.locating.columns.personal_words import names_in
from checker.recordings.html_words import Piece, meaning, pieces_of
from checker.records.numbers import fold

# the five marks are what the recording is there for; their numbers are nobody's telephone
_OF_A_MARK = re.compile(r"备案|公网安备|网安备|标识码|ICP", re.IGNORECASE)
_READ_OUT = re.compile(r"(\s(?:title|alt|value|content|placeholder)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_HAN = re.compile("[一-龥]")
# "userName": "…", userName: '…', userName = "…": what data in scripts look like
_PAIR = re.compile(r"(?<![\w.$])([\"']?)([A-Za-z_]\w{0,30}|[一-龥]{2,8})\1(\s*(?::|=(?!=))\s*)([\"'])((?:(?!\4)[^\\\n]|\\.){1,60})\4")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def mask_html(text: str) -> str:
    """The document with its words masked: each by itself, behind a label, or below the head of a column of a table."""
    return "".join(_masked(piece) for piece in pieces_of(text))


def mask_data(text: str) -> str:
    """JSON with masked values, as it was written where nothing had to be masked; what is no JSON is a script, or JSON in its call."""
    try:
        data = json.loads(text)
    except ValueError:
        return mask_script(text)
    masked = _mask_value(data, "")
    return text if masked == data else json.dumps(masked, ensure_ascii=False)


def mask_script(text: str) -> str:
    """The script, or JSON in a function's call, with the values masked that are somebody's by their name and by how they look."""
    return _PAIR.sub(lambda pair: _masked_pair(pair) if names_somebody(pair[2]) else pair[0], text)


def values_in_script(text: str) -> list[tuple[str, str]]:
    """Names and values of a script's data, without escapes."""
    return [(pair[2], unescaped(pair[5])) for pair in _PAIR.finditer(text)]


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _masked(piece: Piece) -> str:
    if piece.kind == "script":
        return mask_script(piece.text)
    if piece.kind == "tag":
        return _READ_OUT.sub(lambda found: f"{found[1]}{found[2][0]}{_masked_attribute(found[2][1:-1])}{found[2][0]}", piece.text)
    return _mask_words(piece.text, is_personal=piece.is_personal)


def _mask_words(words: str, *, is_personal: bool) -> str:
    if not words.strip() or _OF_A_MARK.search(words):
        return words
    if is_personal and meaning(words) is None:
        return words.replace(words.strip(), PLACEHOLDER)
    return mask_text(words)


def _masked_attribute(value: str) -> str:
    """Words that a person may read; numbers there are mostly those of letters and forms, and stay unless they are somebody's."""
    if _HAN.search(value):
        return value if _OF_A_MARK.search(value) else mask_text(value)
    return PLACEHOLDER if leads_to_somebody(value) else value


def _masked_pair(pair: re.Match[str]) -> str:
    value = fold(unescaped(pair[5]))[0].strip()
    if names_in([value]) or any(span.start == 0 and span.end == len(value) for span in find_personal_numbers(value)):
        return f"{pair[1]}{pair[2]}{pair[1]}{pair[3]}{pair[4]}{PLACEHOLDER}{pair[4]}"
    return pair[0]


def _mask_value(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _mask_value(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mask_value(inner, name) for inner in value]
    if isinstance(value, str) and value and not _OF_A_MARK.search(value):
        if names_somebody(name) and (name.lower() != "name" or names_in([value])):  # columns and units have a name too
            return PLACEHOLDER
        return mask_html(value) if "<" in value else mask_text(value)
    return value
