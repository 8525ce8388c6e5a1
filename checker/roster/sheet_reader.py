"""Reads a workbook on stdin and writes its sheets as JSON on stdout: a program of its own, for damaged workbooks take it down.

The library underneath panics or asks for endless memory on some damaged files, and both end the whole process. So this file
imports nothing of ours, and spreadsheets.py starts it, bounded in memory and time.
"""

import datetime
import io
import json
import resource
import sys

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

PASSWORD, DAMAGED = 3, 4  # exit statuses that spreadsheets.py knows
_MEMORY = 3 << 30  # bytes; a sheet of a million rows and ten columns takes 0.4 GB

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            sheets = [
                {
                    "name": about.name,
                    "visible": about.visible == SheetVisibleEnum.Visible,
                    "rows": rows_of(workbook.get_sheet_by_name(about.name)),
                }
                for about in workbook.sheets_metadata
            ]
    except PasswordError:
        return PASSWORD
    except CalamineError:
        return DAMAGED
    json.dump(sheets, sys.stdout)
    return 0


def rows_of(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    """(row number from 1, cells from column A) of each row in which anything stands; vertically merged cells are filled down."""
    if sheet.start is None:
        return []
    top, left = sheet.start
    rows = {top + index: [""] * left + [text_of(cell) for cell in row] for index, row in enumerate(sheet.iter_rows())}
    for (first, column), (last, _) in sheet.merged_cell_ranges or []:
        for row in range(first + 1, last + 1):
            if row in rows and column < len(rows[row]) and any(rows[row]) and not rows[row][column]:
                rows[row][column] = rows[first][column]
    return [(number + 1, cells) for number, cells in sorted(rows.items()) if any(cells)]


def text_of(cell: Cell) -> str:
    """Whole numbers without the .0 that spreadsheets keep; dates in ISO form."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


if __name__ == "__main__":
    sys.exit(main())
