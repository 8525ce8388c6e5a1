"""Workbooks as people make them: several sheets, merged cells, damage."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest
import xlwt  # type: ignore[import-untyped]  # has no types of its own

from checker.faults import RosterFault
from checker.roster import read_roster
from checker.roster.spreadsheets import read_workbook
from checker.roster.tables import choose_table


def bytes_of(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_first_visible_sheet_with_addresses_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["本表由各单位填报"])
    for name, address in (("旧表", "old.gov.cn"), ("名单", "a.gov.cn"), ("备份", "b.gov.cn")):
        sheet = book.create_sheet(name)
        sheet.append(["网址"])
        sheet.append([address])
    book["旧表"].sheet_state = "hidden"
    path = tmp_path / "roster.xlsx"
    book.save(path)
    roster = read_roster(path)
    assert [site.key for site in roster.sites] == ["a.gov.cn"]
    assert [(remark.row, remark.reason) for remark in roster.remarks] == [
        (0, 'the sheet "备份" has addresses too (1 rows) and was not read; only "名单" was'),
        (0, 'the sheet "旧表" has addresses too (1 rows) and was not read; only "名单" was'),
    ]
    assert roster.remarks[0].because == "工作表“备份”中也有网址（1行），未读取，仅检查工作表“名单”"


def test_a_chart_and_a_sheet_with_a_header_alone_give_way_to_one_with_rows() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("图", 0)
    book["Sheet"].append(["网址"])
    book.create_sheet("名单").append(["网址"])
    book["名单"].append(["a.gov.cn"])
    table = choose_table(read_workbook(bytes_of(book), "x"), "x")
    assert [row.cells for row in table.rows] == [["a.gov.cn"]]
    assert table.remarks == []


def test_headers_of_two_lines_and_units_merged_over_their_sites() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "网站清单"
    sheet.merge_cells("B2:F2")
    for column, title in zip("BCDE", ("填报单位", "网站名称", "网址", "备案情况"), strict=True):
        sheet[f"{column}3"] = title
    for column in "BCD":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("E3:F3")
    sheet["E4"], sheet["F4"] = "ICP备案号", "公安备案号"
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["E5"] = "甲局", "一", "http://a.gov.cn", "蜀ICP备05003648号"
    sheet["C6"], sheet["D6"] = "二", "http://b.gov.cn"
    sheet.merge_cells("B5:B6")
    table = choose_table(read_workbook(bytes_of(book), "x"), "x")
    assert [(row.number, row.cells[1:5]) for row in table.rows] == [
        (5, ["甲局", "一", "http://a.gov.cn", "蜀ICP备05003648号"]),
        (6, ["甲局", "二", "http://b.gov.cn", ""]),
    ]
    assert table.header.columns == {"unit": 1, "name": 2, "url": 3, "icp": 4, "public_security": 5}


def test_rows_are_numbered_as_the_spreadsheet_shows_them(any_format: Callable[[object], Path]) -> None:
    roster = read_roster(any_format([[], ["", ""], ["", "网址"], [], ["", "a.gov.cn"], [], [], ["", "b.gov.cn"]]))
    assert [site.row for site in roster.sites] == [5, 8]


def test_a_cell_far_below_costs_no_rows() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["C300000"] = "网址", "a.gov.cn", " "
    (sheet,) = read_workbook(bytes_of(book), "x")
    assert [row.number for row in sheet.rows] == [1, 2]


def test_a_cell_in_the_last_corner_is_told_and_does_not_end_the_checker() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "网址", "x"
    with pytest.raises(RosterFault, match="is damaged, protected by a password"):
        read_workbook(bytes_of(book), "x")


@pytest.mark.parametrize("cut", [8, 600, 2000, -40])
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_damaged_workbook(cut: int, kind: str) -> None:
    file = io.BytesIO()
    if kind == "xls":
        book = xlwt.Workbook()
        book.add_sheet("s").write(0, 0, "网址")
        book.save(file)
    else:
        openpyxl.Workbook().save(file)
    with pytest.raises(RosterFault) as caught:
        read_workbook(file.getvalue()[:cut], f"名单.{kind}")
    assert str(caught.value) == (
        f'The roster "名单.{kind}" is damaged, protected by a password, or a spreadsheet of an unknown kind: '
        "open it in an office program and save it as .xlsx."
    )


def test_a_workbook_under_a_password() -> None:
    file = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("s")
    book.save(file)
    # an encrypted xlsx is an OLE file whose one stream is called EncryptedPackage
    plain, encrypted = "Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
    data = file.getvalue()
    place = data.index(plain.ljust(64, b"\0"))
    locked = data[:place] + encrypted.ljust(64, b"\0") + (len(encrypted) + 2).to_bytes(2, "little") + data[place + 66 :]
    with pytest.raises(RosterFault, match=r'^The roster "名单\.xlsx" is protected by a password: save a copy without one\.$'):
        read_workbook(locked, "名单.xlsx")
