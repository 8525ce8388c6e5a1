"""A site with 25 columns, and one of an old make, are measured right in every field: as of the day of looking, and from what was kept
as of other days.

Nothing that is personal in their letters is anywhere in the run's folder.
"""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.demo import serve_city
from checker.records.base import Box
from checker.rendering.reading import can_read, read_regions
from checker.sample_city import Truth, Visit
from checker.sample_city.truth import ColumnTruth
from checker.settings import Settings
from tests.end_to_end.calling import WITH_COLUMNS, call, lines_of
from tests.end_to_end.county import DAY, DEPARTMENT, PLATFORM, PORTAL, county, county_truths, personal_words, write_county_roster
from tests.end_to_end.kept_words import find_words
from tests.end_to_end.once import once_for_all

pytestmark = pytest.mark.long
TRUTHS = county_truths()
NO_BROWSER = {"CHECKER_BROWSER": "/nonexistent", "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent", "https_proxy": "http://127.0.0.1:9"}
DAYS = sorted(TRUTHS[0].on)
_OF_A_PAGE = ("/zwgk/xzfwj/list.html", "/nav.html", "/rsxx/list.html")  # frames, and where a page leads on by itself
_COUNTS = ("latest", "dated_items", "items_last_year", "overdue", "unpublished")
Line = dict[str, Any]
Lines = dict[tuple[str, date], Line]

each_day = pytest.mark.parametrize("day", DAYS, ids=str)
each_site = pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.host)
each_column = pytest.mark.parametrize(
    ("truth", "column"),
    [pytest.param(truth, column, id=truth.host + column.url.split("cn/")[1]) for truth in TRUTHS for column in truth.columns],
)


def walk(archive: Path) -> tuple[Path, list[Visit]]:
    with serve_city(county()) as city:
        roster = write_county_roster(city, archive / "county.csv")
        words = ("--proxy", city.proxy, "--trust-ca", city.authority, "--edition", "2015-15", "--as-of", DAY.isoformat())
        pace = {**WITH_COLUMNS, "CHECKER_HOST_PACE": str(Settings().host_pace)}
        done = call("run", roster, "--out", archive, "--run-id", "county", *words, env=pace)
    assert done.returncode == 0, done.stderr
    return archive / "county", city.visits


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Visit]]:
    """The run's folder, and what the servers say of it."""
    return once_for_all(tmp_path_factory, "county", walk)


@pytest.fixture(scope="module")
def run(walked: tuple[Path, list[Visit]]) -> Path:
    return walked[0]


@pytest.fixture(scope="module")
def lines(run: Path) -> Lines:
    """By site and day: the run's own lines, and what judging says as of every other day, with no browser."""
    found = {(line["key"], DAY): line for line in lines_of(run)}
    for day in DAYS:
        if day != DAY:
            done = call("judge", run, "--as-of", day.isoformat(), env=NO_BROWSER)
            assert done.returncode == 0, done.stderr
            found |= {(line["key"], day): line for line in map(json.loads, done.stdout.splitlines())}
    return found


@each_day
@each_site
def test_no_column_is_missing_and_none_is_made_up(lines: Lines, truth: Truth, day: date) -> None:
    names = [each["name"] for each in lines[truth.key, day]["columns"]]
    assert sorted(names) == sorted(column.name for column in truth.columns)


@each_day
@each_column
def test_a_column_is_measured_in_every_field(lines: Lines, truth: Truth, column: ColumnTruth, day: date) -> None:
    counts = column.on[day].model_dump(mode="json") if day in column.on else dict.fromkeys(_COUNTS)
    wanted = {"category": column.category, "state": column.state, "url": column.url, **counts}
    [told] = [each for each in lines[truth.key, day]["columns"] if each["name"] == column.name]
    assert {field: told[field] for field in wanted} == wanted, told["because"]


@each_day
@each_site
def test_the_rules_come_to_what_the_table_says(lines: Lines, truth: Truth, day: date) -> None:
    line, known = lines[truth.key, day], truth.on[day]
    because = {finding["rule"]: finding["because"] for finding in line["findings"]}
    outcomes = {finding["rule"]: finding["outcome"] for finding in line["findings"]}
    assert outcomes == known.outcomes, {rule: because[rule] for rule in outcomes if outcomes[rule] != known.outcomes.get(rule)}
    assert (line["verdict"], line["problems"]) == (known.verdict, known.problems)


@each_site
def test_the_badges_of_the_site_are_all_seen(lines: Lines, truth: Truth) -> None:
    states = {badge["kind"]: (badge["state"], badge["value"]) for badge in lines[truth.key, DAY]["badges"]}
    assert states == {kind: (badge.state, badge.value) for kind, badge in truth.badges.items()}


@each_site
def test_every_column_has_its_evidence(run: Path, lines: Lines, truth: Truth) -> None:
    for column in lines[truth.key, DAY]["columns"]:
        assert column["because"], column["name"]
        assert column["evidence"] and all((run / file).is_file() for file in column["evidence"]), column


def test_judging_again_as_of_the_same_day_gives_the_same_bytes(run: Path) -> None:
    assert call("judge", run, env=NO_BROWSER).stdout == (run / "results.jsonl").read_text(encoding="utf-8")


@each_day
def test_the_local_edition_comes_to_the_same_verdicts_and_names_its_own_problems_too(run: Path, day: date) -> None:
    done = call("judge", run, "--edition", "mianyang-2018q3", "--as-of", day.isoformat(), env=NO_BROWSER)
    told = [(line["verdict"], line["problems"]) for line in map(json.loads, done.stdout.splitlines())]
    known = [truth.on[day] for truth in TRUTHS]
    assert told == [(each.verdict, "；".join(filter(None, (each.problems, each.local_problems)))) for each in known]


def test_the_pages_of_one_host_are_asked_for_at_the_pace_that_is_set(walked: tuple[Path, list[Visit]]) -> None:
    pages = [visit for visit in walked[1] if visit.path.endswith(("/", ".html")) and visit.path not in _OF_A_PAGE]
    for host in (PORTAL, DEPARTMENT, PLATFORM):
        asked = [visit.time for visit in pages if visit.host == host]
        assert len(asked) > 1
        assert min((later - earlier).total_seconds() for earlier, later in pairwise(asked)) >= Settings().host_pace


def test_the_report_shows_every_column(run: Path) -> None:
    page = (run / "report" / "index.html").read_text(encoding="utf-8")
    assert [column.name for truth in TRUTHS for column in truth.columns if column.name not in page] == []


def test_nothing_personal_is_kept(run: Path) -> None:
    assert find_words(run, personal_words()) == []


def test_no_body_of_a_letter_is_kept(run: Path) -> None:
    assert find_words(run, ["请问应当到哪个窗口办理", "来信收悉"]) == []


def test_nothing_personal_can_be_read_on_pictures_of_letters(run: Path) -> None:
    if not can_read():
        pytest.skip("nothing here reads pictures")
    observations = [json.loads(file.read_text(encoding="utf-8")) for file in run.glob("sites/*/observation.json")]
    letters = [column for observation in observations for column in observation["columns"] if column["category"] == "consultation"]
    pictures = [page["picture"] for column in letters for page in column["pages"] if page["picture"]]
    assert len(pictures) >= 5
    for picture in pictures:
        whole = Box(0, 0, picture["width"], picture["height"])
        read = "".join(line.text for line in read_regions((run / picture["file"]).read_bytes(), [whole]))
        assert "来信" in read
        assert [word for word in personal_words() if word in read] == [], picture["file"]
