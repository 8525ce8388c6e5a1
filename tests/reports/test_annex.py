"""附件.xlsx, read back: the table to the letter, text that stays text, numbers that are numbers, and evidence that is there."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest

from checker.reports.annex.sheets import Head, add_sheet
from checker.reports.annex.thumbnails import Thumbnails
from checker.reports.annex.workbook import TABLE, write_workbook
from checker.reports.figures_change import compare
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import read_run
from tests.reports.notice_runs import STALE, Truth, town, write_run


def book_of(run: Path, older: Path | None = None) -> Any:
    return openpyxl.load_workbook(BytesIO(bytes_of(run, older)))


def bytes_of(run: Path, older: Path | None = None) -> bytes:
    figures = count_notice(read_run(run))
    return write_workbook(figures, compare(figures, read_run(older)) if older else None)


def values(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_table_is_the_notices_to_the_letter(tmp_path: Path) -> None:
    sites = [
        Truth("a", "人社局", "http://rsj.my.gov.cn", fails={"columns-stale": STALE}),
        Truth("b", "教育局", "http://jyj.my.gov.cn/"),
        Truth("c", "民政局", "http://mzj.my.gov.cn/", verdict="cannot_tell"),
        Truth("d", "旅游局", offline=True),
    ]
    book = book_of(write_run(tmp_path / "run", sites))
    assert book.sheetnames[0] == TABLE
    assert values(book[TABLE]) == [
        ("序号", "填报单位", "首页地址", "结果", "抽查发现的突出问题"),
        (1, "人社局", "http://rsj.my.gov.cn", "不合格", "未按时更新栏目数量>5（13个栏目未按时更新）"),
        (2, "教育局", "http://jyj.my.gov.cn/", "合格", None),
        (3, "民政局", "http://mzj.my.gov.cn/", "待核实", None),
    ]
    assert [row[1] for row in values(book["永久下线"])] == ["填报单位", "旅游局"]


def test_the_head_stays_and_every_page_has_it(tmp_path: Path) -> None:
    for sheet in book_of(write_run(tmp_path / "run", town(16, pictures=True))):
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, 0, True)
        assert sum(dimension.width for dimension in sheet.column_dimensions.values()) < 190


def test_numbers_are_numbers_and_stand_right(tmp_path: Path) -> None:
    older = write_run(tmp_path / "older", town(10))
    sheet = book_of(write_run(tmp_path / "run", town(16)), older)["指标统计"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    stale = rows["未按时更新栏目数量≥5"]
    assert [(cell.value, cell.number_format) for cell in stale[2:7]] == [
        (8, "General"),
        (0.5, "0%"),
        (5, "General"),
        (3, "+0;−0;0"),
        (0, "General"),
    ]
    for row in rows.values():
        assert all(cell.alignment.horizontal == "right" for cell in row[2:7])
    table = book_of(tmp_path / "run")[TABLE]
    assert all(cell.alignment.horizontal == "right" for cell in table["A"][1:])


def test_each_kind_of_problem_has_its_sheet_with_pictures_and_links(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(16, pictures=True))
    book = book_of(run)
    assert set(book.sheetnames) >= {"栏目未按时更新", "未开设征集", "长期无信件", "网安备案号问题", "域名不规范", "需人工核查", "指标统计"}
    assert not {"互动交流问题", "标识不完整", "规范化建设问题"} & set(book.sheetnames)  # they are made up of others
    sheet = book["栏目未按时更新"]
    assert len(values(sheet)) == 1 + 8
    assert len(sheet._images) == 8
    links = [cell.hyperlink.target for row in sheet.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert len(links) == 16
    for link in links:
        path, _, fragment = link.partition("#")
        assert fragment.startswith("site-") if path == "index.html" else (run / "report" / unquote(path)).resolve().is_file()


def test_words_that_look_like_formulas_are_words(tmp_path: Path) -> None:
    nasty = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "#N/A", "\t=1", '=HYPERLINK("http://x","y")', "1e5", "007"]
    sites = [Truth(f"k{n}", words, fails={"domain": words}, problems=words) for n, words in enumerate(nasty)]
    data = bytes_of(write_run(tmp_path / "run", sites))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b"<f>" in package.read(name) or b"<f " in package.read(name)]
    for name, column in ((TABLE, 4), ("域名不规范", 3)):
        sheet = openpyxl.load_workbook(BytesIO(data))[name]
        cells = [row[column] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value for cell in cells] == nasty
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.quotePrefix for cell in cells] == [words[0] in "=+-@\t" for words in nasty]


def test_hostile_and_rare_characters(tmp_path: Path) -> None:
    name = "\U00020bb7\U0002a6d6野家\u202e\x00\x0b\ufffe" + "长" * 1200
    book = book_of(write_run(tmp_path / "run", [Truth("a", name, fails={"domain": name})]))
    shown = values(book[TABLE])[1][1]
    assert shown.startswith("\U00020bb7\U0002a6d6野家⟨U+202E⟩⟨U+0000⟩⟨U+000B⟩⟨U+FFFE⟩长") and len(shown) < 1100


def test_a_rule_with_a_title_that_no_sheet_may_have(tmp_path: Path) -> None:
    sites = [Truth("a", "甲", fails={"x" * 40: "为什么", "[a]:*?/\\b": "y", "重复": "z"})]
    book = book_of(write_run(tmp_path / "run", sites))
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    assert all(len(title) <= 31 for title in book.sheetnames)
    assert "ab" in book.sheetnames


@pytest.mark.parametrize("size", [0, 1])
def test_few_sites(size: int, tmp_path: Path) -> None:
    assert len(values(book_of(write_run(tmp_path / "run", town(size)))[TABLE])) == 1 + size


def test_the_change_has_its_own_sheet(tmp_path: Path) -> None:
    then = [Truth("a", "甲", fails={"columns-stale": STALE}), Truth("b", "乙"), Truth("z", "丁")]
    older = write_run(tmp_path / "older", then)
    now = [Truth("a", "甲"), Truth("b", "乙"), Truth("c", "丙")]
    assert values(book_of(write_run(tmp_path / "run", now), older)["与上次比较"])[1:] == [
        (1, "甲", "http://site2.yunling.gov.cn/", "不合格", "合格"),
        (2, "丙", "http://site4.yunling.gov.cn/", "未检查", "合格"),
        (3, "丁", "http://site4.yunling.gov.cn/", "合格", "未检查"),
    ]


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(5, pictures=True))
    assert bytes_of(run) == bytes_of(run)


def test_a_damaged_picture_and_one_that_is_gone_leave_their_cells_empty(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [Truth(key, key, fails={"domain": "x"}, picture=True) for key in ("a", "b", "c")])
    (run / "sites/a/home.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (run / "sites/b/home.jpg").unlink()
    sheet = book_of(run)["域名不规范"]
    assert [image.anchor._from.row for image in sheet._images] == [3]
    assert [bool(sheet.cell(row, 6).hyperlink) for row in (2, 3, 4)] == [True, False, True]


def test_only_so_many_thumbnails_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.reports.annex.thumbnails.MOST", 2)
    run = write_run(tmp_path / "run", [Truth(f"k{n}", "甲", fails={"domain": "x"}, picture=True) for n in range(5)])
    book = book_of(run)
    assert len(book["域名不规范"]._images) == 2
    assert any("另有3处未附缩略图" in str(row[0]) for row in values(book["核查说明"]))


def test_thumbnails_are_small_and_of_the_top(tmp_path: Path) -> None:
    run = read_run(write_run(tmp_path / "run", [Truth("a", "甲", fails={"domain": "x"}, picture=True)]))
    made = Thumbnails(run).of(["sites/a/observation.json", "../run.json", "sites/a/home.jpg"])
    assert made is not None and 500 < len(made.data) < 20_000


def test_a_row_is_as_high_as_its_words_need() -> None:
    book = openpyxl.Workbook()
    add_sheet(book, "甲", [Head("a", 12)], [["字" * 5], ["字" * 50], ["字" * 5000]])
    heights = [book["甲"].row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] < heights[1] < heights[2] <= 409
