"""The words of a night, its name, and what stands on the page of the workflow."""

import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from checker.nightly.night import WordsMissingError, name_of, newest_runs, plan, read_night
from checker.nightly.telling import annotations, changes_of, tell
from tests.running.kept import CZJ, RSJ, SLJ, keep_run, looks_of, town

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
    assert newest_runs(tmp_path, but="night-1") == ["night-0", "night-a"]
    assert changes_of(read_night(WORDS | {"CHECKER_OUT": str(tmp_path)}))["before"] == {CZJ: "pass"}


def test_annotations_give_the_runner_no_commands(tmp_path: Path) -> None:
    cases = "".join(
        f'<testsuite name="局{n}, 第:二 &#10;::stop::"><testcase name="r">'
        '<failure message="缺&#10;::add-mask::x 100%"/></testcase></testsuite>'
        for n in range(12)
    )
    (tmp_path / "junit.xml").write_text(f"<testsuites>{cases}<testsuite name='ok'><testcase name='r'/></testsuite></testsuites>")
    lines = list(annotations(tmp_path / "junit.xml"))
    assert len(lines) == 11 and lines[-1].endswith("另有2家，见检查报告")
    assert all(len(line.splitlines()) == 1 and line.startswith(("::error title=", "::notice title=")) for line in lines)
    assert "%25" in lines[0] and "%3A" in lines[0] and "%2C" in lines[0]


def _report(run: Path) -> None:
    from checker.running.publishing import publish_report

    publish_report(run)
