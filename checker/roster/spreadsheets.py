"""Workbooks (xlsx, xls, ods, xlsb) as sheets of text, read in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from checker.faults import RosterFault
from checker.roster import sheet_reader
from checker.roster.cells import clean_text
from checker.roster.headers import Row

_PROGRAM = Path(sheet_reader.__file__)
_PATIENCE = 120  # seconds
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream into which office programs put an encrypted workbook


class Sheet(NamedTuple):
    """A sheet of a workbook, or the one table of a text file; blank rows are left out, each row knows its number."""

    name: str
    visible: bool
    rows: list[Row]


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook in its own order; raises RosterFault, with `name` in it, for one that cannot be read."""
    if _ENCRYPTED in data:
        raise RosterFault(f'The roster "{name}" is protected by a password: save a copy without one.')
    try:
        # -P keeps this room's modules from standing in for those of the standard library
        done = subprocess.run(  # noqa: S603  our own program, no shell, no argument from outside
            [sys.executable, "-P", str(_PROGRAM)], input=data, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise RosterFault(f'The roster "{name}" could not be read within {_PATIENCE} s: save its list alone as .csv.') from slow
    if done.returncode != 0:
        raise RosterFault(
            f'The roster "{name}" is damaged, protected by a password, or a spreadsheet of an unknown kind: '
            "open it in an office program and save it as .xlsx."
        )
    return [Sheet(sheet["name"], sheet["visible"], _rows(sheet["rows"])) for sheet in json.loads(done.stdout)]


def _rows(read: list[tuple[int, list[str]]]) -> list[Row]:
    rows = (Row(number, [clean_text(cell) for cell in cells]) for number, cells in read)
    return [row for row in rows if any(row.cells)]
