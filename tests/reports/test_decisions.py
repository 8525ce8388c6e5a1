"""What a person decided stands wherever the finding does: with who, when and why, and what was attached."""

from io import BytesIO
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # has no types of its own
from openpyxl import load_workbook  # type: ignore[import-untyped]  # has no types of its own

from checker.judgment import load_edition
from checker.judgment.final import finalize
from checker.records.review import Attachment, Review
from checker.reports.annex.workbook import write_workbook
from checker.reports.decisions import evidence_of, reason_of
from checker.reports.figures_notice import count_notice
from checker.reports.junit import write_junit
from checker.reports.kept_run import KeptRun, read_run
from tests.reports.notice_runs import Truth, write_run

PAPER = Attachment(name="截图.png", file="after/files/ab12.png", sha256="ab12", size=3)
SETTLED = Review(
    at="2018-08-02T01:30:00Z", site="a", rule="serious-errors", decision="settle", outcome="fail",
    by="李明", why="页面标题有误", problem="首页标题有严重错别字", attachments=(PAPER,),
)  # fmt: skip
TOLD = "人工复核核定为不符合（李明，2018年8月2日 09:30:00）：首页标题有严重错别字。页面标题有误。机器检查："


def reviewed(tmp_path: Path, *reviews: Review) -> KeptRun:
    folder = write_run(tmp_path / "run", [Truth("a", "甲", open={"serious-errors": "person"})])
    judgment = read_run(folder).sites[0].judgment
    return read_run(folder, {"a": finalize(judgment, reviews, load_edition("mianyang-2018q3"))})


def test_a_decision_comes_before_what_the_machine_said(tmp_path: Path) -> None:
    [site] = reviewed(tmp_path, SETTLED).sites
    finding = next(each for each in site.final.findings if each.rule == "serious-errors")
    assert reason_of(site, finding).startswith(TOLD)
    assert evidence_of(site, finding) == [PAPER.file, *finding.evidence]


def test_without_one_the_machine_speaks(tmp_path: Path) -> None:
    upheld = SETTLED.model_copy(update={"decision": "uphold"})  # of a finding that accused nobody: does not count
    [site] = reviewed(tmp_path, upheld).sites
    for finding in site.final.findings:
        assert (reason_of(site, finding), evidence_of(site, finding)) == (finding.because, finding.evidence)


def test_the_annex_and_the_test_results_tell_it(tmp_path: Path) -> None:
    run = reviewed(tmp_path, SETTLED)
    book = load_workbook(BytesIO(write_workbook(count_notice(run), None)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(cell.startswith(TOLD) for cell in cells)
    [failure] = etree.fromstring(write_junit(run)).iter("failure")
    assert failure.get("message").startswith(TOLD) and PAPER.file in failure.text
