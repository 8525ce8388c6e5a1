"""Every kind of hostile site in one run together with twenty sound ones: each ends as it should, and the sound ones are none the worse."""

import csv
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from checker.sample_city.authority import Authority
from tests.end_to_end.calling import call, command, descendants_of, environment, lines_of, record_of
from tests.hostile.lines import LINES
from tests.hostile.scripts import SCRIPTS
from tests.hostile.secure import secure_kinds
from tests.hostile.server import HostileTown, Kind
from tests.hostile.sizes import SIZES, make_bombs
from tests.hostile.sound import SOUND

pytestmark = [pytest.mark.full, pytest.mark.timeout(1200)]
_DEADLINE = 40.0  # seconds for one visit
_KILLED_AFTER = 25.0  # seconds, after which the browser is killed under its sites, once
# the kinds that are always tried; all others where `all_kinds` are asked for
_NAMED = {
    "loop at load", "loop after load", "loop in a frame", "loop in a worker", "alerts without end", "questions on leaving",
    "pop-up storm", "print dialog", "full screen and permissions", "downloads without end", "history flood", "console flood",
    "requests without end", "service worker", "prototypes replaced", "policy against all", "page that knows a headless browser",
    "200 mb of html", "100000 elements", "60000 px tall", "60000 px wide", "500 frames", "frames within frames",
    "memory bomb of bytes", "canvas bomb", "zip bomb", "far too long a title",
    "silent", "dripping body", "headers for ever", "reset half-way", "reset before anything stands", "length too long", "bad chunks",
    "no head", "not modified", "401", "403", "412", "429", "451", "500", "503", "wall", "redirect to itself", "refresh at once",
    "reload loop", "download", "charset wrong", "gbk without a name", "utf-16 with its mark",
    "certificate expired", "certificate for another name", "certificate of an unknown authority", "certificate that signs itself",
    "words before TLS", "words before TLS and a break",
}  # fmt: skip
_AFTERWARDS = 35.0  # seconds in which what hangs is closed, and what stands is kept, on a machine that is busy with others
_PAGE_MEMORY = 500_000_000  # bytes; nothing here is honestly larger
_MOST = 7_000_000_000  # bytes that all processes may take at once
_SETTINGS = {
    "CHECKER_ANSWER_TIMEOUT": "4", "CHECKER_LOAD_TIMEOUT": "5", "CHECKER_SITE_DEADLINE": f"{_DEADLINE:g}",
    "CHECKER_PAGE_MEMORY": str(_PAGE_MEMORY), "CHECKER_LINK_LIMIT": "0",
}  # fmt: skip


def _write_roster(file: Path, town: HostileTown) -> None:
    """Hostile and sound sites by turns, so that there is always one of each kind beside the other."""
    hostile = [name for name in town.kinds if name not in SOUND]
    every = max(1, len(hostile) // len(SOUND))
    sound = [name for each in SOUND for name in (None,) * (every - 1) + (each,)]
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["url", "site_code", "icp", "public_security"])
        for pair in zip_longest(hostile, sound):
            for name in filter(None, pair):
                rows.writerow([town.address(name), *(SOUND[name].row if name in SOUND else ("", "", ""))])


@contextmanager
def _weighed(process: subprocess.Popen[str]) -> Iterator[list[int]]:
    """The most memory (bytes) that the process and all that it started had at once, as the one element of the list."""
    most, over = [0], threading.Event()

    def weigh() -> None:
        while not over.wait(0.5):
            most[0] = max(most[0], sum(_memory(pid) for pid in [process.pid, *descendants_of(process.pid)]))

    thread = threading.Thread(target=weigh, daemon=True)
    thread.start()
    yield most
    over.set()
    thread.join()


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


def _looks(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("observation.json"))]


def _took(look: dict[str, Any]) -> float:
    return (datetime.fromisoformat(look["ended"]) - datetime.fromisoformat(look["started"])).total_seconds()


def _check(kind: Kind, line: dict[str, Any], looks: list[dict[str, Any]]) -> None:
    for look in looks:
        reach = look["reach"]
        told = (reach, look["acts"][-6:], look["trouble"])
        assert reach["state"] in kind.states, told
        assert reach["state"] != "reached" or reach["release"] in kind.releases, told
        assert reach["because"] or reach["state"] == "reached", told
        assert _took(look) < _DEADLINE + _AFTERWARDS, told
        if reach["release"] != "deadline":  # else the machine had no time for it
            assert look["untouched"] or not kind.pictured, told
    badges = {badge["kind"]: badge["state"] for badge in line["badges"]}
    assert len(badges) == 5
    if line["reach"]["state"] != "reached":
        assert set(badges.values()) == {"undetermined"}
    if kind.seen and line["reach"]["release"] != "deadline":
        assert badges["site_code"] == "shown", [look["acts"][-6:] for look in looks]


def _kill_browser(process: subprocess.Popen[str]) -> None:
    """Chromium's own process, not those that it started."""
    for pid in descendants_of(process.pid):
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"--user-data-dir=" in words and b"--type=" not in words:
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("all_kinds", [False, True])
def test_each_ends_as_it_should_and_the_sound_are_right(all_kinds: bool, tmp_path: Path, subtests: pytest.Subtests) -> None:
    make_bombs()
    authority = Authority(tmp_path)
    known = {**SCRIPTS, **LINES, **SIZES, **secure_kinds(authority, tmp_path)}
    assert known.keys() >= _NAMED
    hostile = {name: kind for name, kind in known.items() if all_kinds or name in _NAMED}
    with HostileTown({**hostile, **{name: site.kind for name, site in SOUND.items()}}) as town:
        _write_roster(tmp_path / "roster.csv", town)
        words = (
            "--out",
            tmp_path,
            "--run-id",
            "run",
            "--jobs",
            "6",
            "--edition",
            "2015-15",
            "--allow-private",
            "--trust-ca",
            authority.file,
        )
        with (tmp_path / "log").open("w") as log:
            process = subprocess.Popen(
                command("run", tmp_path / "roster.csv", *words), stdout=log, stderr=log, text=True, env=environment(_SETTINGS, fast=True)
            )
            killer = threading.Timer(_KILLED_AFTER, _kill_browser, [process])
            killer.start()
            with _weighed(process) as most:
                status = process.wait(1000)
        keys = {name: SOUND[name].code if name in SOUND else town.key(name) for name in town.kinds}
    run = tmp_path / "run"
    assert status == 0, (tmp_path / "log").read_text()[-3000:]
    lines = {line["key"]: line for line in lines_of(run)}
    assert sorted(line["key"] for line in lines_of(run)) == sorted(keys.values())
    for name, kind in hostile.items():
        with subtests.test(hostile=name):
            _check(kind, lines[keys[name]], _looks(run / "sites" / keys[name]))
    for name, site in SOUND.items():
        with subtests.test(sound=name):
            line = lines[site.code]
            assert (line["reach"]["state"], line["reach"]["release"]) == ("reached", "quiet")
            assert {badge["kind"]: badge["state"] for badge in line["badges"]} == site.badges
            assert line["verdict"] == "pass" or site.wrong
    assert most[0] < _MOST
    assert record_of(run)["browser_restarts"] >= 1, "the browser was killed"
    assert record_of(run)["complete"] and not record_of(run)["own_network_failure"]
    assert call("verify", run).returncode == 0
