"""Exports of 我为政府网站找错 in every kind of file, with their headers in any order; each row that cannot be used is named."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # has no types of its own
from hypothesis import given
from hypothesis import strategies as st
from odf import opendocument, table, text  # type: ignore[import-untyped]  # has no types of its own
from openpyxl import Workbook  # type: ignore[import-untyped]  # has no types of its own

from checker.error_reports import Export, read_export
from checker.faults import UsageFault

HEADER = ["序号", "网站标识码", "网站名称", "首页地址", "留言编号", "受理时间", "答复时间", "办理状态", "留言内容"]
ROWS = [
    ["1", "5107000012", "云岭市人社局", "http://rsj.yunling.gov.cn/", "L001", "2018-07-23 09:12", "2018-07-24 10:00", "已办结", "电话有误"],
    ["2", "5107000013", "云岭市财政局", "http://czj.yunling.gov.cn/", "L002", "2018/7/27", "", "办理中", "错别字，如“在”"],
]
Table = list[list[str]]


def write_csv(file: Path, table: Table) -> None:
    file.write_text("".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in table), encoding="gb18030")


def write_xlsx(file: Path, table: Table) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["“我为政府网站找错”平台留言办理情况"])
    for row in table:
        book.active.append([datetime.fromisoformat(cell) if cell[:3] == "201" and cell[4] == "-" else cell for cell in row])
    book.save(file)


def write_xls(file: Path, table: Table) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("留言")
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.save(str(file))


def write_ods(file: Path, rows: Table) -> None:
    book, sheet = opendocument.OpenDocumentSpreadsheet(), table.Table(name="留言")
    for row in rows:
        line = table.TableRow()
        for cell in row:
            place = table.TableCell(valuetype="string")
            place.addElement(text.P(text=cell))
            line.addElement(place)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(file))


WRITERS: dict[str, Callable[[Path, Table], None]] = {"csv": write_csv, "xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}


def read(tmp_path: Path, table: Table) -> Export:
    file = tmp_path / "export.csv"
    write_csv(file, table)
    return read_export(file)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"导出.{kind}"
    WRITERS[kind](file, [HEADER, *ROWS])
    export = read_export(file)
    first, second = export.entries
    assert (first.site_code, first.name, first.number) == ("5107000012", "云岭市人社局", "L001")
    assert (first.received, first.answered, first.says_answered) == (date(2018, 7, 23), date(2018, 7, 24), False)
    assert (second.received, second.answered, second.says_answered) == (date(2018, 7, 27), None, False)
    assert export.refused == ()


@pytest.mark.parametrize(
    "header",
    [
        ["答复日期", "网站", "接收时间"],
        ["办结时间（截止）", "被反映网站", "收到时间"],
        ["回复时间", "网站名称", "转办时间"],
        [" 答复 时间 ", "涉及网站", "受理时间(年月日)"],
    ],
)
def test_several_spellings_in_any_order(tmp_path: Path, header: list[str]) -> None:
    [entry] = read(tmp_path, [header, ["2018-07-24", "云岭市人社局", "2018-07-23"]]).entries
    assert (entry.name, entry.received, entry.answered) == ("云岭市人社局", date(2018, 7, 23), date(2018, 7, 24))


def test_the_clock_runs_from_when_the_unit_had_it(tmp_path: Path) -> None:
    header = ["网站名称", "留言时间", "转办时间", "收到时间", "办理时间", "答复时间"]
    [entry] = read(tmp_path, [header, ["甲", "2018-07-01", "2018-07-02", "2018-07-03", "2018-07-04", "2018-07-05"]]).entries
    assert (entry.received, entry.answered) == (date(2018, 7, 3), date(2018, 7, 5))


WRONG = [
    (["", "", "", "", "L9", "2018-07-23", "", "", ""], "no site is named"),
    (["", "51070000", "甲", "", "L9", "2018-07-23", "", "", ""], 'the site code "51070000"'),
    (["", "5107000012", "", "", "L9", "", "", "", ""], "when it was received"),
    (["", "5107000012", "", "", "L9", "昨天", "", "", ""], "when it was received"),
    (["", "5107000012", "", "", "L9", "2018-07-23", "三天内", "", ""], "when it was answered"),
    (["", "5107000012", "", "", "L9", "2018-07-23", "2018-07-22", "", ""], "before it was received"),
    (["", "5107000012", "", "", "L001", "2018-07-23", "", "", ""], "stands in row 2 already"),
]


@pytest.mark.parametrize(("row", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_row_that_cannot_be_used_is_named_and_the_others_are_read(tmp_path: Path, row: list[str], says: str) -> None:
    export = read(tmp_path, [HEADER, *ROWS, row])
    [refused] = export.refused
    assert (refused.row, len(export.entries)) == (4, 2)
    assert says in refused.reason and refused.because


@pytest.mark.parametrize("words", ["", "未答复", "暂无", "待办理", "-", "尚未办结"])
def test_words_that_there_is_no_answer_yet(tmp_path: Path, words: str) -> None:
    [entry] = read(tmp_path, [HEADER, [*ROWS[0][:6], words, "办理中", ""]]).entries
    assert entry.answered is None and not entry.says_answered


@pytest.mark.parametrize(("state", "says"), [("已办结", True), ("已答复", True), ("未答复", False), ("正在办理", False), ("", False)])
def test_a_state_that_says_answered_without_a_day(tmp_path: Path, state: str, says: bool) -> None:
    [entry] = read(tmp_path, [HEADER, [*ROWS[0][:6], "", state, ""]]).entries
    assert entry.says_answered is says


def test_sums_blank_rows_and_headers_that_are_printed_again_are_no_reports(tmp_path: Path) -> None:
    export = read(tmp_path, [["通报附表"], HEADER, ROWS[0], [""] * 9, HEADER, ROWS[1], ["合 计", "", "", "", "2", "", "", "", ""]])
    assert [entry.row for entry in export.entries] == [3, 6] and export.refused == ()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["网站名称", "答复时间"], ["甲", "2018-07-23"]], "no column that tells when a report was received (收到时间, 接收时间"),
        ([["受理时间", "答复时间"], ["2018-07-23", ""]], "no column that tells which site a report is about (网站标识码"),
        ([HEADER], "nothing to import"),
    ],
)
def test_a_file_that_is_no_export(tmp_path: Path, rows: Table, says: str) -> None:
    with pytest.raises(UsageFault) as refused:
        read(tmp_path, rows)
    assert says in str(refused.value)


@pytest.mark.parametrize(("content", "says"), [(b"", "is empty"), (b"PK\x03\x04" + bytes(99), "damaged"), (b"<html>", "web page")])
def test_a_file_that_is_no_table(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "export.xlsx"
    file.write_bytes(content)
    with pytest.raises(UsageFault, match=says) as refused:
        read_export(file)
    assert "The export of error reports" in str(refused.value) and "roster" not in str(refused.value)
    with pytest.raises(UsageFault, match='There is no file "'):
        read_export(tmp_path / "none.csv")


@given(st.lists(st.lists(st.text(max_size=12), min_size=9, max_size=9), min_size=1, max_size=4))
def test_whatever_stands_in_a_row_it_is_read_or_refused_with_a_reason(rows: Table) -> None:
    import csv
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.csv"
        with file.open("w", encoding="utf-8-sig", newline="", errors="surrogatepass") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([HEADER, ROWS[0], *rows])
        try:
            export = read_export(file)
        except UsageFault as refused:
            assert "The export" in str(refused)
            return
    assert export.entries[0].site_code == "5107000012"
    assert all(refused.reason and refused.because for refused in export.refused)
