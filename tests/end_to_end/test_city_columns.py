"""The sample city's own sites with their columns opened: names, categories and days are those of the plans they were made from."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from checker.demo import serve_city
from checker.records.days import months_before
from checker.sample_city import SampleCity
from checker.sample_city.pages import Pages
from tests.end_to_end.calling import WITH_COLUMNS, call, lines_of
from tests.end_to_end.once import once_for_all

pytestmark = pytest.mark.long
DAY = date(2018, 8, 1)
CITY = SampleCity(today=DAY)
# what a reader of each home page finds: name → category, and the folder it leads to; none where a block is all there is
KNOWN: dict[str, dict[str, tuple[str, str | None]]] = {
    "rsj.chenglan.gov.cn": {
        "部门动态": ("news", "/xwzx/bmdt/"),
        "通知公告": ("notice", "/zwgk/tzgg/"),
        "办事大厅": ("service", "/bsfw/bszn/"),
        "人事考试": ("personnel", "/zwgk/rsxx/"),
        "局长信箱": ("consultation", "/hdjl/jzxx/"),
        "政策解读": ("interpretation", "/zwgk/zcjd/"),
        "政策文件": ("policy", "/zwgk/zcwj/"),
        "调查征集": ("survey", "/hdjl/dczj/"),  # in the menu beside its other columns alone
    },
    "czj.chenglan.gov.cn": {
        "财政要闻": ("news", "/xwzx/bmdt/"),
        "公示公告": ("notice", "/zwgk/tzgg/"),
        "政策法规": ("policy", "/zwgk/zcwj/"),
        "预算公开": ("plan", "/zwgk/ghjh/"),
        "办事指南": ("service", "/bsfw/bszn/"),
        "局长信箱": ("consultation", "/hdjl/jzxx/"),
        "民意征集": ("survey", "/hdjl/dczj/"),
        "政策解读": ("interpretation", None),
        "人事信息": ("personnel", None),
    },
}


def walk(archive: Path) -> Path:
    with serve_city(CITY):
        header, *rows = CITY.roster.read_text(encoding="utf-8-sig").splitlines()
        roster = archive / "some.csv"
        roster.write_text("\n".join([header, *(row for row in rows if any(f"//{host}" in row for host in KNOWN))]), encoding="utf-8")
        words = ("--proxy", CITY.proxy, "--trust-ca", CITY.authority, "--edition", "2015-15", "--as-of", DAY.isoformat())
        done = call("run", roster, "--out", archive, "--run-id", "run", *words, env=WITH_COLUMNS)
    assert done.returncode == 0, done.stderr
    return archive / "run"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    run = once_for_all(tmp_path_factory, "city-columns", walk)
    return {urlsplit(line["site"]["url"]).hostname or "": line for line in lines_of(run)}


@pytest.mark.parametrize("host", KNOWN)
def test_every_column_is_found_by_its_name(lines: dict[str, dict[str, Any]], host: str) -> None:
    found = {column["name"]: (column["category"], column["url"] and urlsplit(column["url"]).path) for column in lines[host]["columns"]}
    assert found == KNOWN[host]
    assert {column["state"] for column in lines[host]["columns"]} == {"found"}


@pytest.mark.parametrize("host", KNOWN)
def test_its_days_are_those_of_its_plan(lines: dict[str, dict[str, Any]], host: str) -> None:
    planned = {column.path: [item.day for item in column.items] for column in Pages(CITY.sites[host], DAY).columns}
    letters = CITY.sites[host].file.letters
    assert letters is not None
    planned[letters.path] = [DAY - timedelta(days=letters.newest + int(place * letters.every)) for place in range(letters.items)]
    measured = [column for column in lines[host]["columns"] if column["url"]]
    wanted = {urlsplit(column["url"]).path: planned[urlsplit(column["url"]).path] for column in measured}
    told = {urlsplit(column["url"]).path: (column["latest"], column["dated_items"]) for column in measured}
    assert told == {path: (max(days).isoformat(), len(days)) for path, days in wanted.items()}, json.dumps(told)
    counted = {column["category"]: column["items_last_year"] for column in measured if column["items_last_year"] is not None}
    in_year = {path: sum(day > months_before(DAY, 12) for day in days) for path, days in wanted.items()}
    assert counted == {column["category"]: in_year[urlsplit(column["url"]).path] for column in measured if column["category"] in counted}
    assert {"consultation", "survey"} <= counted.keys()


@pytest.mark.parametrize("host", KNOWN)
def test_a_site_in_order_has_no_problem(lines: dict[str, dict[str, Any]], host: str) -> None:
    line = lines[host]
    assert (line["verdict"], line["problems"]) == ("pass", "")
    assert [finding["rule"] for finding in line["findings"] if finding["outcome"] == "fail"] == []
