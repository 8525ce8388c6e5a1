"""`checker error-reports` over a kept run: what is counted, what is refused, and where it is shown."""

import json
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.judgment import load_edition
from checker.running.error_reports import read_figures
from tests.commands.conftest import Enter
from tests.running.kept import CZJ, RSJ, SLJ, keep_run

HEADER = "网站标识码,网站名称,首页地址,留言编号,受理时间,答复时间,办理状态"
ROWS = [
    f"{RSJ},,,L1,2026-02-02 09:00,2026-02-03,已办结",  # in time
    ",云岭市人力资源和社会保障局,,L2,2026-02-02,2026-02-09,已办结",  # late: due on the 5th
    ",,http://czj.yunling.gov.cn/xwdt/1.html,L3,2026-02-04,,办理中",  # late and unanswered
    ",水利局,,L4,2026-02-27,,办理中",  # a Friday: due on 4 March
    f"{SLJ},,,L5,2026-02-02,,已办结",  # answered, who knows when
    "5107009999,云岭市档案局,,L6,2026-02-02,,",  # no site of this run
    f"{RSJ},,,L7,2026-03-05,,",  # after the run's day
    f"{RSJ},,,L8,无,,",  # no day
    f"{RSJ},,,L9,2003-02-03,,",  # before the calendar begins
]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return keep_run(tmp_path / "archive")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write(tmp_path / "导出.csv", ROWS)


def write(file: Path, rows: list[str]) -> Path:
    file.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8-sig")
    return file


def test_what_is_counted_and_what_is_left_out(run: Path, export: Path, enter: Enter) -> None:
    status, out, err = enter("error-reports", run, export)
    assert status == 0
    assert out.startswith(
        "5 error reports to 3 sites (3 department) as of 2026-03-01: 1 answered in time (3 working days), 1 answered late,"
    )
    assert "1 late and unanswered, 1 not due yet, 1 answered on a day that the export does not give" in out
    assert "row 7 is about no site of this run: 5107009999 云岭市档案局" in err
    assert "row 8 was received after 2026-03-01: 2026-03" in err
    assert "row 9 refused: when it was received cannot be read" in err
    assert "row 10 refused: the holidays of 2003 are not known here" in err
    figures = read_figures(RunFolder.open(run))
    assert figures is not None and figures.counts.overdue == 2
    assert {key: counts.total for key, counts in figures.sites.items()} == {RSJ: 2, CZJ: 1, SLJ: 2}
    assert enter("verify", run)[0] == 0
    line = json.loads((run / "after" / "error-reports.jsonl").read_text("utf-8"))
    assert line["attachments"][0]["sha256"] in {file.stem for file in (run / "after" / "attachments").iterdir()}


def test_the_same_file_twice_is_refused_and_another_takes_its_place_visibly(run: Path, export: Path, tmp_path: Path, enter: Enter) -> None:
    enter("error-reports", run, export)
    before = (run / "after" / "error-reports.jsonl").read_bytes()
    status, out, err = enter("error-reports", run, export)
    assert (status, out) == (2, "") and "is imported into the run night already" in err
    assert (run / "after" / "error-reports.jsonl").read_bytes() == before
    newer = write(tmp_path / "新导出.csv", [*ROWS[:2], f"{CZJ},,,L3,2026-02-04,2026-02-20,已办结"])
    status, out, err = enter("error-reports", run, newer)
    assert status == 0 and "this import replaces the one of 导出.csv, which is kept" in err
    assert out.startswith("3 error reports to 2 sites") and "0 late and unanswered" in out
    assert len((run / "after" / "error-reports.jsonl").read_text("utf-8").splitlines()) == 2
    status, out, err = enter("error-reports", run, export)  # the older one was the right one
    assert status == 0 and "this import replaces the one of 新导出.csv" in err
    assert out.startswith("5 error reports to 3 sites")


def test_page_and_notice_say_it(run: Path, export: Path, enter: Enter) -> None:
    from docx import Document

    enter("report", run)
    assert "平台留言" not in (run / "report" / "index.html").read_text("utf-8").split('id="sites"')[0]
    enter("error-reports", run, export)
    assert enter("report", run)[0] == 0
    page = (run / "report" / "index.html").read_text("utf-8")
    received = "共收到“我为政府网站找错”平台留言5条，涉及市级部门网站3家；"
    sentence = f"{received}按照收到后3个工作日内答复的要求，按期答复1条，逾期2条（逾期答复1条、逾期未答复1条）"
    assert sentence in page
    notice = "\n".join(paragraph.text for paragraph in Document(str(run / "report" / "通报.docx")).paragraphs)
    assert sentence in notice and "逾期的网站2家：人力资源和社会保障局1条、财政局1条。" in notice
    site = page.split(f'id="site-{CZJ}"')[1].split("</article>")[0]
    assert "收到留言1条，按期答复0条，逾期1条（逾期未答复1条）" in site
    assert enter("verify", run)[0] == 0


def test_a_file_without_a_usable_row_is_refused_as_a_whole(run: Path, tmp_path: Path, enter: Enter) -> None:
    status, _, err = enter("error-reports", run, write(tmp_path / "x.csv", ROWS[7:]))
    assert status == 2 and "no row that can be used: row 2: when it was received" in err and "the holidays of 2003" in err
    assert not (run / "after").exists()


def test_an_edition_without_a_clock_judges_nothing(tmp_path: Path, export: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    run = keep_run(tmp_path / "archive", edition=load_edition("2015-15"))
    status, _, err = enter("error-reports", run, export)
    assert status == 2 and "The edition 2015-15 does not say in how many working days" in err


@pytest.mark.parametrize("edition", ["guideline-2017", "2019-19", "mianyang-2018q3"])
def test_the_clock_stands_in_the_edition(edition: str) -> None:
    clock = load_edition(edition).error_reports
    assert clock is not None and clock.working_days == 3 and clock.status == "verified" and clock.quote == ""


def test_an_interrupted_run_takes_no_import(tmp_path: Path, export: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    status, _, err = enter("error-reports", keep_run(tmp_path / "archive", close=False), export)
    assert status == 2 and "is not complete" in err


def test_a_name_that_several_sites_have_is_not_guessed(tmp_path: Path, enter: Enter) -> None:
    from tests.running.kept import looks_of

    (tmp_path / "archive").mkdir()
    twins = [looks_of(key, f"{key}.yunling.gov.cn", "云岭市档案馆") for key in (RSJ, CZJ)]
    run = keep_run(tmp_path / "archive", sites=twins)
    rows = [",云岭市档案馆,,L1,2026-02-02,,", f"{RSJ},云岭市档案馆,,L2,2026-02-02,2026-02-03,"]
    status, out, err = enter("error-reports", run, write(tmp_path / "x.csv", rows))
    assert status == 0 and "row 2 refused: 2 sites of the run are meant" in err and out.startswith("1 error reports to 1 sites")


def test_a_wrong_file_is_refused_before_anything_is_visited(tmp_path: Path, enter: Enter) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("网站标识码,首页地址\n5107000012,http://127.0.0.1:9/\n", encoding="utf-8")
    wrong = write(tmp_path / "wrong.csv", [])
    right = write(tmp_path / "right.csv", ROWS)
    for words, says in (
        (("--error-reports", wrong), "nothing to import"),
        (("--error-reports", tmp_path / "none.csv"), "There is no file"),
        (("--error-reports", right, "--edition", "2015-15"), "does not say in how many working days"),
    ):
        status, _, err = enter("run", roster, "--out", tmp_path / "archive", *words)
        assert status == 2 and says in err
        assert not (tmp_path / "archive").exists()
