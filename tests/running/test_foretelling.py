"""What a run is foretold to take: by hand-made past runs, and by runs as they lie in an archive."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.disk import require_room
from checker.faults import ArchiveFault, UsageFault
from checker.roster import Roster
from checker.running.foretelling import foretell
from checker.running.foretold_plan import duration, size, tell_plan
from checker.running.past_runs import PastRun, PastSite, on_disk, read_past
from checker.settings import Settings
from tests.judgment.looks import site
from tests.running.kept import CZJ, RSJ, SLJ, keep_run, looks_of

CITY = [site(key=f"510700{number:04}", url=f"http://d{number}.yunling.gov.cn/") for number in range(10)]


def night(run: str, *, times: float = 1.0, sites: int = 10, **changed: Any) -> PastRun:
    """Every site 10 s and 1 MB, every other one looked at again for 20 s; four in flight; 5% longer than the looks themselves."""
    seen = tuple(
        PastSite(each.url, 10.0 * times, 20.0 * times if number % 2 else None, round(1e6 * times))
        for number, each in enumerate(CITY[:sites])
    )
    head: dict[str, Any] = {"jobs": 4, "looking": (30 + 40) * 1.05 * times, "besides": 100_000, "is_alike": True, "cpu": 40.0}
    return PastRun(run=run, sites=seen, **{**head, **changed})


def test_the_same_run_again_takes_the_same() -> None:
    told = foretell(CITY, [night("first")], 4, 2, has_columns=True)
    assert told.seconds == pytest.approx(70 * 1.05, rel=0.15)
    assert told.size == 10_100_000 and told.known == 10 and told.missed is None


def test_each_site_counts_with_its_own_figures_and_an_unknown_one_as_the_usual_one() -> None:
    slow = night("first", sites=9)
    slow = PastRun(**{**vars(slow), "sites": (PastSite(CITY[0].url, 300.0, None, 9_000_000), *slow.sites[1:]), "looking": None})
    told = foretell(CITY, [slow], 4, 2, has_columns=True)
    assert told.known == 9
    assert told.seconds > 300, "one site takes so long by itself"
    assert told.size == pytest.approx(9_000_000 + 9 * 1_000_000 + 10 / 9 * 100_000, rel=0.01)


def test_more_in_flight_take_less_until_the_processors_are_busy() -> None:
    few, many = (foretell(CITY, [night("first")], jobs, 2, has_columns=True).seconds for jobs in (2, 5))
    assert few > foretell(CITY, [night("first")], 4, 2, has_columns=True).seconds > many
    busy = foretell(CITY, [night("first", cpu=400.0)], 64, 2, has_columns=True)
    assert busy.seconds >= 200 and not busy.same_jobs


def test_the_newest_run_is_tried_on_the_older_ones() -> None:
    told = foretell(CITY, [night("second", times=1.2), night("first")], 4, 2, has_columns=True)
    assert told.missed is not None
    longer, larger = told.missed
    assert 0.1 < longer < 0.25 and larger == pytest.approx(0.2, abs=0.02)


@given(st.integers(1, 64), st.integers(0, 10), st.integers(1, 8))
def test_no_foretelling_is_shorter_than_its_longest_site(jobs: int, known: int, processors: int) -> None:
    past = [night("first", sites=known)] if known else []
    told = foretell(CITY, past, jobs, processors, has_columns=True)
    assert told.seconds >= (10 if known else 40) and told.size > 0 and told.known == known


def test_without_columns_a_first_run_is_foretold_to_take_less() -> None:
    whole, home = (foretell(CITY, [], 4, 2, has_columns=columns) for columns in (True, False))
    assert home.seconds < whole.seconds and home.size < whole.size and home.runs == ()


# -- as they lie in an archive -------------------------------------------------------------------------------------


def lasting(seconds: int) -> list[Any]:
    """The three sites, both looks of `seconds` each."""
    moment = {"started": "2026-03-01T01:00:00Z", "ended": f"2026-03-01T01:00:{seconds:02}Z"}
    return [tuple(look.model_copy(update=moment) for look in looks_of(key, f"{key}.gov.cn", key)) for key in (RSJ, CZJ, SLJ)]


def roster() -> Roster:
    return Roster(file="r.csv", sites=tuple(looks[0].site for looks in lasting(1)), refused=(), remarks=(), portals=())


def test_past_runs_are_read_from_the_archive(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path)
    keep_run(tmp_path, "odd", lasting(9), settings=Settings(column_pages=0).model_dump(mode="json"))
    kept = keep_run(tmp_path, "night", lasting(20), settings=settings.model_dump(mode="json"))
    [past] = read_past(tmp_path, settings)
    assert (past.run, past.jobs, past.looking, past.is_alike) == ("night", settings.jobs, 600.0, True)
    assert [(each.first, each.second) for each in past.sites] == [(20.0, 20.0)] * 3
    folder = kept / "sites" / RSJ
    assert past.sites[0].size == sum(on_disk(file.stat().st_size) for file in folder.rglob("*") if file.is_file())
    [odd, _] = read_past(tmp_path, Settings(out=tmp_path, column_pages=3))
    assert not odd.is_alike


def test_a_damaged_run_foretells_nothing_and_rechecks_and_open_runs_neither(tmp_path: Path) -> None:
    keep_run(tmp_path, "recheck", lasting(5), recheck_of={"run": "night"})
    keep_run(tmp_path, "open", lasting(5), close=False)
    damaged = keep_run(tmp_path, "damaged", lasting(5))
    (damaged / "sites" / CZJ / "observation.json").unlink()
    assert read_past(tmp_path, Settings()) == []
    assert read_past(tmp_path / "nowhere", Settings()) == []


def test_a_plan_says_what_and_from_what_and_how_sure(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "archive")
    first = tell_plan(roster(), settings, {})
    assert first.startswith("3 sites, 4 in flight: about ") and "How sure: not at all" in first
    assert not settings.out.exists(), "foretelling writes nothing"
    settings.out.mkdir()
    told = settings.model_dump(mode="json")
    keep_run(settings.out, "one", lasting(20), settings=told)
    alone = tell_plan(roster(), settings, {})
    assert "1 past run (one), in which 3 of the sites were seen" in alone and "one run alone" in alone
    keep_run(settings.out, "two", lasting(20), settings=told)
    both = tell_plan(roster(), settings, {})
    assert "2 past runs (two, one)" in both and "took no longer, and no more room, than the older ones" in both


def test_a_plan_refuses_what_it_cannot_foretell_and_a_disk_without_room(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="leave out --resume"):
        tell_plan(roster(), Settings(out=tmp_path), {"resume": True})
    with pytest.raises(UsageFault, match="leave out --engine"):
        tell_plan(roster(), Settings(out=tmp_path), {"engine": "dask://127.0.0.1:8786"})
    with pytest.raises(ArchiveFault, match=r"MB are free in .*needs about"):
        require_room(tmp_path / "a" / "b", 1 << 60)
    assert require_room(tmp_path / "a" / "b", 1) > 1 and not (tmp_path / "a").exists()


def test_figures_are_told_as_people_say_them() -> None:
    assert [duration(each) for each in (0.4, 119, 121, 7_140, 7_260, 36_000)] == [
        "0 s",
        "119 s",
        "2 min",
        "119 min",
        "2 h 01 min",
        "10 h 00 min",
    ]
    assert [size(each) for each in (252_500_000, 54_000_000_000)] == ["252 MB", "54 GB"]


def test_what_past_runs_keep_is_what_the_run_record_has() -> None:
    """The settings that govern are settings, under the names that run.json has."""
    from checker.running.past_runs import GOVERN

    assert set(GOVERN) <= set(json.loads(Settings().model_dump_json()))
