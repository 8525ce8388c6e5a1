"""One sheet of the workbook: a head that stays in sight, cells that are what they look like, and a page to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook  # type: ignore[import-untyped]  # has no types of its own
from openpyxl.drawing.image import Image  # type: ignore[import-untyped]  # has no types of its own
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]  # has no types of its own

from checker.reports.hostile_text import calm
from checker.reports.shares import Share, whole_percent

_LINE = Side(style="thin", color="FF808080")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = {"font": Font(name="黑体", size=11), "fill": PatternFill("solid", fgColor="FFE8EDF3"), "border": _FRAME}
_HEAD_ALIGN = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT, _LINKED = Font(name="宋体", size=11), Font(name="宋体", size=11, color="FF0B57A4", underline="single")
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_CENTER = Alignment(horizontal="center", vertical="center")
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_LINE_HEIGHT, _HIGHEST = 15, 405  # points; Excel takes rows of up to 409
_PICTURE_ROW = 66  # points


@dataclass(frozen=True)
class Head:
    """A column's title, its width in characters, and whether its cells stand in the middle."""

    title: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Link:
    """Words that open `target`, relative to the workbook."""

    words: str
    target: str


@dataclass(frozen=True)
class Signed:
    """A change, with its sign."""

    number: int


@dataclass(frozen=True)
class Thumbnail:
    """A small picture: JPEG bytes."""

    data: bytes


Cell = str | int | Signed | Share | Link | Thumbnail | None


def add_sheet(book: Workbook, title: str, heads: Sequence[Head], rows: Iterable[Sequence[Cell]]) -> None:
    """Adds a sheet; `title` has at most 31 characters and none of `[]:*?/\\`."""
    sheet = book.create_sheet(title)
    for index, head in enumerate(heads, 1):
        cell = sheet.cell(1, index)
        cell.value = head.title
        cell.font, cell.fill, cell.border, cell.alignment = _HEAD["font"], _HEAD["fill"], _HEAD["border"], _HEAD_ALIGN
        sheet.column_dimensions[cell.column_letter].width = head.width
    sheet.row_dimensions[1].height = 24
    count = 1
    for count, row in enumerate(rows, 2):
        for index, (head, value) in enumerate(zip(heads, row, strict=True), 1):
            _write(sheet, sheet.cell(count, index), value, head)
        sheet.row_dimensions[count].height = _height(heads, row)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{sheet.cell(count, len(heads)).coordinate}"
    _set_print(sheet, title)


def _write(sheet: Any, cell: Any, value: Cell, head: Head) -> None:
    cell.border, cell.font = _FRAME, _TEXT
    cell.alignment = _CENTER if head.centred else _LEFT
    if isinstance(value, Share):
        cell.alignment = _RIGHT
        _write_share(cell, value)
    elif isinstance(value, Signed):
        cell.value, cell.alignment, cell.number_format = value.number, _RIGHT, "+0;−0;0"
    elif isinstance(value, int):
        cell.value, cell.alignment = value, _RIGHT
    elif isinstance(value, Link):
        cell.hyperlink = value.target
        _write_text(cell, value.words)
        cell.font = _LINKED
    elif isinstance(value, Thumbnail):
        picture = Image(BytesIO(value.data))
        picture.anchor = cell.coordinate
        sheet.add_image(picture)
    elif value is not None:
        _write_text(cell, value)
        if value == "—":
            cell.alignment = _RIGHT


def _write_text(cell: Any, words: str) -> None:
    """Text, whatever it begins with: never a formula, and none when somebody opens the cell and leaves it again."""
    text = calm(words)
    cell.value = text
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
    cell.quotePrefix = text.startswith(_FORMULA)


def _write_share(cell: Any, share: Share) -> None:
    if share.percent == f"{whole_percent(share.count, share.total)}%":
        cell.value, cell.number_format = whole_percent(share.count, share.total) / 100, "0%"
    else:
        _write_text(cell, share.percent)


def _height(heads: Sequence[Head], row: Sequence[Cell]) -> float:
    """Points that the row needs so that no word is cut off: programs do not all measure wrapped text themselves."""
    lines = 1
    for head, value in zip(heads, row, strict=True):
        words = value.words if isinstance(value, Link) else value if isinstance(value, str) else ""
        room = max(1, head.width - 2)
        lines = max(lines, sum(max(1, ceil(_breadth(line) / room)) for line in calm(words).split("\n")))
    least = _PICTURE_ROW if any(isinstance(value, Thumbnail) for value in row) else 20
    return min(_HIGHEST, max(least, lines * _LINE_HEIGHT + 6))


def _breadth(text: str) -> int:
    """In the widths of a Latin letter."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _set_print(sheet: Any, title: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
