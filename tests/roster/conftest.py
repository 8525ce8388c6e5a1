"""Writers of real roster files in each format."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest
import xlwt  # type: ignore[import-untyped]  # has no types of its own
from odf.opendocument import OpenDocumentSpreadsheet  # type: ignore[import-untyped]  # has no types of its own
from odf.table import Table, TableCell, TableRow  # type: ignore[import-untyped]  # has no types of its own
from odf.text import P  # type: ignore[import-untyped]  # has no types of its own

Rows = Sequence[Sequence[str | int | float | None]]
Writer = Callable[[Path, Rows], Path]


def write_xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def write_xls(path: Path, rows: Rows) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    book.save(str(path))
    return path


def write_ods(path: Path, rows: Rows) -> Path:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="名单")
    for row in rows:
        line = TableRow()
        for cell in row:
            if isinstance(cell, int | float):
                line.addElement(TableCell(valuetype="float", value=cell))
            else:
                written = TableCell(valuetype="string") if cell else TableCell()
                for paragraph in (cell or "").split("\n") if cell else []:
                    written.addElement(P(text=paragraph))
                line.addElement(written)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


def csv_writer(encoding: str, delimiter: str) -> Writer:
    def write(path: Path, rows: Rows) -> Path:
        lines = (delimiter.join(_quoted(cell, delimiter) for cell in row) for row in rows)
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


def _quoted(cell: str | float | None, delimiter: str) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in f'{delimiter}"\n') else text


WRITERS: dict[str, Writer] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv UTF-8": csv_writer("utf-8", ","),
    "csv UTF-8 with mark": csv_writer("utf-8-sig", ","),
    "csv GB18030": csv_writer("gb18030", ","),
    "csv UTF-16 with tabs": csv_writer("utf-16", "\t"),
    "csv with semicolons": csv_writer("utf-8", ";"),
}


@pytest.fixture(params=WRITERS)
def any_format(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Rows], Path]:
    """Writes rows in one of the formats, under a name that says nothing of it."""
    return lambda rows: WRITERS[request.param](tmp_path / "roster.dat", rows)


@pytest.fixture
def csv_roster(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a csv as it stands."""

    def write(text: str) -> Path:
        path = tmp_path / "roster.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def xlsx_roster(tmp_path: Path) -> Callable[[Rows], Path]:
    return lambda rows: write_xlsx(tmp_path / "roster.xlsx", rows)
