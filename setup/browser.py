"""Chromium and what it needs: Playwright's own download first, else the system's package; Chinese fonts; certutil."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from setup.system_packages import CERTUTIL, CHROMIUM, FONTS, Want, install_wants
from setup.words import say

_ASK = (
    "from checker.rendering.chromium import find_chromium\n"
    "from checker.settings import Settings\n"
    "found = find_chromium(Settings())\n"
    "print(found.origin, found.path)"
)
_DOWNLOAD_LIMIT = 600  # seconds for about 100 MB
_CONNECT_LIMIT = 10  # seconds; Playwright tries five times


def provide_browser(environment: Path) -> bool:
    """Sees to Chromium, Chinese fonts and certutil. True where something was done. Raises SetupFault where one cannot be had."""
    origin = _chromium_origin(environment)
    done = False
    if origin in (None, "system") and not _was_refused(environment):
        done = True
        if _download(environment):
            origin = _chromium_origin(environment)
    wants = [CHROMIUM] if origin is None else []
    wants += _missing_beside_browser()
    if wants:
        install_wants(wants)
        done = True
    return done


def _missing_beside_browser() -> list[Want]:
    if not sys.platform.startswith("linux"):
        return []
    return ([] if has_chinese_font() else [FONTS]) + ([] if shutil.which("certutil") else [CERTUTIL])


def has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False).stdout.strip())


def _chromium_origin(environment: Path) -> str | None:
    """Where the checker itself would find its Chromium (`setting`, `playwright`, `system`); null for none that runs."""
    asked = subprocess.run([environment / "bin" / "python", "-c", _ASK], capture_output=True, text=True, check=False)
    origin, _, path = asked.stdout.strip().partition(" ")
    if asked.returncode or not path:
        return None
    return origin if _starts(path) else None


def _starts(path: str) -> bool:
    return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0


def _download(environment: Path) -> bool:
    """Playwright's own headless shell; a refusal is remembered for this version of Playwright, so that it costs time once."""
    say("fetching Chromium by Playwright's own download")
    surroundings = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(_CONNECT_LIMIT * 1000)}
    words = [str(environment / "bin" / "playwright"), "install", "--only-shell", "chromium"]
    try:
        done = subprocess.run(words, env=surroundings, capture_output=True, text=True, timeout=_DOWNLOAD_LIMIT, check=False)
        trouble = next((line for line in (done.stderr + done.stdout).splitlines() if "Error" in line), f"exit {done.returncode}")
    except subprocess.TimeoutExpired:
        done, trouble = None, f"not finished in {_DOWNLOAD_LIMIT} s"
    if done is None or done.returncode:
        say(f"Playwright's download does not work here ({trouble.strip()}): the system's Chromium will do")
        _refusal(environment).write_text(f"{_playwright_version(environment)}\n{trouble}\n")
        return False
    if _chromium_origin(environment) is None and shutil.which("apt-get"):
        say("installing the system libraries that the downloaded Chromium needs")
        subprocess.run([words[0], "install-deps", "chromium"], capture_output=True, check=False)
    return True


def _was_refused(environment: Path) -> bool:
    refusal = _refusal(environment)
    return refusal.is_file() and refusal.read_text().startswith(f"{_playwright_version(environment)}\n")


def _refusal(environment: Path) -> Path:
    return environment / ".setup" / "playwright-download-refused"


def _playwright_version(environment: Path) -> str:
    places = [str(place) for place in environment.glob("lib/python*/site-packages")]
    return next((found.version for found in distributions(name="playwright", path=places)), "none")
