"""Text tables: csv with commas, semicolons or tabs, in UTF-8, UTF-16 or GB18030."""

import csv
import io
import re
from typing import NamedTuple

from checker.faults import RosterFault
from checker.roster.cells import clean_text
from checker.roster.headers import Row, find_header
from checker.roster.text_files import likely_encodings, with_plain_line_ends

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")  # no table has them; 0x1a was the end of a text under DOS
_DELIMITERS = ",;\t"
_DELIMITER_LINE = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)
_END = "\uffff"  # a character that no text has


class _Table(NamedTuple):
    """`open_quote` is the row in which a quotation mark is never closed, 0 for none."""

    rows: list[Row]
    open_quote: int


def read_delimited(data: bytes, name: str) -> list[Row]:
    """The rows in which anything stands, numbered as a spreadsheet would; raises RosterFault, with `name` in it."""
    text = _decode(data, name)
    told = _DELIMITER_LINE.match(text)
    # Excel reads a first line `sep=;` itself and does not show it
    tables = [_parse(text[told.end() :], told[1])] if told else [_parse(text, delimiter) for delimiter in _DELIMITERS]
    table = max(tables, key=_likelihood)
    if table.open_quote:
        raise RosterFault(
            f'The roster "{name}" has a quotation mark in row {table.open_quote} that is never closed '
            "and would swallow the rows after it: close or delete it."
        )
    return table.rows


def _decode(data: bytes, name: str) -> str:
    candidates, data = likely_encodings(data)
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return with_plain_line_ends(text)
    raise RosterFault(
        f'The roster "{name}" is neither a spreadsheet nor a text in UTF-8, GB18030 or UTF-16: save it as .xlsx, or as .csv in UTF-8.'
    )


def _parse(text: str, delimiter: str) -> _Table:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(f"{text.rstrip()}\n{_END}"), delimiter=delimiter))
        complete = records.pop() == [_END]
    except csv.Error:  # a cell beyond the library's limit of 128 KiB: an open quotation mark, too
        complete = False
    rows = (Row(index, [clean_text(cell) for cell in cells]) for index, cells in enumerate(records, 1))
    return _Table([row for row in rows if any(row.cells)], 0 if complete else len(records) + 1)


def _likelihood(table: _Table) -> tuple[int, int]:
    """Known headers first, then columns: a delimiter that is not the file's gives one column."""
    header = find_header(table.rows)
    return len(header.columns) if header else 0, max((len(row.cells) for row in table.rows), default=0)
