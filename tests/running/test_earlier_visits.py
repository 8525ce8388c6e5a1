"""Which visits a run takes along: those of probes and of closed runs, of its own addresses, of whole days, each once."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from checker.evidence.run_folder import RunFolder
from checker.evidence.visit_log import record_visits, visit_file
from checker.records.look import Reach
from checker.records.site import Site
from checker.records.visit_history import SiteVisit, visit_of
from checker.running.earlier_visits import EarlierVisits, on_record

AS_OF = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)  # 11 o'clock in the morning of that day
SITE = Site(key="5107000012", url="http://rsj.yunling.gov.cn/")


def visit(at: str, by: str = "probe", state: str = "reached", url: str = SITE.url) -> SiteVisit:
    return visit_of(url, at, Reach.model_validate({"state": state, "seconds": 1.0}), 15, by)


def close_run(archive: Path, name: str, *visits: SiteVisit) -> Path:
    with RunFolder.create(archive, name) as run:
        run.write_run({"schema": 1, "visits": [on_record(each, own_network=False) for each in visits]})
        run.append(json.dumps({"key": SITE.key}))
        run.close([SITE.key])
    return run.path


def told(archive: Path, as_of: date = AS_OF, now: datetime = NOW, site: Site = SITE) -> list[tuple[str, str]]:
    history = EarlierVisits(archive, [site], as_of, now).of(site)
    return [(visit.at, visit.by) for visit in history.visits] if history else []


def test_probes_and_runs_in_order_of_time(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit("2026-02-27T08:00:00.000Z"), visit("2026-02-25T08:00:00.000Z")])
    close_run(tmp_path, "night", visit("2026-02-26T08:00:00.000Z", by="night"))
    assert told(tmp_path) == [
        ("2026-02-25T08:00:00.000Z", "probe"),
        ("2026-02-26T08:00:00.000Z", "night"),
        ("2026-02-27T08:00:00.000Z", "probe"),
    ]


def test_an_archive_without_visits_and_one_that_is_not_there(tmp_path: Path) -> None:
    assert EarlierVisits(tmp_path, [SITE], AS_OF, NOW).of(SITE) is None
    assert EarlierVisits(tmp_path / "nowhere", [SITE], AS_OF, NOW).of(SITE) is None


def test_only_days_that_somebody_may_judge_by(tmp_path: Path) -> None:
    """Of an earlier day than three weeks ago nobody will judge by this run, nor of one that has not begun."""
    record_visits(tmp_path, [visit(f"2026-0{day}T08:00:00.000Z") for day in ("2-07", "2-08", "2-28", "3-01", "3-02")])
    assert [at[:10] for at, _ in told(tmp_path)] == ["2026-02-08", "2026-02-28", "2026-03-01"]
    history = EarlierVisits(tmp_path, [SITE], AS_OF, NOW).of(SITE)
    assert history is not None and (history.since, history.until) == (date(2026, 2, 8), date(2026, 3, 1))


def test_of_a_day_that_lies_back_a_week_behind_it_is_kept_too(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit(f"2026-02-{day:02}T08:00:00.000Z") for day in range(1, 29)])
    history = EarlierVisits(tmp_path, [SITE], date(2026, 2, 10), NOW).of(SITE)
    assert history is not None and (history.since, history.until) == (date(2026, 1, 20), date(2026, 2, 17))
    assert len(history.visits) == 17


def test_other_addresses_are_left_alone(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit("2026-02-27T08:00:00.000Z", url="https://rsj.yunling.gov.cn/")])
    assert told(tmp_path) == []


def test_what_is_no_closed_run_counts_for_nothing(tmp_path: Path) -> None:
    path = close_run(tmp_path, "night", visit("2026-02-26T08:00:00.000Z", by="night"))
    path.rename(tmp_path / "copy")
    with RunFolder.create(tmp_path, "open") as run:
        run.write_run({"visits": [on_record(visit("2026-02-26T09:00:00.000Z", by="open"), own_network=False)]})
    for name, content in {
        "old": "{}",
        "list": "[]",
        "odd": '{"visits": 3}',
        "odder": '{"visits": [3, {"at": 4}]}',
        "torn": '{"vis',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(content)
    (tmp_path / "file").write_text("no folder")
    assert told(tmp_path) == []


def test_an_altered_run_counts_for_nothing(tmp_path: Path) -> None:
    path = close_run(tmp_path, "night", visit("2026-02-26T08:00:00.000Z", by="night", state="timeout"))
    assert told(tmp_path) == [("2026-02-26T08:00:00.000Z", "night")]
    record: dict[str, Any] = json.loads((path / "run.json").read_text())
    record["visits"][0]["state"] = "reached"
    (path / "run.json").write_text(json.dumps(record))
    assert told(tmp_path) == []


def test_days_that_were_altered_are_named_to_every_site(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit("2026-02-27T08:00:00.000Z")])
    file = visit_file(tmp_path, date(2026, 2, 27))
    file.write_bytes(file.read_bytes().replace(b"reached", b"refused") * 2)
    other = Site(key="other", url="http://other.gov.cn/")
    for site in (SITE, other):
        history = EarlierVisits(tmp_path, [SITE, other], AS_OF, NOW).of(site)
        assert history is not None and history.damaged == [date(2026, 2, 27)] and history.visits == []


def test_a_week_of_hours_is_read_quickly(tmp_path: Path) -> None:
    """65 sites, every hour for three weeks: 32,760 visits."""
    sites = [Site(key=f"s{n}", url=f"http://s{n}.gov.cn/") for n in range(65)]
    begin = datetime(2026, 2, 8, tzinfo=UTC)
    hours = [(begin + timedelta(hours=n)).isoformat(timespec="milliseconds") for n in range(20 * 24)]
    record_visits(tmp_path, [visit(hour, url=site.url) for hour in hours for site in sites])
    started = datetime.now(UTC)
    earlier = EarlierVisits(tmp_path, sites, AS_OF, NOW)
    histories = [earlier.of(site) for site in sites]
    assert datetime.now(UTC) - started < timedelta(seconds=20)
    assert {len(history.visits) for history in histories if history} == {480}


def test_what_failed_in_a_network_that_is_ours_says_nothing() -> None:
    assert on_record(visit("2026-02-26T08:00:00.000Z", state="timeout"), own_network=True)["state"] == "our_fault"
    assert on_record(visit("2026-02-26T08:00:00.000Z", state="http_error"), own_network=True)["state"] == "http_error"
    assert "by" not in on_record(visit("2026-02-26T08:00:00.000Z"), own_network=False)
