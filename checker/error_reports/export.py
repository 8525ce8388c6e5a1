"""An export as entries: read by the roster's own readers, whatever the file is called."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.error_reports.columns import HEADERS, Columns, find_columns
from checker.error_reports.written_moment import read_moment
from checker.faults import RosterFault, UsageFault
from checker.records.error_report import RefusedReport
from checker.records.numbers import normal_site_code
from checker.roster.cells import blot_passwords, restore_digits, says_nothing
from checker.roster.files import read_sheets
from checker.roster.headers import Row

_ANSWERED_WORDS = ("已答复", "已回复", "已办结", "已反馈", "已处理", "办结", "已完成", "处理完毕")
_NOT_YET = ("未", "尚未", "待", "正在", "不")
_TOTALS = ("合计", "总计", "小计", "共计")


@dataclass(frozen=True)
class Entry:
    """One report as the export tells it; what names its site is as written, "" where nothing stands."""

    row: int
    site_code: str
    name: str
    url: str
    unit: str
    number: str | None
    received: date
    answered: date | None
    says_answered: bool

    @property
    def site_text(self) -> str:
        return blot_passwords(" ".join(filter(None, (self.site_code, self.name or self.unit, self.url))))


@dataclass(frozen=True)
class Export:
    entries: tuple[Entry, ...]
    refused: tuple[RefusedReport, ...]


def read_export(path: Path) -> Export:
    """Raises UsageFault where the file is no table of reports; a row that cannot be used is refused with its reason."""
    rows, columns = _find_table(path)
    entries: list[Entry] = []
    refused: list[RefusedReport] = []
    row_of_number: dict[str, int] = {}
    for row in rows[columns.data :]:
        if columns.repeats_header(row) or _is_total(row, columns):
            continue
        entry = _read_row(row, columns)
        if isinstance(entry, Entry) and entry.number in row_of_number:
            first = row_of_number[entry.number]
            entry = (f"the report {entry.number} stands in row {first} already", f"留言编号“{entry.number}”与第{first}行重复")
        if not isinstance(entry, Entry):
            refused.append(refuse(row.number, *entry, text=" | ".join(cell for cell in row.cells if cell)))
            continue
        entries.append(entry)
        if entry.number is not None:
            row_of_number[entry.number] = entry.row
    return Export(tuple(entries), tuple(refused))


def refuse(row: int, reason: str, because: str, text: str) -> RefusedReport:
    return RefusedReport(row=row, reason=reason, because=because, text=blot_passwords(text))


def _find_table(path: Path) -> tuple[list[Row], Columns]:
    try:
        sheets = sorted(read_sheets(path), key=lambda sheet: not sheet.visible)
    except RosterFault as fault:  # the readers are the roster's: what they say of a file holds of this one
        raise UsageFault(str(fault).replace("The roster", "The export of error reports").replace("no roster", "no file")) from fault
    found = [(sheet.rows, columns) for sheet in sheets if (columns := find_columns(sheet.rows)) is not None]
    usable = [(rows, columns) for rows, columns in found if columns.name_a_site]
    if not usable:
        lacking = "tells which site a report is about" if found else "tells when a report was received"
        wanted = HEADERS["site_code"][:1] + HEADERS["name"][:1] + HEADERS["url"][:1] if found else HEADERS["received"][:4]
        seen = max((row.cells for sheet in sheets for row in sheet.rows[:30]), key=lambda cells: sum(map(bool, cells)), default=[])
        headers = blot_passwords(", ".join(cell for cell in seen if cell)) or "none"
        raise UsageFault(f'The export "{path.name}" has no column that {lacking} ({", ".join(wanted)}, …). Headers seen: {headers}.')
    rows, columns = max(usable, key=lambda table: len(table[0]) - table[1].data)
    if columns.data >= len(rows):
        raise UsageFault(f'The export "{path.name}" has a header and no rows under it: there is nothing to import.')
    return rows, columns


def _is_total(row: Row, columns: Columns) -> bool:
    """A line of sums, or a note below the table: no time of receipt, and 合计 at its beginning."""
    first = next((cell for cell in row.cells if cell), "")
    return not columns.cell(row, "received") and first.replace(" ", "").startswith(_TOTALS)


def _read_row(row: Row, columns: Columns) -> Entry | tuple[str, str]:
    """The entry, or the reason why there is none, in English and in Chinese."""
    code, name, url, unit = (columns.cell(row, field) for field in ("site_code", "name", "url", "unit"))
    name, url, unit = ("" if says_nothing(cell) else cell for cell in (name, url, unit))
    site_code = "" if says_nothing(code) else normal_site_code(restore_digits(code))
    if site_code is None:
        return f'the site code "{code}" is not ten digits, or bm and eight digits', f"网站标识码“{code}”格式不正确"
    if not (site_code or name or url or unit):
        return "no site is named", "没有写明网站"
    written = columns.cell(row, "received")
    received = read_moment(written) if not says_nothing(written) else "没有收到时间"
    if isinstance(received, str):
        return f'when it was received cannot be read ("{written}")', f"收到时间无法识别：{received}"
    written = columns.cell(row, "answered")
    answered = None if _is_not_yet(written) else read_moment(written)
    if isinstance(answered, str):
        return f'when it was answered cannot be read ("{written}")', f"答复时间无法识别：{answered}"
    if answered is not None and answered < received:
        return f"it was answered ({answered}) before it was received ({received})", f"答复时间（{answered}）早于收到时间（{received}）"
    number = columns.cell(row, "number")
    return Entry(
        row=row.number,
        site_code=site_code,
        name=name,
        url=url,
        unit=unit,
        number=None if says_nothing(number) else number,
        received=received,
        answered=answered,
        says_answered=answered is None and _says_answered(columns.cell(row, "state")),
    )


def _is_not_yet(text: str) -> bool:
    """An empty cell, or words that say that there is no answer yet."""
    return says_nothing(text) or (text.startswith(_NOT_YET) and not any(char.isdigit() for char in text))


def _says_answered(state: str) -> bool:
    return any(word in state for word in _ANSWERED_WORDS) and not any(state.startswith(word) for word in _NOT_YET)
