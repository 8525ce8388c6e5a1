"""All five files together: any number of sites, the same bytes again, links that lead somewhere, hostile words everywhere."""

from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest
from lxml import etree  # type: ignore[import-untyped]  # has no types of its own

from checker.faults import ArchiveFault
from checker.reports import read_run, write_report
from tests.reports.notice_runs import Truth, town, write_run

PAPERS = {"index.html", "通报.docx", "附件.xlsx", "junit.xml", "summary.md"}


def read_back(run: Path, size: int, offline: int = 0) -> None:
    """Every file can be opened by what it is for, and has all sites."""
    report = run / "report"
    assert {file.name for file in report.iterdir()} == PAPERS
    assert len(docx.Document(str(report / "通报.docx")).tables[1].rows) == 1 + size
    assert openpyxl.load_workbook(report / "附件.xlsx").worksheets[0].max_row == 1 + size
    assert len(etree.parse(report / "junit.xml").getroot()) == size + offline
    assert f"共检查网站 {size} 家" in (report / "summary.md").read_text("utf-8")
    assert 'href="%E9%80%9A%E6%8A%A5.docx"' in (report / "index.html").read_text("utf-8")


@pytest.mark.parametrize("size", [0, 1, 16])
def test_any_number_of_sites(size: int, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(size, pictures=True))
    write_report(run)
    read_back(run, size)


@pytest.mark.long
def test_two_thousand_sites(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(2000))
    write_report(run)
    read_back(run, 2000)


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(3, pictures=True))
    older = read_run(write_run(tmp_path / "older", town(2)))
    first = {file.name: file.read_bytes() for file in write_report(run, older=older).parent.iterdir()}
    again = {file.name: file.read_bytes() for file in write_report(run, older=older).parent.iterdir()}
    assert first == again


def test_hostile_words_go_through_all_of_them(tmp_path: Path) -> None:
    nasty = "=cmd|'/C calc'!A1</script>]]>{{ 7*7 }}\u202e\x00\x08\ufffe\U00020bb7" + "很长的名称" * 500
    sites = [Truth("a", nasty, fails={"columns-stale": nasty, "domain": nasty}, open={"dark-links": None}, problems=nasty)]
    run = write_run(tmp_path / "run", [*sites, Truth("b", nasty, offline=True)])
    write_report(run, older=read_run(write_run(tmp_path / "older", [Truth("a", nasty), Truth("c", nasty)])))
    read_back(run, 1, offline=1)


def test_a_page_tells_what_changed(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(6))
    page = write_report(run, older=read_run(write_run(tmp_path / "older", town(5)))).read_text("utf-8")
    assert "与上次比较：older（判定基准日2018年8月1日）" in page
    assert "本次新列入名单的网站1家：云岭市自然资源和规划局。" in page


def test_nothing_is_written_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(1))
    (run / "report").write_text("in the way")
    with pytest.raises(ArchiveFault, match="cannot be written"):
        write_report(run)
    assert (run / "report").read_text() == "in the way"


def test_where_nobody_could_tell_no_paper_says_nought(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [Truth("a", "甲", open={"domain": None}), Truth("b", "乙", open={"domain": "person"})])
    report = write_report(run).parent
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(report / "通报.docx")).tables[0].rows]
    assert ["其中：域名不规范", "—", "—", "—", "—", "2"] in rows
    sheet = openpyxl.load_workbook(report / "附件.xlsx")["指标统计"]
    assert ("规范化建设", "其中：域名不规范", "—", "—", "—", "—", 2) in list(sheet.iter_rows(values_only=True))
    assert "| 其中：域名不规范 | — | — | 2 |" in (report / "summary.md").read_text("utf-8")
    assert '域名不规范</th>\n      <td class="number">—</td><td class="number">—</td>' in (report / "index.html").read_text("utf-8")
