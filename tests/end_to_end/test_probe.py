"""`checker probe` as it is called every hour: what it says of each site, what it adds to the history, and what a run makes of that."""

import json
import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from checker.evidence.visit_log import VISITS, read_visits, record_visits
from checker.records.look import Reach
from checker.records.visit_history import SiteVisit, visit_of
from tests.end_to_end.calling import call, lines_of, record_of, start
from tests.end_to_end.town import Town, closed_port, code_of

pytestmark = pytest.mark.long
_PAGE = "<!doctype html><meta charset=utf-8><title>网站</title><h1>某市某局</h1><img src=/film.jpg>"
_CHALLENGE = "<!doctype html><script>setTimeout(() => { document.cookie = 'passed=1'; location.reload() }, 1500)</script>"


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str] = []  # noqa: RUF012 - of all doors

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        self.asked.append(self.path)
        headers = {"Content-Type": "text/html"}
        status, body = 200, _PAGE
        match self.path.split("/")[1]:
            case "slow":
                time.sleep(6)
            case "error":
                status, body = 503, "<meta charset=utf-8>服务器正在维护，请稍后再来，谢谢您的理解与支持。"
            case "wall":
                status, body = 412, ""
            case "challenge" if "passed=1" not in self.headers.get("Cookie", ""):
                status, body = 412, _CHALLENGE
            case "file":
                headers = {"Content-Type": "application/zip"}
            case "round":
                status, headers["Location"] = 302, f"/round/{len(self.asked)}"
            case "nothing":
                status, body = 204, ""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def door() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    server.daemon_threads = True
    _Door.asked.clear()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def write_roster(file: Path, *addresses: str, status: str = "") -> Path:
    rows = [f"{code_of(n)},{address},{status}" for n, address in enumerate(addresses, 1)]
    file.write_text("\n".join(["网站标识码,首页地址,状态", *rows, ""]), encoding="utf-8")
    return file


def history_of(archive: Path) -> list[SiteVisit]:
    today = datetime.now(UTC).date()
    visits, damaged = read_visits(archive, today - timedelta(days=1), today + timedelta(days=1))
    assert not damaged
    return list(visits)


EXPECTED = {
    "home": ("reached", "opened"),
    "challenge": ("reached", "opened"),
    "slow": ("timeout", "not_opened"),
    "error": ("http_error", "not_opened"),
    "file": ("download", "not_opened"),
    "round": ("redirect_loop", "not_opened"),
    "nothing": ("empty", "not_opened"),
    "wall": ("blocked", "not_counted"),
}


def test_each_site_gets_its_state_and_its_line(door: int, tmp_path: Path) -> None:
    """With patience shortened, a slow site is given up; such a visit proves something only to a rule that wants no more."""
    roster = write_roster(
        tmp_path / "roster.csv", *(f"http://127.0.0.1:{door}/{name}/" for name in EXPECTED), f"http://127.0.0.1:{closed_port()}/"
    )
    with roster.open("a", encoding="utf-8") as stream:
        stream.write(f"5100000099,http://127.0.0.1:{door}/gone/,永久下线\n")
    patience = {"CHECKER_ANSWER_TIMEOUT": "4", "CHECKER_LATE_CONTENT": "3"}
    done = call("probe", roster, "--out", tmp_path / "a", "--allow-private", "--json", "--jobs", "8", env=patience)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    told = {line["url"].split("/")[-2]: (line["state"], line["counts"]) for line in lines[:-1]}
    assert told == EXPECTED
    assert (lines[-1]["state"], lines[-1]["counts"]) == ("refused", "not_opened")
    assert [line["key"] for line in lines] == [code_of(n) for n in range(1, len(lines) + 1)]
    assert not any("gone" in path or "film" in path for path in _Door.asked), "neither off-line sites nor pictures are asked for"
    assert "9 visits added" in done.stderr and "1 permanently off-line" in done.stderr
    assert [(visit.url, visit.state) for visit in history_of(tmp_path / "a")] == [(line["url"], line["state"]) for line in lines]
    assert not list((tmp_path / "a").glob("*/run.json"))


def test_words_for_people(tmp_path: Path) -> None:
    with Town() as town:
        done = call("probe", town.write_roster(tmp_path / "roster.csv", 2), "--out", tmp_path / "a", "--allow-private")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.split()[:3] == [code_of(1), "opened", "reached"] and first.endswith(town.address(1))
    assert second.split()[0] == code_of(2)
    assert len(town.visits) == 2


def test_a_network_that_is_ours_accuses_nobody(tmp_path: Path) -> None:
    with Town() as town:
        addresses = [town.address(1), *(f"http://127.0.0.1:{closed_port()}/" for _ in range(3))]
        done = call("probe", write_roster(tmp_path / "roster.csv", *addresses), "--out", tmp_path / "a", "--allow-private")
    assert done.returncode == 0, done.stderr
    assert [line.split()[1:3] for line in done.stdout.splitlines()] == [["opened", "reached"], *[["not_counted", "our_fault"]] * 3]
    assert "the fault is held to be ours" in done.stderr
    assert [visit.state for visit in history_of(tmp_path / "a")] == ["reached", *["our_fault"] * 3]


def test_two_at_once_and_one_that_is_killed(tmp_path: Path) -> None:
    with Town(delay=3) as town:
        roster = town.write_roster(tmp_path / "roster.csv", 3)
        words = ("probe", roster, "--out", tmp_path / "a", "--allow-private")
        both = [start(*words, log=tmp_path / f"log-{n}") for n in range(2)]
        killed = start(*words, log=tmp_path / "log-killed")
        deadline = time.monotonic() + 60
        while len(town.visits) < 7:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        os.killpg(killed.pid, signal.SIGKILL)
        assert killed.wait(10) == -signal.SIGKILL
        assert [process.wait(60) for process in both] == [0, 0]
    assert sorted(visit.url for visit in history_of(tmp_path / "a")) == sorted(town.address(n) for n in (1, 2, 3) for _ in range(2))


def test_no_browser_and_no_archive_end_with_3(tmp_path: Path) -> None:
    roster = write_roster(tmp_path / "roster.csv", "http://127.0.0.1:9/")
    without = call("probe", roster, "--out", tmp_path / "a", "--allow-private", env={"CHECKER_BROWSER": "/nonexistent"})
    assert (without.returncode, without.stdout) == (3, "")
    (tmp_path / "file").write_text("")
    nowhere = call("probe", roster, "--out", tmp_path / "file" / "a", "--allow-private")
    assert (nowhere.returncode, nowhere.stdout) == (3, "")
    assert "not a folder" in nowhere.stderr


# -- what a run makes of it ------------------------------------------------------------------------------------------


def write_week(archive: Path, url: str, failing: int) -> None:
    """Twenty visits on each of the last seven days, the first of which failed."""
    office = (datetime.now(UTC) + timedelta(hours=8)).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=8)
    moments = [office - timedelta(days=7 - day) + timedelta(minutes=70 * n) for day in range(7) for n in range(20)]
    bad, good = Reach(state="timeout", seconds=15.002), Reach(state="reached", status=200, seconds=0.4)
    reaches = [bad if n < failing else good for n in range(len(moments))]
    record_visits(
        archive,
        [visit_of(url, at.isoformat(timespec="milliseconds"), reach, 15, "probe") for at, reach in zip(moments, reaches, strict=True)],
    )


def finding_of(line: dict[str, Any]) -> dict[str, Any]:
    return next(finding for finding in line["findings"] if finding["rule"] == "site-unreachable")


def test_a_run_judges_by_the_week_and_so_does_whoever_judges_it_again(tmp_path: Path) -> None:
    archive = tmp_path / "a"
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 3)
        write_week(archive, town.address(1), failing=7)
        write_week(archive, town.address(2), failing=6)
        done = call("run", roster, "--out", archive, "--run-id", "night", "--allow-private", "--edition", "2015-15")
    assert done.returncode == 0, done.stderr
    run = archive / "night"
    lines = lines_of(run)
    assert [(finding_of(line)["outcome"], line["verdict"]) for line in lines] == [
        ("fail", "fail"),
        ("pass", "pass"),
        ("cannot_tell", "pass"),
    ]
    assert lines[0]["problems"] == "网站一周内140次访问有7次打不开（占5%）"
    assert finding_of(lines[0])["evidence"] == [f"sites/{code_of(1)}/visits.json"]
    assert "可计入的访问共0次" in finding_of(lines[2])["because"]
    visits = record_of(run)["visits"]
    assert sorted(visit["url"] for visit in visits) == [line["site"]["url"] for line in lines], "no site was looked at twice for it"
    (archive / VISITS).rename(tmp_path / "taken away")  # what was kept with the run is enough
    assert call("judge", run).stdout == (run / "results.jsonl").read_text(encoding="utf-8")
    later = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    assert {finding_of(json.loads(line))["outcome"] for line in call("judge", run, "--as-of", later).stdout.splitlines()} == {"cannot_tell"}
    assert call("verify", run).returncode == 0
    (run / "sites" / code_of(1) / "visits.json").write_text("{}")
    assert call("verify", run).returncode == 4
