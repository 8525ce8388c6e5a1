"""`checker review` as people call it, over a kept run: what is recorded, what is refused, and what then holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.judgment import load_edition
from tests.commands.conftest import Enter
from tests.judgment.looks import mark
from tests.running.kept import AS_OF, CZJ, RSJ, SLJ, keep_run, looks_of


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return keep_run(tmp_path / "archive")


def lines(out: str) -> dict[str, dict[str, Any]]:
    return {line["key"]: line for line in map(json.loads, out.splitlines())}


WHY = ("--by", "李明", "--why", "页脚确有备案号，系图片遮挡")


def test_an_overturned_fail_passes_the_site_and_the_machine_s_answer_stays(run: Path, enter: Enter) -> None:
    sealed = (run / "results.jsonl").read_bytes()
    before = lines(enter("judge", run)[1])
    assert enter("review", run, CZJ, "--rule", "mark-icp", "--decision", "overturn", *WHY)[0] == 0
    assert (run / "results.jsonl").read_bytes() == sealed
    after = lines(enter("judge", run)[1])
    assert [line["findings"] for line in after.values()] == [line["findings"] for line in before.values()]
    line = after[CZJ]
    assert (line["verdict"], line["final_verdict"], line["problems"]) == ("fail", "pass", "")
    assert [(review["by"], review["decision"]) for review in line["reviews"]] == [("李明", "overturn")]
    assert after[SLJ] == before[SLJ]
    status, out, _ = enter("verify", run)
    assert status == 0 and "✓ What was written after the run closed" in out


def test_one_of_two_faults_overturned_leaves_the_other_s_words(run: Path, enter: Enter) -> None:
    enter("review", run, SLJ, "--rule", "mark-icp", "--decision", "overturn", *WHY)
    line = lines(enter("judge", run)[1])[SLJ]
    assert (line["final_verdict"], line["problems"]) == ("fail", "首页未显示党政机关网站标识")


def test_the_last_of_several_decisions_counts(run: Path, enter: Enter) -> None:
    for decision in ("overturn", "uphold"):
        enter("review", run, CZJ, "--rule", "mark-icp", "--decision", decision, *WHY)
    line = lines(enter("judge", run)[1])[CZJ]
    assert (line["final_verdict"], len(line["reviews"])) == ("fail", 2)


def test_what_the_machine_could_not_tell_is_settled(tmp_path: Path, enter: Enter) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    run = keep_run(archive, edition=load_edition("mianyang-2018q3"))
    _, out, _ = enter("review", run, "--json")
    waiting = json.loads(out)["waiting"]
    assert [each["needs"] for each in waiting] == sorted((each["needs"] for each in waiting), key=lambda needs: needs is None)
    assert {each["rule"] for each in waiting if each["needs"] == "person"} >= {"serious-errors"}
    settle = ("review", run, RSJ, "--rule", "serious-errors", "--decision", "settle")
    assert enter(*settle, "--as", "fail", "--problem", "首页存在严重错别字", *WHY)[0] == 0
    line = lines(enter("judge", run)[1])[RSJ]
    assert (line["final_verdict"], line["problems"].split("；")[-1]) == ("fail", "首页存在严重错别字")
    assert not [each for each in json.loads(enter("review", run, RSJ, "--json")[1])["waiting"] if each["rule"] == "serious-errors"]
    enter(*settle, "--as", "pass", *WHY)
    assert lines(enter("judge", run)[1])[RSJ]["final_verdict"] == lines((run / "results.jsonl").read_text())[RSJ]["verdict"]


def test_decisions_are_not_counted_under_other_rules_or_another_day(run: Path, enter: Enter) -> None:
    enter("review", run, CZJ, "--rule", "mark-icp", "--decision", "overturn", *WHY)
    for words in (("--edition", "mianyang-2018q3"), ("--as-of", "2026-03-02")):
        _, out, err = enter("judge", run, *words)
        assert not any(line["reviews"] for line in lines(out).values()) and "not counted here" in err
    assert lines(enter("judge", run, "--as-of", AS_OF)[1])[CZJ]["final_verdict"] == "pass"


@pytest.mark.parametrize(
    "name", [CZJ, "czj.yunling.gov.cn", "CZJ.yunling.gov.cn", "http://czj.yunling.gov.cn/", "云岭市财政局", "财政局", " 财政局 "]
)
def test_a_site_by_any_of_its_names(run: Path, enter: Enter, name: str) -> None:
    assert enter("review", run, name, "--due", "2026-03-31")[2].startswith(f"{CZJ}: 整改 due 2026-03-31")


def test_a_name_that_several_sites_have(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    twins = [looks_of(key, f"{key}.yunling.gov.cn", "云岭市档案馆") for key in (RSJ, CZJ)]
    status, _, err = enter("review", keep_run(tmp_path / "archive", sites=twins), "档案馆", "--due", "2026-03-31")
    assert status == 2 and RSJ in err and CZJ in err and "Give the key" in err


RULE = ("--rule", "mark-icp")
REFUSED: list[tuple[list[str], str]] = [
    (["财政厅", "--due", "2026-03-31"], f"No site of this run is called '财政厅'. Near: {CZJ} (云岭市财政局)"),
    ([CZJ, "--rule", "mark-ipc", "--decision", "overturn", *WHY], "A person can decide on: mark-icp (fail)"),
    ([RSJ, "--rule", "mark-ipc", "--decision", "overturn", *WHY], "decide on: footer-sponsor (cannot_tell), footer-sitemap (cannot_tell)"),
    ([CZJ, "--decision", "overturn", *WHY], "name its rule with --rule"),
    ([CZJ, *RULE, *WHY], "wants a --decision: uphold or overturn"),
    ([CZJ, *RULE, "--decision", "agree", *WHY], "'uphold', 'overturn', 'settle'"),
    ([CZJ, *RULE, "--decision", "settle", "--as", "pass", *WHY], "mark-icp is fail"),
    ([CZJ, *RULE, "--decision", "overturn", "--as", "pass", *WHY], "--as goes with --decision settle"),
    ([RSJ, *RULE, "--decision", "overturn", *WHY], "Possible here: none"),
    ([CZJ, *RULE, "--decision", "overturn", "--by", "李明"], "wants --why"),
    ([CZJ, *RULE, "--decision", "overturn", "--by", " ", "--why", "x"], "wants --by"),
    ([CZJ, *RULE, "--decision", "overturn", "--problem", "y", *WHY], "--problem gives the notice's words"),
    ([CZJ, *RULE, "--decision", "overturn", "--attach", "nowhere.pdf", *WHY], "nowhere.pdf is not a file"),
    ([CZJ, "--due", "3月31日"], "--due '3月31日' is not a day"),
    ([CZJ, "--due", "2026-02-30"], "is not a day"),
    ([CZJ, "--due", "2026-02-28"], "lies before the day of the run itself"),
    ([CZJ, "--attach", "nowhere.pdf", "--due", "2026-03-31"], "belong to a decision"),
    ([CZJ, "--by", "李明"], "belong to a decision"),
    (["--by", "李明"], "belong to a decision"),
    ([*RULE, "--decision", "overturn", *WHY], "name it behind the run"),
]


@pytest.mark.parametrize(("words", "says"), REFUSED, ids=[" ".join(words[:6]) for words, _ in REFUSED])
def test_what_cannot_be_decided_is_refused_in_a_sentence_and_nothing_is_written(
    run: Path, enter: Enter, words: list[str], says: str
) -> None:
    status, out, err = enter("review", run, *words)
    assert (status, out) == (2, "") and says in err and "Traceback" not in err
    assert not (run / "after").exists()


def test_a_day_for_all_that_fail(run: Path, enter: Enter) -> None:
    assert enter("review", run, "--due", "2026-03-31", "--by", "市政府办公室")[0] == 0
    dues = json.loads(enter("review", run, "--json")[1])["dues"]
    assert [(due["site"], due["day"], due["by"]) for due in dues] == [
        (CZJ, "2026-03-31", "市政府办公室"),
        (SLJ, "2026-03-31", "市政府办公室"),
    ]
    enter("review", run, CZJ, "--due", "2026-04-30")
    assert "2026-04-30" in enter("review", run, CZJ)[1]


def test_a_day_for_all_of_a_clean_run(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    clean = keep_run(tmp_path / "archive", sites=[looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人社局")])
    status, _, err = enter("review", clean, "--due", "2026-03-31")
    assert status == 2 and "no 整改 is due" in err


def test_an_interrupted_run_takes_no_decision(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    status, _, err = enter("review", keep_run(tmp_path / "archive", close=False), CZJ, "--due", "2026-03-31")
    assert status == 2 and "--resume" in err


@pytest.mark.parametrize("name", ["results.jsonl", "run.json", "manifest.json"])
def test_an_altered_run_takes_no_decision(run: Path, enter: Enter, name: str) -> None:
    (run / name).write_bytes((run / name).read_bytes().replace(b"2026", b"2027").replace(b'"fail"', b'"pass"'))
    status, _, err = enter("review", run, CZJ, *RULE, "--decision", "overturn", *WHY)
    assert status == 3 and "`checker verify`" in err
    assert not (run / "after").exists()


@pytest.mark.parametrize("name", ["observation.json", "home.jpg", "again/observation.json"])
def test_a_site_of_which_a_file_was_altered_takes_no_decision_and_is_judged_with_a_warning(run: Path, enter: Enter, name: str) -> None:
    file = run / "sites" / CZJ / name
    file.chmod(0o644)
    raw = file.read_bytes()
    file.unlink()
    file.write_bytes(raw + b" ")
    status, _, err = enter("review", run, CZJ, *RULE, "--decision", "overturn", *WHY)
    assert status == 3 and f"sites/{CZJ}/{name}" in err
    status, out, err = enter("judge", run)
    assert status == 0 and out and ("was altered since it closed" in err) is name.endswith(".json")
    assert enter("review", run, SLJ, *RULE, "--decision", "uphold", *WHY)[0] == 0, "the other sites are as they were"


def test_altered_decisions_are_counted_nowhere(run: Path, enter: Enter) -> None:
    enter("review", run, CZJ, *RULE, "--decision", "uphold", *WHY)
    log = run / "after" / "reviews.jsonl"
    log.write_bytes(log.read_bytes().replace(b"uphold", b"overturn").replace(b'"outcome":"fail"', b'"outcome":"pass"'))
    for words in (("judge", run), ("report", run), ("review", run)):
        status, _, err = enter(*words)
        assert status == 3 and "was altered" in err
    assert enter("verify", run)[0] == 4


def test_the_report_shows_both(run: Path, enter: Enter, tmp_path: Path) -> None:
    paper = tmp_path / "<情况说明>.pdf"
    paper.write_bytes(b"%PDF scan")
    hostile = "系统误判<script>alert(1)</script>"
    enter("review", run, CZJ, *RULE, "--decision", "uphold", "--by", "王芳", "--why", "先维持")
    enter("review", run, CZJ, *RULE, "--decision", "overturn", "--by", "李明", "--why", hostile, "--attach", paper, "--due", "2026-03-31")
    assert enter("report", run)[0] == 0
    page = (run / "report" / "index.html").read_text("utf-8")
    site = page.split(f'id="site-{CZJ}"')[1].split("</article>")[0]
    for words in (
        "机器结论：不合格",
        "撤销：问题不成立",
        "维持：问题成立",
        "已由后来的决定取代",
        "王芳",
        "2026年3月31日",
        "机器判定的问题",
    ):
        assert words in site, words
    assert "&lt;script&gt;" in site and hostile not in page
    [kept] = list((run / "after" / "attachments").iterdir())
    assert f"../after/attachments/{kept.name}" in site and "&lt;情况说明&gt;.pdf" in site
    overview = page.split('id="site-view"')[0]
    assert "经复核" in overview and "不合格 <strong" in overview
    assert enter("verify", run)[0] == 0


def test_a_wrong_fill_in_the_finding_s_mark_is_still_the_run_s(tmp_path: Path, enter: Enter) -> None:
    """An overturned finding is counted neither among the problems nor in the verdicts at the report's top."""
    (tmp_path / "archive").mkdir()
    one = [looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人社局", icp=mark("icp", raw="蜀ICP备99999999号", value="蜀ICP备99999999号"))]
    run = keep_run(tmp_path / "archive", sites=one)
    enter("review", run, RSJ, *RULE, "--decision", "overturn", *WHY)
    enter("report", run)
    page = (run / "report" / "index.html").read_text("utf-8").split('id="site-view"')[0]
    assert "本次检查没有发现问题" in page
