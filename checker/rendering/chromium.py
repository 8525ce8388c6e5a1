"""Which Chromium this machine has, and the command that starts it: sandboxed, and never as root where that can be helped."""

import os
import pwd
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checker.faults import BrowserFault
from checker.settings import Settings

_SYSTEM_PLACES = (
    # Debian's /usr/bin commands are shell scripts without `exec`: ending them leaves the browser, so the binary itself comes first
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium-browser/headless_shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/usr/lib64/chromium-browser/headless_shell",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
)
_SYSTEM_COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Chromium:
    """A Chromium binary; `origin` is `setting`, `playwright` or `system`."""

    path: Path
    product: str
    origin: str


def find_chromium(settings: Settings) -> Chromium:
    """The setting's binary, else Playwright's own download, else the system's. Raises BrowserFault where there is none."""
    if settings.browser is not None:
        if not _is_program(settings.browser):
            raise BrowserFault(f"The browser {settings.browser} (setting `browser`) is not a program. Name a Chromium binary.")
        return Chromium(settings.browser, _product(settings.browser), "setting")
    for path in _playwright_places():
        if _is_program(path) and _may_show(path, settings):
            return Chromium(path, _product(path), "playwright")
    for place in (*_SYSTEM_PLACES, *filter(None, map(shutil.which, _SYSTEM_COMMANDS))):
        if _is_program(Path(place)) and _may_show(Path(place), settings):
            return Chromium(Path(place), _product(Path(place)), "system")
    if settings.headed:
        raise BrowserFault(
            "No Chromium with windows was found on this machine, only the headless shell or none. Run `playwright install chromium`, "
            "or install the system's package (Debian: apt-get install chromium), or name a binary in CHECKER_BROWSER."
        )
    raise BrowserFault(
        "No Chromium was found on this machine. Run `make setup`, or `playwright install chromium-headless-shell`, "
        "or install the system's package (Debian: apt-get install chromium-headless-shell), "
        "or name a binary in CHECKER_BROWSER."
    )


def _playwright_places() -> list[Path]:
    """Playwright's downloads, the headless shell first: half the CPU of full Chromium for the same picture."""
    root = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path(root) if root and root != "0" else Path.home() / ".cache" / "ms-playwright"
    found: list[Path] = []
    for folder, program in (
        ("chromium_headless_shell-*", "headless_shell"),
        ("chromium_headless_shell-*", "chrome-headless-shell"),
        ("chromium-*", "chrome"),
    ):
        found += sorted((p for d in cache.glob(folder) for p in d.glob(f"*/{program}")), reverse=True)
    return found


def _may_show(path: Path, settings: Settings) -> bool:
    """A headless shell opens no window."""
    return not settings.headed or "headless" not in path.name


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


@lru_cache
def _product(path: Path) -> str:
    try:
        out = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - the binary found above
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise BrowserFault(f"The browser {path} does not start: {trouble}. Install Chromium again or set CHECKER_BROWSER.") from trouble
    return out.stdout.strip() or path.name


@dataclass(frozen=True, slots=True)
class StartPlan:
    """How Chromium is started: `command` is what Playwright runs, `user` whom it runs as (null: ourselves)."""

    command: Path
    sandbox: bool
    user: str | None
    because: str


def plan_start(chromium: Chromium, settings: Settings, folder: Path) -> StartPlan:
    """Writes into `folder` (readable by all) the wrapper that drops root, where we are root; else names the binary itself.

    Chromium refuses its sandbox as root; started as an unprivileged user by `setpriv` it is fully sandboxed (ARCHITECTURE.md).
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return StartPlan(chromium.path, True, None, "started as this unprivileged user")
    try:
        user = pwd.getpwnam(settings.browser_user)
    except KeyError:
        return StartPlan(chromium.path, False, None, f"running as root and there is no user {settings.browser_user!r}")
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return StartPlan(chromium.path, False, None, "running as root without the command `setpriv` (util-linux)")
    drop = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if subprocess.run([*drop, "test", "-x", chromium.path], check=False, capture_output=True).returncode:  # noqa: S603 - fixed words
        return StartPlan(chromium.path, False, None, f"running as root and {user.pw_name} may not run {chromium.path}")
    wrapper = folder / "chromium"
    wrapper.write_text(
        "#!/bin/sh\n"
        "# gives the fresh profile to the unprivileged user, then becomes the browser as that user\n"
        'for word in "$@"; do case "$word" in --user-data-dir=*) '
        f'chown -R {user.pw_uid}:{user.pw_gid} "${{word#--user-data-dir=}}" ;; esac; done\n'
        f'exec {shlex.join(drop)} {shlex.quote(str(chromium.path))} "$@"\n'
    )
    wrapper.chmod(0o755)
    return StartPlan(wrapper, True, user.pw_name, f"running as root, Chromium as {user.pw_name}")
