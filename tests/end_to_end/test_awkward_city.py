"""Sites that need a hand, with a script for each.

Followed they are judged as they are; after a redesign they drift by name, and nobody is accused.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.demo import serve_city
from checker.sample_city import SampleCity, Truth
from checker.sample_city.site import AWKWARD_DAY, AWKWARD_SITES, read_sites
from tests.end_to_end.calling import call, lines_of, record_of
from tests.end_to_end.once import once_for_all

pytestmark = pytest.mark.long
SCRIPTS = Path(__file__).parents[2] / "scenarios"
Lines = dict[str, dict[str, Any]]
# one more page is one more wait: letters come page by page from these columns, and nothing else has more than its list
PAGES = "14"
# a machine that is busy with other tests is no site's fault
PATIENT = {"CHECKER_SITE_DEADLINE": "240", "CHECKER_COLUMN_SECONDS": "600"}
# what each redesign took away, in the words of the step that missed it
DRIFTED = {
    "wlj.tingzhi.gov.cn": 'follow "text=进入网站"',
    "zjj.tingzhi.gov.cn": 'hover "[data-menu=zxts]"',
    "rsj.tingzhi.gov.cn": 'click "#tabs [data-part=letters]"',
}


def truths(version: str) -> list[Truth]:
    return [site.truth for site in read_sites(version, AWKWARD_SITES).values() if site.file.listed]


@contextmanager
def night(version: str, archive: Path, *, pages: str = PAGES) -> Iterator[Path]:
    """The run of one night over the city as it then is."""
    with serve_city(SampleCity(version=version, today=AWKWARD_DAY, sites=AWKWARD_SITES)) as city:
        roster = archive / f"{version}.csv"
        roster.write_bytes(city.roster.read_bytes())
        words = ("--proxy", city.proxy, "--trust-ca", city.authority, "--scenarios", SCRIPTS, "--edition", "mianyang-2018q3")
        more = ("--as-of", AWKWARD_DAY.isoformat(), "--jobs", "8", "--out", archive, "--run-id", version)
        done = call("run", roster, *words, *more, env={"CHECKER_COLUMN_PAGES": pages, **PATIENT})
    assert done.returncode == 0, done.stderr
    yield archive / version


def judged_by_the_guideline(run: Path) -> Lines:
    """The same observations under the edition for which a mark decides the verdict."""
    done = call("judge", run, "--edition", "guideline-2017")
    assert done.returncode == 0, done.stderr
    return {line["key"]: line for line in map(json.loads, done.stdout.splitlines())}


def first_night(archive: Path) -> Path:
    with night("first", archive) as run:
        return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once_for_all(tmp_path_factory, "awkward", first_night)


@pytest.fixture(scope="module")
def lines(run: Path) -> Lines:
    return {line["key"]: line for line in lines_of(run)}


each_site = pytest.mark.parametrize("truth", truths("first"), ids=lambda truth: truth.host)


@each_site
def test_the_script_is_followed_and_the_marks_are_what_a_person_sees(truth: Truth, lines: Lines) -> None:
    line = lines[truth.key]
    file = f"scenarios/{truth.host.replace('.', '_')}.py"
    assert line["scenario"] == {"file": file, "state": "followed", "step": None}
    assert {badge["kind"]: (badge["state"], badge["value"]) for badge in line["badges"]} == {
        kind: (known.state, known.value) for kind, known in truth.badges.items()
    }
    assert (line["reach"]["state"], line["verdict"]) == (truth.reach, truth.verdict)


@each_site
def test_every_column_is_reached_and_counted_to_its_end(truth: Truth, lines: Lines) -> None:
    told = {column["name"]: column for column in lines[truth.key]["columns"]}
    for column in truth.columns:
        counts = column.on[date(2018, 8, 1)].model_dump(mode="json", exclude_none=True)
        wanted = {"category": column.category, "state": column.state, "url": column.url, **counts}
        assert {field: told[column.name][field] for field in wanted} == wanted, told[column.name]["because"]
    assert not any(column["state"] == "missing" for column in told.values())


def test_no_mark_is_held_against_anybody(run: Path) -> None:
    by_guideline = judged_by_the_guideline(run)
    for truth in truths("first"):
        findings = {finding["rule"]: finding["outcome"] for finding in by_guideline[truth.key]["findings"]}
        assert {findings[f"mark-{kind}"] for kind in truth.badges if f"mark-{kind}" in findings} == {"pass"}, truth.host
        assert by_guideline[truth.key]["problems"] == "", truth.host


def test_the_run_says_which_scripts_steered_it_and_shows_each_step(run: Path) -> None:
    hosts = [host for script in record_of(run)["scenarios"] for host in script["hosts"]]
    assert {truth.host for truth in truths("first")} <= set(hosts)
    for truth in truths("first"):
        observation = json.loads((run / "sites" / truth.key / "observation.json").read_text(encoding="utf-8"))
        assert {step["outcome"] for step in observation["steps"]} == {"done"}
        assert all((run / step["picture"]["file"]).is_file() for step in observation["steps"] if step["picture"])


def test_no_script_is_longer_than_25_lines() -> None:
    for truth in truths("first"):
        script = SCRIPTS / f"{truth.host.replace('.', '_')}.py"
        assert len(script.read_text(encoding="utf-8").splitlines()) <= 25, script.name


def test_a_spoiled_mark_is_found_behind_every_script(tmp_path: Path) -> None:
    with night("spoiled", tmp_path, pages="0") as folder:
        told, by_guideline = {line["key"]: line for line in lines_of(folder)}, judged_by_the_guideline(folder)
    for truth in truths("spoiled"):
        line = told[truth.key]
        assert line["scenario"]["state"] == "followed", truth.host
        states = {badge["kind"]: badge["state"] for badge in line["badges"]}
        assert states == {kind: known.state for kind, known in truth.badges.items()}, truth.host
        assert by_guideline[truth.key]["verdict"] == "fail", truth.host
        assert all(words in by_guideline[truth.key]["problems"] for words in truth.problems), truth.host


def test_after_the_redesign_three_scripts_drift_by_name_and_nobody_is_accused(tmp_path: Path) -> None:
    with night("redesigned", tmp_path) as folder:
        told, by_guideline = lines_of(folder), judged_by_the_guideline(folder)
    steps = {line["site"]["url"].split("/")[2]: (line["scenario"]["state"], line["scenario"]["step"]) for line in told}
    followed = {truth.host: ("followed", None) for truth in truths("redesigned")}
    assert steps == followed | {host: ("drifted", step) for host, step in DRIFTED.items()}
    for line in (line for line in (*told, *by_guideline.values()) if line["scenario"]["state"] == "drifted"):
        assert line["verdict"] in ("pass", "cannot_tell"), line["site"]["url"]
        assert line["problems"] == "", line["site"]["url"]
        assert not any(finding["outcome"] == "fail" for finding in line["findings"])
