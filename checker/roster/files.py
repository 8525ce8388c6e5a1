"""A roster file as sheets of text, told apart by its content: office programs and people give any name to any file."""

import re
from pathlib import Path

from checker.faults import RosterFault
from checker.roster.delimited import read_delimited
from checker.roster.spreadsheets import Sheet, read_workbook

_LARGEST = 64 << 20  # bytes; a roster of 100,000 sites takes some 10 MB
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # zip (xlsx, ods) and OLE (xls, protected xlsx)
_BLANK = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*")
# many official systems export a web page, or a workbook as XML, under the name .xls
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<\x00?[!?a-z]", re.IGNORECASE)


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of a file (a text has one); raises RosterFault for a file that is not there, empty, or no table."""
    data = _read_bytes(path)
    name = path.name
    if data.startswith(_WORKBOOKS):
        return read_workbook(data, name)
    if _MARKUP.match(data):
        raise RosterFault(
            f'The roster "{name}" is a web page or XML, whatever its name says: open it in an office program and save it as .xlsx.'
        )
    return [Sheet(name, visible=True, rows=read_delimited(data, name))]


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise RosterFault(f'The roster "{path}" is a folder: name the file in it.')
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as missing:
        raise RosterFault(f'There is no roster "{path}": check the name and the folder.') from missing
    except (OSError, ValueError) as error:
        raise RosterFault(f'The roster "{path}" cannot be opened: {getattr(error, "strerror", None) or error}.') from error
    if len(data) > _LARGEST:
        raise RosterFault(f'The roster "{path}" is larger than {_LARGEST >> 20} MB: that is no list of sites.')
    if _BLANK.fullmatch(data):
        raise RosterFault(f'The roster "{path}" is empty.')
    return data
