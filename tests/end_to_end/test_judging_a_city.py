"""A kept run of 65 sites with many columns is judged again under another edition in seconds, and under its own to the same bytes."""

import json
import resource
from datetime import date, timedelta
from pathlib import Path

import pytest

from checker.judgment import load_edition
from checker.records.column import Category, LinkCheck, ListItem
from checker.records.observation import Observation
from tests.end_to_end.calling import call
from tests.judgment.column_looks import column
from tests.running.kept import AS_OF, keep_run, looks_of

pytestmark = pytest.mark.long
SITES, COLUMNS, ROWS, LINKS = 65, 30, 20, 200  # rows: a first page of a list
MOST_SECONDS = 5  # of the processors' time: what else runs on the machine has no say
NO_BROWSER = {"CHECKER_BROWSER": "/nonexistent", "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent", "https_proxy": "http://127.0.0.1:9"}


def _rows(number: int, place: int) -> list[ListItem]:
    first = date.fromisoformat(AS_OF) - timedelta(days=number % 40)
    days = [(first - timedelta(days=3 * row)).isoformat() for row in range(ROWS)]
    return [
        ListItem(title=f"第{number}家网站第{place}栏目第{row}条信息", url=f"http://a.cn/{place}/{row}.html", days=[day])
        for row, day in enumerate(days)
    ]


def _crowded(look: Observation, number: int) -> Observation:
    categories: tuple[Category, ...] = ("news", "notice", "policy", "other", "plan", "service")
    columns = [column(f"栏目{place}", categories[place % len(categories)], _rows(number, place)) for place in range(COLUMNS)]
    links = [
        LinkCheck(url=f"http://a.cn/{n}", words=f"链接{n}", status=404 if n % 50 == 0 else 200, second_status=404) for n in range(LINKS)
    ]
    return look.model_copy(update={"columns": [*look.columns, *columns], "links": links})


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sites = []
    for number in range(SITES):
        first, second = looks_of(f"51070{number:05}", f"a{number}.yunling.gov.cn", f"云岭市第{number}局")
        sites.append((_crowded(first, number), _crowded(second, number)))
    return keep_run(tmp_path_factory.mktemp("archive"), sites=sites, edition=load_edition("2015-15"))


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_another_edition_takes_seconds(run: Path) -> None:
    """The quickest of three counts: processors that many share are slower for each."""
    took = []
    for edition in ("2019-19", "mianyang-2018q3", "guideline-2017"):
        before = _processor_seconds()
        done = call("judge", run, "--edition", edition, env=NO_BROWSER)
        took.append(_processor_seconds() - before)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(lines) == SITES, done.stderr
        assert {finding["edition"] for line in lines for finding in line["findings"]} == {edition}
    assert min(took) < MOST_SECONDS


def test_its_own_edition_gives_the_same_bytes(run: Path) -> None:
    done = call("judge", run, env=NO_BROWSER)
    assert done.stdout == (run / "results.jsonl").read_text(encoding="utf-8")
