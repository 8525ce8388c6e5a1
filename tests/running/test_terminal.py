"""What is printed after a run: nothing of a page steers the terminal or is taken for markup."""

from pathlib import Path

import pytest

from checker.judgment.circumstances import Circumstances
from checker.judgment.edition_files import load_edition
from checker.records.judgment import Column, Judgment
from checker.records.observation import ScenarioState
from checker.running.judging import judge_looks
from checker.running.terminal import print_run, print_site
from tests.running.looks import look_at

EVIL = "\x1b]0;owned\x07\x1b[2J[red]市[/red]局\u202e\u009b31m"


def evil_judgment() -> Judgment:
    judgment = judge_looks(look_at("a"), None, load_edition("guideline-2017"), Circumstances(as_of="2026-05-04"), own_network=False)
    site = judgment.site.model_copy(update={"name": EVIL, "url": f"http://a/{EVIL}"})
    reach = judgment.reach.model_copy(update={"final_url": f"http://a/{EVIL}", "because": EVIL})
    badges = [badge.model_copy(update={"value": EVIL, "because": EVIL}) for badge in judgment.badges]
    findings = [finding.model_copy(update={"because": EVIL}) for finding in judgment.findings]
    columns = [
        Column(category="notice", name=EVIL, url=f"http://a/{EVIL}", state="found", latest="2026-05-01", dated_items=12, because=EVIL)
    ]
    return judgment.model_copy(
        update={
            "columns": columns,
            "site": site,
            "reach": reach,
            "badges": badges,
            "findings": findings,
            "problems": EVIL,
            "score_lines": [EVIL, "得分95分"],
        }
    )


def test_page_text_stays_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_run(Path("/archive/[bold]run\x1b[2J"), [evil_judgment()])
    print_site(Path("/archive/[bold]run\x1b[2J"), evil_judgment())
    told = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e", "\u009b"} & set(told)
    assert "[red]市[/red]局" in told.replace("\n", "").replace(" ", "")
    assert "/archive/[bold]run" in told
    assert "得分95分" in told
    assert "2026-05-01" in told and "12" in told


def test_counts_and_the_report_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    print_run(Path("/archive/run"), [evil_judgment()])
    told = capsys.readouterr().out
    assert "1 sites: 0 pass, " in told
    assert told.endswith("report: /archive/run/report/index.html\n")


def test_the_script_the_verdict_and_the_report_are_the_last_lines(capsys: pytest.CaptureFixture[str]) -> None:
    steered = ScenarioState(file="scenarios/a.py", state="drifted", step='follow "text=进入"')
    judgment = judge_looks(look_at("a"), None, load_edition("guideline-2017"), Circumstances(as_of="2026-05-04"), own_network=False)
    print_site(Path("/archive/run"), judgment.model_copy(update={"scenario": steered, "problems": ""}))
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[-3:]] == ["script:", "verdict:", "report:"]


def test_a_site_that_is_permanently_off_line_is_counted_apart(capsys: pytest.CaptureFixture[str]) -> None:
    look = look_at("b")
    gone = look.model_copy(update={"site": look.site.model_copy(update={"status": "offline"})})
    judgment = judge_looks(gone, None, load_edition("guideline-2017"), Circumstances(as_of="2026-05-04"), own_network=False)
    print_run(Path("/archive/run"), [evil_judgment(), judgment])
    told = capsys.readouterr().out
    assert "1 sites: 0 pass, " in told and "; 1 permanently off-line, not judged" in told
