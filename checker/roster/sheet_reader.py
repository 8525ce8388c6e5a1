"""Reads a workbook on stdin and writes its sheets as JSON on stdout: a program of its own, for damaged workbooks take it down.

The library underneath panics or asks for endless memory on some damaged files, and both end the whole process. So this file
imports nothing of ours, and spreadsheets.py starts it, bounded in memory and time.
"""

import datetime
import io
import json
import resource
import sys

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_MEMORY = 3 << 30  # bytes; a sheet of a million rows and ten columns takes 0.4 GB

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def main() -> int:
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if allowed == resource.RLIM_INFINITY else min(_MEMORY, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
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
                if about.typ == SheetTypeEnum.WorkSheet
            ]
    except CalamineError:
        return 1
    json.dump(sheets, sys.stdout)
    return 0


def rows_of(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    """(row number from 1, cells from column A) of each row in which anything stands; vertically merged cells are filled down."""
    numbered = enumerate(sheet.to_python(skip_empty_area=False), 1)  # from A1, wherever the first filled cell stands
    rows = {number: [text_of(cell) for cell in cells] for number, cells in numbered if any(cell != "" for cell in cells)}
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or []:
        for number in range(top + 2, bottom + 2):
            if top + 1 in rows and number in rows and not rows[number][column]:
                rows[number][column] = rows[top + 1][column]
    return list(rows.items())


def text_of(cell: Cell) -> str:
    """Whole numbers without the .0 that spreadsheets keep; dates in ISO form."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


if __name__ == "__main__":
    sys.exit(main())
