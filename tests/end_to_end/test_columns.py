"""A site with 25 columns is measured right in every field: as of the day of looking, and from what was kept as of other days.

Nothing that is personal in its letters is anywhere in the run's folder.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.demo import serve_city
from checker.records.base import Box
from checker.rendering.reading import can_read, read_regions
from checker.sample_city import Visit
from checker.settings import Settings
from tests.end_to_end.calling import call, lines_of
from tests.end_to_end.county import DAY, HOST, PLATFORM, county, county_truth, personal_words, write_county_roster
from tests.end_to_end.kept_words import find_words

pytestmark = pytest.mark.long
TRUTH = county_truth()
NO_BROWSER = {"CHECKER_BROWSER": "/nonexistent", "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent", "https_proxy": "http://127.0.0.1:9"}
DAYS = sorted(TRUTH.on)
_COUNTS = ("latest", "dated_items", "items_last_year", "overdue", "unpublished")
Line = dict[str, Any]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Visit]]]:
    """The run's folder, and what the servers say of it."""
    archive = tmp_path_factory.mktemp("columns")
    with serve_city(county()) as city:
        roster = write_county_roster(city, archive / "county.csv")
        words = ("--proxy", city.proxy, "--trust-ca", city.authority, "--edition", "2015-15", "--as-of", DAY.isoformat())
        done = call("run", roster, "--out", archive, "--run-id", "county", *words)
    assert done.returncode == 0, done.stderr
    yield archive / "county", city.visits


@pytest.fixture(scope="module")
def run(walked: tuple[Path, list[Visit]]) -> Path:
    return walked[0]


@pytest.fixture(scope="module")
def lines(run: Path) -> dict[date, Line]:
    """The run's own line, and what judging says as of every other day, with no browser."""
    found = {}
    for day in DAYS:
        if day == DAY:
            [found[day]] = lines_of(run)
        else:
            done = call("judge", run, "--as-of", day.isoformat(), env=NO_BROWSER)
            assert done.returncode == 0, done.stderr
            found[day] = json.loads(done.stdout)
    return found


def told(line: Line) -> dict[str, dict[str, Any]]:
    """The fields of each column that the truth speaks of."""
    columns = line["columns"]
    names = [each["name"] for each in columns]
    assert len(names) == len(set(names)), names
    return {each["name"]: {field: each[field] for field in ("category", "state", "url", *_COUNTS)} for each in columns}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_column_is_missing_and_none_is_made_up(lines: dict[date, Line], day: date) -> None:
    assert sorted(told(lines[day])) == sorted(column.name for column in TRUTH.columns)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("column", TRUTH.columns, ids=[column.url.split("/")[-2] for column in TRUTH.columns])
def test_a_column_is_measured_in_every_field(lines: dict[date, Line], column: Any, day: date) -> None:
    counts = column.on[day].model_dump(mode="json") if day in column.on else dict.fromkeys(_COUNTS)
    wanted = {"category": column.category, "state": column.state, "url": column.url, **counts}
    line = lines[day]
    because = next((each["because"] for each in line["columns"] if each["name"] == column.name), "")
    assert told(line).get(column.name) == wanted, because


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_rules_come_to_what_the_table_says(lines: dict[date, Line], day: date) -> None:
    line, known = lines[day], TRUTH.on[day]
    because = {finding["rule"]: finding["because"] for finding in line["findings"]}
    outcomes = {finding["rule"]: finding["outcome"] for finding in line["findings"]}
    assert outcomes == known.outcomes, {rule: because[rule] for rule in outcomes if outcomes[rule] != known.outcomes.get(rule)}
    assert (line["verdict"], line["problems"]) == (known.verdict, known.problems)


def test_the_badges_of_the_site_are_all_seen(lines: dict[date, Line]) -> None:
    states = {badge["kind"]: (badge["state"], badge["value"]) for badge in lines[DAY]["badges"]}
    assert states == {kind: (badge.state, badge.value) for kind, badge in TRUTH.badges.items()}


def test_every_column_has_its_evidence(run: Path, lines: dict[date, Line]) -> None:
    for column in lines[DAY]["columns"]:
        assert column["because"], column["name"]
        assert column["evidence"] and all((run / file).is_file() for file in column["evidence"]), column


def test_judging_again_as_of_the_same_day_gives_the_same_bytes(run: Path) -> None:
    assert call("judge", run, env=NO_BROWSER).stdout == (run / "results.jsonl").read_text(encoding="utf-8")


def test_the_local_edition_comes_to_the_same_sentence(run: Path) -> None:
    for day, known in TRUTH.on.items():
        line = json.loads(call("judge", run, "--edition", "mianyang-2018q3", "--as-of", day.isoformat(), env=NO_BROWSER).stdout)
        assert (line["verdict"], line["problems"]) == (known.verdict, known.problems)


def test_the_pages_of_one_host_are_asked_for_at_the_pace_that_is_set(walked: tuple[Path, list[Visit]]) -> None:
    pages = [visit for visit in walked[1] if visit.path.endswith(("/", ".html")) and visit.path != "/zwgk/xzfwj/list.html"]  # a frame
    for host in (HOST, PLATFORM):
        asked = [visit.time for visit in pages if visit.host == host]
        assert len(asked) > 1
        assert min((later - earlier).total_seconds() for earlier, later in pairwise(asked)) >= Settings().host_pace


def test_the_report_shows_every_column(run: Path) -> None:
    page = (run / "report" / "index.html").read_text(encoding="utf-8")
    assert [column.name for column in TRUTH.columns if column.name not in page] == []


def test_nothing_personal_is_kept(run: Path) -> None:
    assert find_words(run, personal_words()) == []


def test_no_body_of_a_letter_is_kept(run: Path) -> None:
    assert find_words(run, ["请问应当到哪个窗口办理", "来信收悉"]) == []


def test_nothing_personal_can_be_read_on_pictures_of_letters(run: Path) -> None:
    if not can_read():
        pytest.skip("nothing here reads pictures")
    observation = json.loads(next(run.glob("sites/*/observation.json")).read_text(encoding="utf-8"))
    letters = [column for column in observation["columns"] if column["category"] == "consultation"]
    pictures = [page["picture"] for column in letters for page in column["pages"] if page["picture"]]
    assert pictures
    for picture in pictures:
        whole = Box(0, 0, picture["width"], picture["height"])
        read = "".join(line.text for line in read_regions((run / picture["file"]).read_bytes(), [whole]))
        assert "来信主题" in read
        assert [word for word in personal_words() if word in read] == []
