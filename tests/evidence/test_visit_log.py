"""The visit history: nothing that was recorded is lost or doubled, whoever writes at once or is killed; what was altered shows."""

import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.evidence.chained_log import read_log
from checker.evidence.visit_log import VISITS, read_visits, record_visits, visit_file
from checker.faults import ArchiveFault
from checker.records.visit_history import SiteVisit

DAY = date(2026, 3, 1)
BEGIN = datetime(2026, 2, 27, tzinfo=UTC)
WRITER = """
import sys, pathlib, itertools
from tests.evidence.test_visit_log import visit_at
from checker.evidence.visit_log import record_visits
archive, who, most = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("begun", flush=True)
for number in itertools.count() if most == 0 else range(most):
    record_visits(archive, [visit_at(number * 7 % 1440, url=f"http://{who}.gov.cn/{number}/{k}") for k in range(5)])
    print(number, flush=True)
"""


def visit_at(minute: int = 0, url: str = "http://a.gov.cn/", day: date = DAY) -> SiteVisit:
    """A visit so many minutes after the offices' midnight, which is 16:00 of the day before in UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=8)
    at = (midnight + timedelta(minutes=minute)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return SiteVisit(url=url, at=at, state="reached", status=200, seconds=0.5, waited=15, by="probe")


def read(archive: Path, first: date = DAY, last: date = DAY) -> list[SiteVisit]:
    visits, damaged = read_visits(archive, first, last)
    assert not damaged
    return list(visits)


def start_writer(archive: Path, who: str, most: int = 0) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", WRITER, archive, who, str(most)], stdout=subprocess.PIPE, text=True)


VISITS_OF_ANY_KIND = st.lists(
    st.builds(
        SiteVisit,
        url=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
        at=st.integers(0, 4 * 86_400_000).map(lambda n: (BEGIN + timedelta(milliseconds=n)).isoformat(timespec="milliseconds")),
        state=st.sampled_from(["reached", "timeout", "dns", "blocked", "our_fault"]),
        status=st.none() | st.integers(100, 599),
        seconds=st.none() | st.floats(0, 90),
        waited=st.just(15.0),
        by=st.sampled_from(["probe", "20260301T000000Z"]),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(VISITS_OF_ANY_KIND, VISITS_OF_ANY_KIND)
def test_what_is_recorded_is_read(first: list[SiteVisit], second: list[SiteVisit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        record_visits(archive, first)
        record_visits(archive, second)
        found = read(archive, date(2026, 2, 26), date(2026, 3, 5))
        assert sorted(found, key=repr) == sorted([*first, *second], key=repr)
        for file in sorted((archive / VISITS).iterdir() if (archive / VISITS).exists() else []):
            assert {visit.day.isoformat() for visit in read(archive, *[date.fromisoformat(file.stem)] * 2)} == {file.stem}


def test_a_day_is_the_offices_day(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit_at(0), visit_at(1439), visit_at(1440)])
    assert [file.name for file in sorted((tmp_path / VISITS).iterdir())] == ["2026-03-01.jsonl", "2026-03-02.jsonl"]
    assert len(read(tmp_path)) == 2


def test_no_history_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    record_visits(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_two_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, who, 20) for who in ("one", "other")]
    for writer in writers:
        assert writer.communicate(timeout=120)[0].splitlines()[-1] == "19"
        assert writer.returncode == 0
    urls = [visit.url for visit in read(tmp_path)]
    assert len(urls) == 200
    assert set(urls) == {f"http://{who}.gov.cn/{n}/{k}" for who in ("one", "other") for n in range(20) for k in range(5)}


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.02, 0.05])
def test_who_is_killed_leaves_a_whole_chain_and_no_lock(tmp_path: Path, seconds: float) -> None:
    with start_writer(tmp_path, "killed") as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "begun\n"
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        said = [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    record_visits(tmp_path, [visit_at(3, url="http://next.gov.cn/")])
    urls = {visit.url for visit in read(tmp_path)}
    assert {f"http://killed.gov.cn/{n}/{k}" for n in said for k in range(5)} <= urls
    assert "http://next.gov.cn/" in urls


def test_a_torn_end_is_kept_aside_and_hides_nothing(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit_at(0), visit_at(60)])
    file = visit_file(tmp_path, DAY)
    whole = file.read_bytes()
    file.write_bytes(whole + whole.splitlines()[1][:40])
    assert len(read(tmp_path)) == 2, "as far as it is whole"
    record_visits(tmp_path, [visit_at(120)])
    assert [visit.moment.hour for visit in read(tmp_path)] == [16, 17, 18]
    log = read_log(file.read_bytes())
    assert (log.breaks, log.torn) == ([], b"")
    assert [line["event"] for line in log.lines] == ["visit", "visit", "torn_line_cut", "visit"]


def test_whoever_holds_the_history_is_waited_for(tmp_path: Path) -> None:
    from checker.evidence.lock import FolderLock

    (tmp_path / VISITS).mkdir()
    lock = FolderLock(tmp_path / VISITS)
    writer = threading.Thread(target=record_visits, args=(tmp_path, [visit_at()]))
    writer.start()
    writer.join(0.3)
    assert writer.is_alive() and read(tmp_path) == []
    lock.release()
    writer.join(10)
    assert len(read(tmp_path)) == 1


def altered(line: bytes) -> bytes:
    return line.replace(b'"reached"', b'"refused"')


@pytest.mark.parametrize(
    "alter",
    [
        lambda lines: [altered(lines[0]), *lines[1:]],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[2], lines[1]],
        lambda lines: [*lines, json.dumps({"event": "visit", "prev": None}).encode()],
        lambda lines: [b"nonsense", *lines],
    ],
)
def test_a_day_that_was_altered_proves_nothing_and_its_neighbours_do(tmp_path: Path, alter: object) -> None:
    record_visits(tmp_path, [visit_at(n * 60) for n in range(3)] + [visit_at(0, day=DAY + timedelta(days=1))])
    file = visit_file(tmp_path, DAY)
    assert callable(alter)
    file.write_bytes(b"".join(line + b"\n" for line in alter(file.read_bytes().splitlines())))
    visits, damaged = read_visits(tmp_path, DAY, DAY + timedelta(days=1))
    assert damaged == [DAY]
    assert [visit.day for visit in visits] == [DAY + timedelta(days=1)]


def test_a_day_put_in_another_days_place_proves_nothing(tmp_path: Path) -> None:
    record_visits(tmp_path, [visit_at(0)])
    visit_file(tmp_path, DAY).rename(visit_file(tmp_path, DAY + timedelta(days=1)))
    assert read_visits(tmp_path, DAY, DAY + timedelta(days=1))[1] == [DAY + timedelta(days=1)]


def test_no_link_is_followed(tmp_path: Path) -> None:
    record_visits(tmp_path / "elsewhere", [visit_at(0)])
    (tmp_path / VISITS).mkdir()
    visit_file(tmp_path, DAY).symlink_to(visit_file(tmp_path / "elsewhere", DAY))
    assert read_visits(tmp_path, DAY, DAY)[1] == [DAY]
    before = visit_file(tmp_path / "elsewhere", DAY).read_bytes()
    with pytest.raises(ArchiveFault):
        record_visits(tmp_path, [visit_at(60)])
    assert visit_file(tmp_path / "elsewhere", DAY).read_bytes() == before


def test_a_full_disk_is_told_and_leaves_no_half_line(small_disk: Path) -> None:
    record_visits(small_disk, [visit_at(0)])
    with pytest.raises(ArchiveFault, match="disk is full"):
        record_visits(small_disk, [visit_at(n % 1440, url=f"http://{'a' * 200}{n}.gov.cn/") for n in range(4_000)])
    assert len(read(small_disk)) == 1
    assert visit_file(small_disk, DAY).stat().st_size < 1000
