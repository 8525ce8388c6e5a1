"""A browser that does not show what pages show is found out before it can accuse anybody."""

import shlex
from pathlib import Path

import pytest

from checker.rendering.chromium import find_chromium
from checker.settings import Settings
from tests.end_to_end.calling import call
from tests.end_to_end.town import Town

pytestmark = pytest.mark.long


def test_a_browser_that_misreads_ends_the_run(tmp_path: Path) -> None:
    """Chromium that darkens every page, as a setting of the machine may do it."""
    browser = tmp_path / "chromium"
    chromium = find_chromium(Settings()).path
    browser.write_text(f'#!/bin/sh\nexec {shlex.quote(str(chromium))} "$@" --blink-settings=forceDarkModeEnabled=true\n')
    browser.chmod(0o755)
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 1)
        words = ("run", roster, "--out", tmp_path / "archive", "--run-id", "night", "--allow-private")
        blind = call(*words, env={"CHECKER_BROWSER": str(browser)})
        assert blind.returncode == 3, blind.stderr
        assert "misread its own page" in blind.stderr and "should be (238, 238, 255)" in blind.stderr
        assert not town.visits
        assert not list((tmp_path / "archive").iterdir())  # no results, and the name is free again
        assert call(*words).returncode == 0


def test_a_program_that_is_no_browser(tmp_path: Path) -> None:
    done = call("inspect", "http://127.0.0.1:9/", "--json", "--out", tmp_path / "archive", env={"CHECKER_BROWSER": "/bin/true"})
    assert done.returncode == 3 and done.stdout == ""
    assert "Chromium (/bin/true) does not start" in done.stderr and "Traceback" not in done.stderr
    assert not list((tmp_path / "archive").iterdir())
