"""What is wrong with one row, told twice: in English for the terminal, in Chinese for the report."""

from typing import NamedTuple

from checker.records.base import Record


class Trouble(NamedTuple):
    """Why a cell cannot be used."""

    reason: str
    because: str


class Refusal(Record):
    """A row that is not checked. `row` as a spreadsheet shows it; `text` is the row's cells, with passwords blotted out."""

    row: int
    reason: str
    because: str
    text: str


class Remark(Record):
    """Something doubtful that keeps no site from being checked; `row` is 0 where it concerns the whole file."""

    row: int
    reason: str
    because: str
