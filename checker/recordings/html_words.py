"""A document in its pieces, tags and words in turn: which words stand where somebody's are asked for, behind a label or below a head."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from checker.locating.columns.field_names import meaning_of
from checker.records.numbers import fold

Kind = Literal["words", "tag", "script"]
_PIECES = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_OF_TABLE = re.compile(r"<\s*(/?)(table|tr|td|th)\b", re.IGNORECASE)
_FIELD = re.compile(r"<\s*(?:input|select|textarea|button)\b", re.IGNORECASE)


class Piece(NamedTuple):
    """`is_personal`: a label or the head of a column says that this is somebody's; `behind_field` where a form's field stood between."""

    text: str
    kind: Kind
    is_personal: bool = False
    behind_field: bool = False


def pieces_of(html: str) -> Iterator[Piece]:
    """All of the document, in order; a script's own words are a piece between its tags. Comments and style rules are tags."""
    place, rows = 0, _Rows()
    label = field = False
    for found in [*_PIECES.finditer(html), None]:
        words = html[place : found.start() if found else None]
        if words.strip():
            yield Piece(words, "words", label or rows.is_personal, label and field)
            rows.name(words)
            label, field = is_label(words), False
        elif words:
            yield Piece(words, "words")
        if found is None:
            return
        rows.pass_by(found[0])
        if (found[1] or "").lower() == "script":
            yield Piece(html[found.start() : found.start(2)], "tag")
            yield Piece(found[2], "script")
            yield Piece(html[found.end(2) : found.end()], "tag")
        else:
            yield Piece(found[0], "tag", label)
            field = field or bool(_FIELD.match(found[0]))
        place = found.end()


def meaning(words: str) -> str | None:
    return meaning_of(fold(words.strip())[0])


def is_label(words: str) -> bool:
    return meaning(words) == "personal"


class _Rows:
    """Where a table's cells stand below a head that says whose they are."""

    def __init__(self) -> None:
        self._tables: list[set[int]] = []
        self._cell = -1
        self._cells = -1

    def pass_by(self, tag: str) -> None:
        found = _OF_TABLE.match(tag)
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
        if self._tables and self._cell >= 0 and is_label(words) and not words.strip().endswith((":", "：")):
            self._tables[-1].add(self._cell)

    @property
    def is_personal(self) -> bool:
        return bool(self._tables) and self._cell in self._tables[-1]
