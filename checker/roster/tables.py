"""Which sheet of a file is the roster, and which of its rows are sites."""

from typing import NamedTuple

from checker.faults import RosterFault
from checker.roster.cells import blot_passwords
from checker.roster.headers import ACCEPTED_ADDRESS_HEADERS, Header, Row, find_header, is_address_header
from checker.roster.spreadsheets import Sheet
from checker.roster.troubles import Remark

_HEADERS_SHOWN = 12


class Table(NamedTuple):
    """The roster's header and the rows under it; `remarks` name sheets that look like rosters and were not read."""

    header: Header
    rows: list[Row]
    remarks: list[Remark]


def choose_table(sheets: list[Sheet], name: str) -> Table:
    """The first sheet with an address column and rows under it, visible ones first; raises RosterFault for none."""
    ordered = sorted(sheets, key=lambda sheet: not sheet.visible)
    found = [(sheet, header) for sheet in ordered if (header := find_header(sheet.rows))]
    if not found:
        raise RosterFault(
            f'The roster "{name}" has no address column. Headers seen: {_headers_seen(sheets)}. '
            f"One of them has to be {', '.join(ACCEPTED_ADDRESS_HEADERS[:-1])} or {ACCEPTED_ADDRESS_HEADERS[-1]}."
        )
    filled = [(sheet, header, rows) for sheet, header in found if (rows := _rows_under(sheet, header))]
    if not filled:
        raise RosterFault(f'The roster "{name}" has a header and no rows under it: there is nothing to check.')
    (chosen, header, rows), *others = filled
    remarks = [_unread(other, chosen, len(rows_there)) for other, _, rows_there in others]
    return Table(header, rows, remarks)


def _rows_under(sheet: Sheet, header: Header) -> list[Row]:
    place = header.columns["url"]
    return [row for row in sheet.rows[header.data :] if not (place < len(row.cells) and is_address_header(row.cells[place]))]


def _unread(other: Sheet, chosen: Sheet, rows: int) -> Remark:
    return Remark(
        row=0,
        reason=f'the sheet "{other.name}" has addresses too ({rows} rows) and was not read; only "{chosen.name}" was',
        because=f"工作表“{other.name}”中也有网址（{rows}行），未读取，仅检查工作表“{chosen.name}”",
    )


def _headers_seen(sheets: list[Sheet]) -> str:
    rows = [row.cells for sheet in sheets for row in sheet.rows[:30]]
    fullest = max(rows, key=lambda cells: sum(map(bool, cells)), default=[])
    words = [cell for cell in fullest if cell]
    more = ", …" if len(words) > _HEADERS_SHOWN else ""
    return blot_passwords(", ".join(words[:_HEADERS_SHOWN]) + more) if words else "none"
