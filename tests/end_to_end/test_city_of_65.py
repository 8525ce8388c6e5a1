"""The whole city of the 2018 notice: every site as its row of the table says, and the published figures as the sum of all rows."""

from datetime import timedelta
from pathlib import Path

import pytest

from checker.demo import serve_city
from checker.evidence.run_folder import RunFolder
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import read_run
from checker.running.error_reports import read_figures
from checker.sample_city import SampleCity
from checker.sample_city.drawn_cities import DrawnCity, read_drawn_city
from checker.sample_city.pages import Pages
from tests.end_to_end.calling import WITH_COLUMNS, call, lines_of
from tests.end_to_end.city_differences import differences
from tests.end_to_end.table_figures import count_figures, failing_rules

pytestmark = pytest.mark.long
TOWN = Path(__file__).with_name("drawn_town")
# 绵经信函〔2018〕151号, as RULES.md has it; of 13 and 14 sites with incomplete marks the one that is 20% of 65
PUBLISHED = {"sites": 65, "offline": 0, "columns-stale": 30, "interaction": 26, "idle": 18, "construction": 17, "domain": 4, "marks": 13}
COUNTED = (
    "columns-stale", "interaction", "idle", "construction", "domain", "marks", "columns-blank", "letters-unanswered", "interviews-few",
)  # fmt: skip


def counted(run: Path) -> dict[str, int]:
    """The figures as every report of the run counts them."""
    figures = count_notice(read_run(run))
    by_id = {name: len(count.failed) for name, count in figures.by_id.items()}
    return {"sites": len(figures.judged), "offline": figures.offline_total, **{name: by_id[name] for name in COUNTED}}


def walk(city: str | Path, archive: Path, seconds: float) -> Path:
    done = call("demo", "--city", city, "--out", archive, "--run-id", "run", env=WITH_COLUMNS, seconds=seconds)
    assert done.returncode == 0, done.stderr[-3000:]
    return archive / "run"


def compare(city: DrawnCity, run: Path) -> None:
    told = differences(city, lines_of(run))
    assert not told, "\n".join(told)
    assert counted(run) == count_figures(city.rows)


@pytest.mark.timeout(1800)
def test_the_notice_of_2018_comes_out_with_its_published_figures(tmp_path: Path) -> None:
    city = read_drawn_city("mianyang-2018q3")
    run = walk("mianyang-2018q3", tmp_path, 1700)
    compare(city, run)
    figures = counted(run)
    assert {name: figures[name] for name in PUBLISHED} == PUBLISHED
    reports = read_figures(RunFolder.open(run))
    assert reports is not None and (reports.counts.total, reports.counts.overdue) == (16, 1)
    assert reports.levels == {
        "city_portal": 1,
        "department": 6,
        "county_portal": 3,
    }  # 7 departments, the portal's among them, and 3 counties
    first = next(line for line in lines_of(run) if line["site"]["unit"] == "人社局")
    assert (first["site"]["url"], first["verdict"]) == ("http://rsj.chenglan.gov.cn/", "fail")
    assert first["problems"] == "未按时更新栏目数量>5（13个栏目未按时更新）"


@pytest.mark.timeout(900)
def test_another_table_yields_its_own_figures(tmp_path: Path) -> None:
    town = read_drawn_city(TOWN)
    compare(town, walk(TOWN, tmp_path, 800))
    assert all(count_figures(town.rows)[name] > 0 for name in count_figures(town.rows))


@pytest.mark.timeout(600)
def test_one_page_that_changes_moves_the_figures(tmp_path: Path) -> None:
    """A site with exactly five stale columns publishes something in one of them, and with four it is no longer counted."""
    town = read_drawn_city(TOWN)
    row = next(row for row in town.rows if row.stale == 5 and not row.undated and failing_rules(row).keys() == {"columns-stale"})
    since = town.file.day - timedelta(days=14)
    columns = Pages(town.sites[row.host], town.file.day).columns
    stale = next(column for column in columns if column.plan.kind == "news" and column.items[0].day < since)
    figures = {}
    with serve_city(SampleCity(sites=town.sites, today=town.file.day)) as city:
        header, *rows = city.roster.read_text(encoding="utf-8-sig").splitlines()
        roster = tmp_path / "two.csv"
        roster.write_text("\n".join([header, rows[0], next(one for one in rows if row.host in one)]), encoding="utf-8")
        options = (
            "--proxy",
            city.proxy,
            "--trust-ca",
            city.authority,
            "--edition",
            town.file.edition,
            "--as-of",
            town.file.day.isoformat(),
        )
        for name in ("before", "after"):
            done = call("run", roster, "--out", tmp_path, "--run-id", name, *options, env=WITH_COLUMNS)
            assert done.returncode == 0, done.stderr[-3000:]
            figures[name] = counted(tmp_path / name)
            page = city.page(row.host, stale.path)
            city.replace(row.host, stale.path, page.replace(stale.items[0].day.isoformat(), since.isoformat(), 1))
            assert since.isoformat() in city.page(row.host, stale.path)
    assert figures["after"] == {**figures["before"], "columns-stale": figures["before"]["columns-stale"] - 1}
