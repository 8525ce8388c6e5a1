"""What a recording does not keep of the people who wrote to an office: the same words are masked as in a run's records."""

import json
import re
from collections.abc import Iterator
from typing import Any

from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.masked_words import PLACEHOLDER, mask_text, names_somebody
from checker.locating.columns.personal_words import names_in
from checker.records.numbers import fold

_PIECES = re.compile(r"<(script|style|textarea)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<\s*(/?)(table|tr|td|th)\b", re.IGNORECASE)
# the five marks are what the recording is there for; their numbers are nobody's telephone
_OF_A_MARK = re.compile(r"备案|公网安备|网安备|标识码|ICP", re.IGNORECASE)


def mask_html(text: str) -> str:
    """The document with its words masked: each by itself, behind a label, or below the head of a column of a table."""
    told, place, rows = "", 0, _Rows()
    label = False
    for start, end in _tags(text):
        words = text[place:start]
        if words.strip():
            masked = _mask_words(words, is_personal=label or rows.is_personal)
            rows.name(words)
            label = _is_label(words)
            told += masked
        else:
            told += words
        rows.pass_by(text[start:end])
        told += text[start:end]
        place = end
    return told + text[place:]


def mask_json(text: str) -> str:
    """The data with masked values; as it was written where nothing had to be masked, or where it is no JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        return text
    masked = _mask_value(data, "")
    return text if masked == data else json.dumps(masked, ensure_ascii=False)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    for match in _PIECES.finditer(text):
        yield match.span()
    yield len(text), len(text)


def _mask_words(words: str, *, is_personal: bool) -> str:
    if _OF_A_MARK.search(words):
        return words
    if is_personal and _meaning(words) is None:
        return words.replace(words.strip(), PLACEHOLDER)
    return mask_text(words)


def _meaning(words: str) -> str | None:
    return meaning_of(fold(words.strip())[0])


def _is_label(words: str) -> bool:
    return _meaning(words) == "personal"


class _Rows:
    """Where a table's cells stand below a head that says whose they are."""

    def __init__(self) -> None:
        self._tables: list[set[int]] = []
        self._cell = -1
        self._cells = -1

    def pass_by(self, tag: str) -> None:
        found = _TAG.match(tag)
        if found is None:
            return
        closes, name = bool(found[1]), found[2].lower()
        if name == "table":
            if closes and self._tables:
                self._tables.pop()
            elif not closes:
                self._tables.append(set())
            self._cell = self._cells = -1
        elif name == "tr":
            self._cell = self._cells = -1
        else:
            self._cells += not closes
            self._cell = -1 if closes else self._cells

    def name(self, words: str) -> None:
        """These words stand in the cell: a head of a column of people, or something else."""
        if self._tables and self._cell >= 0 and _is_label(words) and not words.strip().endswith((":", "：")):
            self._tables[-1].add(self._cell)

    @property
    def is_personal(self) -> bool:
        return bool(self._tables) and self._cell in self._tables[-1]


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
