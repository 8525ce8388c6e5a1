"""What a run's archive tells beyond the run: weeks of visits, and the last good picture of a step that drifted."""

from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from checker.evidence.run_folder import RunFolder
from checker.records.beyond import VisitDay
from checker.records.visit_history import SiteVisit, VisitHistory
from checker.running.beyond import read_beyond, week_of
from checker.running.publishing import publish_report
from tests.reports.test_scripts import scripted
from tests.running.kept import CZJ, keep_run, town

STEP = 'click "#in"'
SCRIPTS = [{"file": f"scenarios/{CZJ}.py", "sha256": "a" * 64}]


def visit(at: str, state: str = "reached", by: str = "probe") -> SiteVisit:
    seconds = 1.0 if state == "reached" else None
    return SiteVisit.model_validate({"url": "http://x.gov.cn/", "at": at, "state": state, "waited": 15.0, "by": by, "seconds": seconds})


def night(archive: Path, number: int, state: str, step: str | None = None) -> RunFolder:
    sites = [scripted(town()[1], state, step)]
    began = f"2026-02-{number:02}T17:30:00Z"
    run = keep_run(archive, f"night-{number}", sites, started=began, ended=began, scenarios=SCRIPTS)
    return RunFolder.open(run)


def test_a_week_counts_each_visit_once_and_on_the_offices_day() -> None:
    told = [visit("2026-03-01T01:00:00.000Z"), visit("2026-02-28T17:00:00.000Z", "timeout"), visit("2026-02-27T01:00:00.000Z", "our_fault")]
    history = VisitHistory(
        read="2026-03-01T02:00:00Z", since=date(2026, 2, 8), until=date(2026, 3, 1), visits=told, damaged=[date(2026, 2, 24)]
    )
    week = week_of(
        history, [visit("2026-03-01T01:00:00.000Z", by="night"), visit("2026-03-01T02:00:00.000Z", by="night")], date(2026, 3, 1)
    )
    assert len(week) == 7 and week[0].day == date(2026, 2, 23)
    assert week[-1] == VisitDay(day=date(2026, 3, 1), opened=2, not_opened=1)
    assert week[4] == VisitDay(day=date(2026, 2, 27), uncounted=1)
    assert week[1].damaged and not week[2].opened


def test_the_last_good_picture_is_the_newest_earlier_one(tmp_path: Path) -> None:
    night(tmp_path, 1, "followed")
    night(tmp_path, 2, "followed")
    night(tmp_path, 3, "drifted", STEP)
    now = night(tmp_path, 4, "drifted", STEP)
    night(tmp_path, 5, "followed")  # later: whoever writes the report of the fourth again has not seen it
    beyond = read_beyond(now, now.read_run())
    assert beyond.last_good[CZJ].run == "night-2"
    with Image.open(BytesIO(beyond.last_good[CZJ].picture)) as picture:
        assert picture.size == (1366, 900)
    page = publish_report(now.path).read_text()
    assert "上次成功时（批次 night-2）" in page
    assert read_beyond(RunFolder.open(tmp_path / "night-1"), RunFolder.open(tmp_path / "night-1").read_run()).last_good == {}


def test_an_altered_picture_shows_nothing(tmp_path: Path) -> None:
    night(tmp_path, 1, "followed")
    picture = tmp_path / "night-1" / "sites" / CZJ / "home.jpg"
    picture.chmod(0o644)
    picture.unlink()
    picture.write_bytes(b"something else")
    now = night(tmp_path, 2, "drifted", STEP)
    assert read_beyond(now, now.read_run()).last_good == {}


def test_what_is_unproven_for_a_week_is_told(tmp_path: Path) -> None:
    for number in range(1, 8):
        now = night(tmp_path, number, "drifted", STEP)
    (amber,) = read_beyond(now, now.read_run()).unproven
    assert (amber.nights, amber.drifted) == (7, [STEP])
    assert "长期未经验证的步骤" in publish_report(now.path).read_text()
