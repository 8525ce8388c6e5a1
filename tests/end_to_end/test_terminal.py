"""A person at a terminal sees how far the run is, and nothing that a page or a list sends can steer that terminal."""

import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.calling import command, environment, record_of
from tests.end_to_end.town import Town, code_of

pytestmark = pytest.mark.long


def call_on_terminal(*words: str | Path) -> tuple[int, str]:
    """Runs `checker WORDS` with stdout and stderr on a terminal of 140 columns; gives its status and all that it sent there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*words), stdin=theirs, stdout=theirs, stderr=theirs,
        env={**environment(None, fast=True), "COLUMNS": "140", "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the last one has closed the terminal
                break
            if not piece:
                break
            sent += piece
    os.close(ours)
    return process.wait(30), sent.decode("utf-8", "replace")


def test_a_live_display_that_no_page_can_steer(tmp_path: Path) -> None:
    with Town() as town:
        town.titles[code_of(1)] = "\x1b]0;owned\x07\x1b[2J\u009b5m标题"
        roster = town.write_roster(tmp_path / "roster.csv", 3)
        roster.write_text(roster.read_text(encoding="utf-8").replace("第2网站", "[red]第2[/red]网站[/"), encoding="utf-8")
        status, sent = call_on_terminal("run", roster, "--out", tmp_path / "archive", "--run-id", "run", "--allow-private",
                                        "--edition", "2015-15")  # fmt: skip
    assert status == 0, sent
    assert "\x1b]0;" not in sent and "\u009b" not in sent and "\x1b[2J" not in sent
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent)
    assert re.search(r"\b0/3 done · [1-3] in flight · 0 failed · 0 cannot tell", plain)
    assert re.search(r"\b3/3 done · 0 in flight · 0 failed · 0 cannot tell · [\d:]+ · left", plain)
    assert "3 sites: 3 pass, 0 fail, 0 cannot_tell" in plain
    assert record_of(tmp_path / "archive" / "run")["complete"]
