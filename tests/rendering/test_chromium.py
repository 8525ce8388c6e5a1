"""Which Chromium is taken, and how it is started: the setting's first, then Playwright's, then the system's; never as root."""

import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.faults import BrowserFault
from checker.rendering.chromium import Chromium, find_chromium, plan_start
from checker.settings import Settings


def program(path: Path, says: str = "Chromium 1.2.3") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Playwright would keep its downloads."""
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "ms"))
    return tmp_path / "ms"


def test_the_setting_comes_first(downloads: Path, tmp_path: Path) -> None:
    program(downloads / "chromium_headless_shell-1200" / "chrome-linux" / "headless_shell")
    chosen = program(tmp_path / "mine", "Mine 9")
    assert find_chromium(Settings(browser=chosen)) == Chromium(chosen, "Mine 9", "setting")


def test_a_setting_that_is_no_program_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("x")
    for path in (tmp_path / "text", tmp_path / "gone", tmp_path):
        with pytest.raises(BrowserFault, match=path.name):
            find_chromium(Settings(browser=path))


def test_a_setting_that_does_not_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF no program")
    broken.chmod(0o755)
    with pytest.raises(BrowserFault, match="does not start"):
        find_chromium(Settings(browser=broken))


def test_playwright_s_download_comes_before_the_system_s(downloads: Path) -> None:
    program(downloads / "chromium-1200" / "chrome-linux" / "chrome")
    assert find_chromium(Settings(browser=None)).path.name == "chrome"
    shell = program(downloads / "chromium_headless_shell-1200" / "chrome-linux" / "headless_shell")
    found = find_chromium(Settings(browser=None))
    assert (found.path, found.origin) == (shell, "playwright")
    newer = program(downloads / "chromium_headless_shell-1210" / "chrome-linux" / "headless_shell")
    assert find_chromium(Settings(browser=None)).path == newer


def test_a_machine_without_any_is_told_how_to_get_one(downloads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(downloads))
    monkeypatch.setattr("checker.rendering.chromium._SYSTEM_PLACES", ())
    with pytest.raises(BrowserFault, match="make setup"):
        find_chromium(Settings(browser=None))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into: pytest's own are closed."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user to start Chromium as")


@needs_root
def test_root_starts_it_as_an_unprivileged_user_who_owns_the_profile(open_folder: Path) -> None:
    teller = open_folder / "teller"
    teller.write_text('#!/bin/sh\nid -un\necho "$@"\n')
    teller.chmod(0o755)
    plan = plan_start(Chromium(teller, "x", "setting"), Settings(), open_folder)
    assert (plan.sandbox, plan.user) == (True, "nobody")
    profile = open_folder / "a profile"
    profile.mkdir()
    told = subprocess.run([plan.command, "--headless", f"--user-data-dir={profile}", "$HOME;x"], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["nobody", f"--headless --user-data-dir={profile} $HOME;x"]
    assert profile.owner() == "nobody"


@needs_root
def test_a_user_who_is_not_there_or_may_not_run_it_costs_the_sandbox(open_folder: Path) -> None:
    locked = program(open_folder / "locked" / "chromium")
    locked.parent.chmod(0o700)
    for settings, words in ((Settings(browser_user="no-such-user"), "no user"), (Settings(), "may not run")):
        plan = plan_start(Chromium(locked, "x", "setting"), settings, open_folder)
        assert (plan.command, plan.sandbox, plan.user) == (locked, False, None)
        assert words in plan.because


def test_an_unprivileged_user_starts_it_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: pwd.getpwnam("nobody").pw_uid)
    plan = plan_start(Chromium(tmp_path / "c", "x", "setting"), Settings(), tmp_path)
    assert (plan.command, plan.sandbox, plan.user) == (tmp_path / "c", True, None)


def test_a_window_wants_more_than_the_headless_shell(downloads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(downloads / "chromium_headless_shell-1200" / "chrome-linux" / "headless_shell")
    monkeypatch.setattr("checker.rendering.chromium._SYSTEM_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserFault, match="No Chromium with windows"):
        find_chromium(Settings(browser=None, headed=True))
    full = program(downloads / "chromium-1200" / "chrome-linux" / "chrome")
    assert find_chromium(Settings(browser=None, headed=True)).path == full
    assert find_chromium(Settings(browser=None)).path.name == "headless_shell"
