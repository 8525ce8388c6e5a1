"""The words of a night, its name, and what stands on the page of the workflow."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from checker.evidence.run_folder import RunFolder
from checker.nightly.issues import follow_changes
from checker.nightly.night import NightError, WordsMissingError, name_of, plan, read_night, runs_around
from checker.nightly.sites import merge
from checker.nightly.telling import annotations, changes_of, tell
from checker.reports.kept_run import read_run
from checker.running.finals import read_finals
from tests.house.tree import ROOT
from tests.running.kept import CZJ, RSJ, SLJ, keep_run, looks_of, town
from tests.running.shards import keep_shard

WORDS = {"NIGHT": "night-1", "ROSTER": "roster.csv"}


def test_a_plan_is_one_for_all_machines(tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert plan({"GITHUB_OUTPUT": str(output), "SHARDS": "", "GITHUB_RUN_NUMBER": "57", "GITHUB_RUN_ATTEMPT": "2"}) == 0
    told = dict(line.split("=", 1) for line in output.read_text().splitlines())
    assert json.loads(told["parts"]) == [1, 2, 3, 4] and told["shards"] == "4"
    assert told["night"] == f"night-{told['day'].replace('-', '')}-57-2"


def test_no_night_takes_anothers_name() -> None:
    day = date(2026, 11, 24)
    assert name_of(day, "57", "1") == "night-20261124-57"
    assert len({name_of(day, "57", "1"), name_of(day, "57", "2"), name_of(day, "572", "1"), name_of(day, "58", "")}) == 4


@pytest.mark.parametrize(
    "words",
    [{}, {"NIGHT": "a b", "ROSTER": "r"}, WORDS | {"SHARDS": "0"}, WORDS | {"SHARDS": "x"}, WORDS | {"SHARD": "99"}, {"NIGHT": "n"}],
)
def test_what_is_missing_is_named(words: dict[str, str]) -> None:
    with pytest.raises(WordsMissingError):
        read_night(words)


def test_unset_variables_are_no_words() -> None:
    """A workflow hands on what nobody set as an empty word, which would be a setting of its own."""
    night = read_night(WORDS | {"CHECKER_STORE": "", "CHECKER_PROXY": "", "CANARIES": "", "SHARDS": ""})
    assert night.store is None and night.canaries is None and night.shards == 1
    assert not {"CHECKER_STORE", "CHECKER_PROXY"} & night.surroundings.keys()


def test_a_night_tells_of_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_run(tmp_path, "night-0", [town()[0], looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局"), town()[2]])
    run = keep_run(tmp_path, "night-1")
    _report(run)
    summary = tmp_path / "summary.md"
    words = WORDS | {"CHECKER_OUT": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    assert tell(read_night(words)) == 0
    assert "# 政府网站检查结果" in summary.read_text() and "缩略图见本页下方的构件" in summary.read_text()
    with Image.open(tmp_path / "thumbnails.jpg") as sheet:
        assert sheet.width == 2 * 176  # two sites fail
    told = json.loads((tmp_path / "changes.json").read_text())
    assert told["before"] == {RSJ: "pass", CZJ: "pass", SLJ: "fail"}
    assert {each["key"]: each["verdict"] for each in told["sites"]} == {RSJ: "pass", CZJ: "fail", SLJ: "fail"}
    errors = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::error")]
    assert len(errors) == 2 and "title=财政局::" in errors[0]
    summary.unlink()
    assert tell(read_night(words | {"PICTURES_URL": "https://archive.example/runs/"})) == 0
    assert f'<img src="https://archive.example/runs/night-1/sites/{CZJ}/home.jpg" width="240"' in summary.read_text()


def test_a_night_that_knew_nothing_of_a_site_is_passed_over(tmp_path: Path) -> None:
    """What holds before is the last verdict that said something of the site."""
    keep_run(tmp_path, "night-0", [looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局")])
    down = [look.model_copy(update={"reach": look.reach.model_copy(update={"state": "our_fault"})}) for look in town()[1]]
    keep_run(tmp_path, "night-a", [(down[0], down[1])])
    keep_run(tmp_path, "night-1", [town()[1]])
    assert runs_around(tmp_path, "night-1", "2026-03-01T01:00:00Z")[0] == ["night-0", "night-a"]
    assert changes_of(read_night(WORDS | {"CHECKER_OUT": str(tmp_path)}))["before"] == {CZJ: "pass"}


def test_annotations_give_the_runner_no_commands(tmp_path: Path) -> None:
    hostile = "局, 第:二 \n::stop::100%"
    sites = [looks_of(f"51070000{n}", f"s{n}.gov.cn", f"云岭市{n}{hostile}", icp=None) for n in range(10, 22)]
    folder = keep_run(tmp_path, "night-1", sites)
    lines = list(annotations(read_run(folder, read_finals(RunFolder.open(folder)))))
    assert len(lines) == 11 and lines[-1].endswith("另有2家，见检查报告")
    assert all(len(line.splitlines()) == 1 and line.startswith(("::error title=", "::notice title=")) for line in lines)
    assert "%25" in lines[0] and "%3A" in lines[0] and "%2C" in lines[0]
    assert lines[0].endswith("::首页未显示ICP备案号")


def test_what_does_not_fail_is_not_accused(tmp_path: Path) -> None:
    """Findings that count against nobody stand in the report; among annotations they would be an accusation, and push failing sites out."""
    passing = [looks_of(f"51070000{n}", f"s{n}.yunling.gov.cn", f"云岭市{n}局", error_report=None) for n in range(20, 32)]
    folder = keep_run(tmp_path, "night-1", [*passing, looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局", icp=None)])
    run = read_run(folder, read_finals(RunFolder.open(folder)))
    assert [site.final.verdict for site in run.sites] == ["pass"] * 12 + ["fail"]
    assert any(finding.outcome == "fail" for finding in run.sites[0].final.findings)
    (line,) = annotations(run)
    assert "title=财政局::" in line


def test_a_night_is_told_by_what_came_before_it_though_a_later_one_was_closed(tmp_path: Path) -> None:
    for name, started in (("night-a", "2026-03-01"), ("night-c", "2026-03-03"), ("night-b", "2026-03-02")):
        keep_run(tmp_path, name, started=f"{started}T01:00:00Z")
    assert runs_around(tmp_path, "night-b", "2026-03-02T01:00:00Z") == (["night-a"], ["night-c"])
    told = changes_of(read_night(WORDS | {"NIGHT": "night-b", "CHECKER_OUT": str(tmp_path)}))
    assert told["later"] == "night-c" and told["before"] == {RSJ: "pass", CZJ: "fail", SLJ: "fail"}
    assert changes_of(read_night(WORDS | {"NIGHT": "night-c", "CHECKER_OUT": str(tmp_path)}))["later"] is None


def test_parts_lie_in_folders_of_their_names_also_where_one_was_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keep_shard(tmp_path, 1, 1, run_id="night-1-part-1").rename("parts")
    night = read_night({**os.environ, **WORDS, "CHECKER_OUT": str(tmp_path / "archive")})
    assert merge(night) == 0
    assert (tmp_path / "archive" / "night-1" / "manifest.json").exists()
    shutil.rmtree("parts")
    assert merge(night) == 0, "its parts are gone, and it was kept"
    assert merge(read_night({**os.environ, **WORDS, "NIGHT": "night-2"})) == 2


def test_a_step_before_its_turn_says_which_comes_first(tmp_path: Path) -> None:
    night = read_night({**os.environ, **WORDS, "NIGHT": "night-9", "CHECKER_OUT": str(tmp_path)})
    with pytest.raises(NightError, match=r"No run night-9 stands in .* the step `merge` makes it"):
        tell(night)
    with pytest.raises(NightError, match=r"There is no .*changes\.json: the step `tell` writes it"):
        follow_changes(night)


def test_a_path_reaches_its_command_as_it_is(tmp_path: Path) -> None:
    """Through make and its shell, which would read into it."""
    (tmp_path / "bin").mkdir()
    checker = tmp_path / "bin" / "checker"
    checker.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    checker.chmod(0o755)
    odd = "a$b `id` 'c\".csv"
    words = ["make", "--old-file=setup", "-s", f"BIN={checker.parent}", "probe"]
    of_make = ("MAKEFLAGS", "MAKEOVERRIDES", "ARGS")  # of the one that runs these tests
    own = {name: value for name, value in os.environ.items() if name not in of_make}
    said = subprocess.run(words, cwd=ROOT, env={**own, "ROSTER": odd}, capture_output=True, text=True, check=True).stdout
    assert said == f"probe\n{odd}\n"


def _report(run: Path) -> None:
    from checker.running.publishing import publish_report

    publish_report(run)
