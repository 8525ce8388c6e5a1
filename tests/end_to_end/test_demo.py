"""The demo's results are the sample city's truth, site by site, badge by badge."""

from pathlib import Path
from typing import Any

import pytest

from checker.sample_city import SampleCity, Truth
from tests.end_to_end.calling import call, lines_of, record_of
from tests.end_to_end.once import once_for_all

pytestmark = pytest.mark.long
TRUTH = {truth.key: truth for truth in SampleCity().truth}


def walk(archive: Path) -> Path:
    done = call("demo", "--out", archive, "--run-id", "demo", fast=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"report: {archive / 'demo' / 'report' / 'index.html'}\n")
    return archive / "demo"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once_for_all(tmp_path_factory, "demo", walk)


@pytest.fixture(scope="module")
def lines(run: Path) -> dict[str, dict[str, Any]]:
    return {line["key"]: line for line in lines_of(run)}


def test_every_site_has_its_line_in_roster_order(lines: dict[str, dict[str, Any]]) -> None:
    assert list(lines) == list(TRUTH)


@pytest.mark.parametrize("truth", TRUTH.values(), ids=[truth.host for truth in TRUTH.values()])
def test_a_site_is_judged_as_it_is(truth: Truth, lines: dict[str, dict[str, Any]]) -> None:
    line = lines[truth.key]
    assert (line["reach"]["state"], line["verdict"], line["final_verdict"]) == (truth.reach, truth.verdict, truth.verdict)
    badges = {badge["kind"]: badge for badge in line["badges"]}
    assert {kind: badge["state"] for kind, badge in badges.items()} == {kind: known.state for kind, known in truth.badges.items()}
    assert {kind: badges[kind]["value"] for kind, known in truth.badges.items() if known.value} == {
        kind: known.value for kind, known in truth.badges.items() if known.value
    }
    assert bool(line["problems"]) == bool(truth.problems)
    assert all(words in line["problems"] for words in truth.problems)


def test_the_run_says_where_its_time_went(run: Path) -> None:
    timings = record_of(run)["timings"]
    assert {"start of browser", "first looks", "second looks"} <= timings["stages"].keys()
    assert timings["looks"]["first"]["times"] == len(TRUTH)
    assert timings["looks"]["second"]["times"] == len(list(run.glob("sites/*/again/observation.json")))
    for look in timings["looks"].values():
        assert {"goto", "settling", "look", "pictures", "locating", "proof of sight"} <= look["phases"].keys()
        assert sum(phase["seconds"] for phase in look["phases"].values()) == pytest.approx(look["seconds"], rel=0.02)
    assert timings["cpu"]["checker"] > 1 and timings["cpu"]["browser"] > 1


def test_a_badge_that_is_shown_has_its_box_and_its_picture(run: Path, lines: dict[str, dict[str, Any]]) -> None:
    for line in lines.values():
        for badge in line["badges"]:
            if badge["state"] == "shown":
                assert badge["box"] and (run / badge["box_in"]).is_file()
                assert badge["evidence"] and all((run / file).is_file() for file in badge["evidence"])


def test_whoever_accuses_looked_twice(run: Path, lines: dict[str, dict[str, Any]]) -> None:
    for key, line in lines.items():
        if line["verdict"] == "fail":
            assert (run / "sites" / key / "again" / "observation.json").is_file()


def test_the_run_is_whole_and_says_how_it_was_made(run: Path) -> None:
    record = record_of(run)
    assert record["complete"] and record["edition"]["id"] == "guideline-2017" and record["offline_count"] == 1
    assert call("verify", run).returncode == 0
    assert (run / "report" / "index.html").is_file()
