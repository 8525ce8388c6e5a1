"""Chromium and what it needs: Playwright's own download first, else the system's package; Chinese fonts; certutil."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from setup.system_packages import CERTUTIL, CHROMIUM, DRIVER_LIBRARY, FONTS, Want, install_wants
from setup.words import SetupFault, say

_ASK = (
    "from checker.rendering.chromium import find_chromium\n"
    "from checker.settings import Settings\n"
    "found = find_chromium(Settings())\n"
    "print(found.origin, found.path)"
)
_DOWNLOAD_LIMIT = 600  # seconds for about 100 MB
_CONNECT_LIMIT = 10  # seconds; Playwright tries five times


def provide_browser(environment: Path) -> bool:
    """Sees to Chromium, Chinese fonts and certutil. True if it did anything. Raises SetupFault where one cannot be had."""
    driver_lacks = not _starts(str(environment / "bin" / "playwright"))
    if driver_lacks:
        install_wants([DRIVER_LIBRARY])  # a slim system comes without it, and nothing of Playwright works
    origin = _chromium_origin(environment)
    tries = origin in (None, "system") and not _was_refused(environment)
    if tries and _download(environment):
        origin = _chromium_origin(environment)
    wants = [CHROMIUM] if origin is None else []
    wants += _missing_beside_browser()
    if wants:
        install_wants(wants)
    if origin is None and _chromium_origin(environment) is None:
        last_word = _answer(environment).stderr.strip().splitlines()[-1:]
        raise SetupFault(f"Chromium was installed, and still none is found that starts. {''.join(last_word)}")
    return driver_lacks or tries or bool(wants)


def _missing_beside_browser() -> list[Want]:
    if not sys.platform.startswith("linux"):
        return []
    return ([] if has_chinese_font() else [FONTS]) + ([] if shutil.which("certutil") else [CERTUTIL])


def has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False).stdout.strip())


def _chromium_origin(environment: Path) -> str | None:
    """Where the checker itself finds its Chromium (`setting`, `playwright`, `system`); null for none that starts."""
    origin, _, path = _answer(environment).stdout.strip().partition(" ")
    return origin if path and _starts(path) else None


def _answer(environment: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([environment / "bin" / "python", "-c", _ASK], capture_output=True, text=True, check=False)


def _starts(path: str) -> bool:
    """Also tells what lacks a library of the system."""
    return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0


def _download(environment: Path) -> bool:
    """Playwright's own headless shell. A refusal is remembered for this version of Playwright, so that it costs time once."""
    say("fetching Chromium by Playwright's own download")
    surroundings = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(_CONNECT_LIMIT * 1000)}
    playwright = str(environment / "bin" / "playwright")
    words = [playwright, "install", "--only-shell", "chromium"]
    try:
        done = subprocess.run(words, env=surroundings, capture_output=True, text=True, timeout=_DOWNLOAD_LIMIT, check=False)
        trouble = _trouble(done)
    except subprocess.TimeoutExpired:
        trouble = f"not finished in {_DOWNLOAD_LIMIT} s"
    if trouble:
        say(f"Playwright's download does not work here ({trouble}): the system's Chromium will do")
        _refusal(environment).write_text(f"{_playwright_version(environment)}\n{trouble}\n")
        return False
    if _chromium_origin(environment) is None and shutil.which("apt-get"):
        say("installing the system libraries that the downloaded Chromium needs")
        subprocess.run([playwright, "install-deps", "chromium"], capture_output=True, check=False)
    return True


def _trouble(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()] or [f"exit {done.returncode}"]
    return next((line for line in lines if "Error" in line), lines[-1])


def _was_refused(environment: Path) -> bool:
    refusal = _refusal(environment)
    return refusal.is_file() and refusal.read_text().startswith(f"{_playwright_version(environment)}\n")


def _refusal(environment: Path) -> Path:
    return environment / ".setup" / "playwright-download-refused"


def _playwright_version(environment: Path) -> str:
    places = [str(place) for place in environment.glob("lib/python*/site-packages")]
    return next((found.version for found in distributions(name="playwright", path=places)), "none")
