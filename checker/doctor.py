"""What this machine has and lacks for checking, and how to get what it lacks. Everything is tried out, nothing assumed."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from checker.evidence.disk import check_archive
from checker.faults import ArchiveFault, BrowserFault
from checker.rendering.chromium import Chromium, StartPlan, find_chromium, plan_start
from checker.settings import Settings

ROOM_FOR_A_RUN = 2_000_000_000  # bytes: some 65 sites with two looks of 5–15 MB each
_START_LIMIT = 30  # seconds for the browser to start, draw a line and end
_GET_CHROMIUM = (
    "Run `make setup`, or `playwright install --with-deps --only-shell chromium`, or install the system's package "
    "(Debian: apt-get install chromium-headless-shell; Fedora: dnf install chromium-headless)."
)
_GET_FONTS = "Debian, Ubuntu: apt-get install fontconfig fonts-noto-cjk; Fedora: dnf install fontconfig google-noto-sans-cjk-fonts."
_GET_SANDBOX = (
    "Debian: apt-get install chromium-sandbox. Elsewhere let unprivileged users make user namespaces (Ubuntu: sysctl "
    "kernel.apparmor_restrict_unprivileged_userns=0), or run the checker as a user that may."
)
_GET_DROP = (
    "Run the checker as an unprivileged user; or see that `setpriv` (util-linux) and the user of the setting `browser_user` "
    "are there, and that this user may read the browser's folder."
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at. `remedy` is what to do where `ok` is false; without what is `needed` no run can be trusted."""

    name: str
    ok: bool
    sentence: str
    remedy: str | None = None
    needed: bool = True


def examine(settings: Settings) -> list[Diagnosis]:
    """Looks at this machine as a run with `settings` would find it. Starts the browser once; leaves nothing behind."""
    return [
        examine_python(sys.version_info[:3]),
        examine_driver(sys.executable),
        *examine_browser(settings),
        examine_fonts(),
        examine_certutil(needed=settings.trust_ca is not None),
        examine_archive(settings.out),
        examine_ocr(),
    ]


def examine_python(version: tuple[int, int, int]) -> Diagnosis:
    words = ".".join(map(str, version))
    if version >= (3, 11, 0):
        return Diagnosis("python", True, f"Python {words} at {sys.executable}.")
    return Diagnosis(
        "python", False, f"Python {words} at {sys.executable} is too old.", "Install Python 3.11 or newer, then run `make setup`."
    )


def examine_driver(python: str) -> Diagnosis:
    """Playwright steers the browser through a program of its own, which a slim system may lack a library for."""
    asked = subprocess.run([python, "-m", "playwright", "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - our own Python
    if asked.returncode == 0:
        return Diagnosis("playwright", True, f"Playwright's driver starts ({asked.stdout.strip()}).")
    last = (asked.stderr.strip().splitlines() or [f"exit {asked.returncode}"])[-1]
    remedy = "Run `make setup`; where a library is missing, install its package (libatomic.so.1: apt-get install libatomic1)."
    return Diagnosis("playwright", False, f"Playwright's driver does not start: {last}.", remedy)


def examine_browser(settings: Settings) -> list[Diagnosis]:
    """Two diagnoses: whether Chromium is there and draws a page, and whether its sandbox is on."""
    try:
        chromium = find_chromium(settings)
        with tempfile.TemporaryDirectory(prefix="checker-doctor-") as folder:
            Path(folder).chmod(0o755)  # Chromium may run as another user
            return _try_out(chromium, plan_start(chromium, settings, Path(folder)), Path(folder))
    except BrowserFault as fault:
        return [Diagnosis("chromium", False, str(fault), _GET_CHROMIUM)]


def _try_out(chromium: Chromium, plan: StartPlan, folder: Path) -> list[Diagnosis]:
    found = f"{chromium.product} ({chromium.origin}) at {chromium.path}"
    trouble = _trouble_of_start(plan.command, plan.sandbox, folder / "as-planned")
    if trouble is not None and not (plan.sandbox and _trouble_of_start(plan.command, False, folder / "bare") is None):
        return [Diagnosis("chromium", False, f"{found} does not start: {trouble}.", _GET_CHROMIUM)]
    starts = Diagnosis("chromium", True, f"{found} starts and draws a page.")
    if trouble is not None:
        # a run insists on the sandbox wherever it was planned
        return [starts, Diagnosis("sandbox", False, f"Chromium's sandbox does not work here: {trouble}.", _GET_SANDBOX)]
    if plan.sandbox:
        return [starts, Diagnosis("sandbox", True, f"Chromium's sandbox is on: {plan.because}.", needed=False)]
    return [starts, Diagnosis("sandbox", False, f"Chromium's sandbox is off: {plan.because}.", _GET_DROP, needed=False)]


def _trouble_of_start(command: Path, sandbox: bool, profile: Path) -> str | None:
    """Lets the browser draw one line of text; null where it did, else its own last word on why not."""
    profile.mkdir()
    words = [
        str(command),
        "--headless",
        "--disable-gpu",
        f"--user-data-dir={profile}",
        "--dump-dom",
        "data:text/html,drawn-by-the-doctor",
    ]
    if not sandbox:
        words.insert(1, "--no-sandbox")
    # a group of its own, so that no part of a browser that hangs is left behind
    browser = subprocess.Popen(  # noqa: S603 - the browser found above, or our wrapper around it
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True
    )
    try:
        drawn, said = browser.communicate(timeout=_START_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.communicate()
        return f"nothing was drawn within {_START_LIMIT} s"
    if browser.returncode == 0 and "drawn-by-the-doctor" in drawn:
        return None
    telling = [line.strip() for line in said.splitlines() if "sandbox" in line.lower() or "error while loading" in line]
    last = said.strip().splitlines()[-1:] or [f"exit {browser.returncode} without a word"]
    return (telling or last)[0].rstrip(".")[:300]


def examine_fonts() -> Diagnosis:
    """Without a Chinese font every character is drawn as the same empty box, and no mark can be read."""
    if shutil.which("fc-list") is None:
        return Diagnosis("fonts", False, "The command fc-list is missing, so nobody can say whether there is a Chinese font.", _GET_FONTS)
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)  # noqa: S607 - wherever it is
    families = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    if families:
        return Diagnosis("fonts", True, f"{len(families)} Chinese font families, among them {families[0]}.")
    return Diagnosis("fonts", False, "There is no Chinese font: pages would be drawn with empty boxes.", _GET_FONTS)


def examine_certutil(*, needed: bool) -> Diagnosis:
    found = shutil.which("certutil")
    if found:
        return Diagnosis("certutil", True, f"{found} is there, so that --trust-ca and `checker demo` work.", needed=needed)
    return Diagnosis(
        "certutil",
        False,
        "The command certutil is missing: --trust-ca and `checker demo` cannot work.",
        "Debian, Ubuntu: apt-get install libnss3-tools; Fedora: dnf install nss-tools.",
        needed=needed,
    )


def examine_archive(archive: Path) -> Diagnosis:
    """Writes a probe where the archive is, or where it would be made, and removes it."""
    place = archive.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        free = check_archive(place)
    except ArchiveFault as fault:
        return Diagnosis("archive", False, str(fault), "Name another archive with --out, or give this user write access.")
    room = f"{free / 1e9:.1f} GB are free in the archive {archive}"
    if free < ROOM_FOR_A_RUN:
        more = "Free some space, or name another archive with --out."
        return Diagnosis("archive", False, f"Only {room}; a run of 65 sites may take {ROOM_FOR_A_RUN / 1e9:.0f} GB.", more, needed=False)
    return Diagnosis("archive", True, f"{room}, which can be written.")


def examine_ocr() -> Diagnosis:
    """Text recognition is an extra: without it, what stands only in pictures stays undetermined."""
    missing = [name for name in ("rapidocr", "onnxruntime") if importlib.util.find_spec(name) is None]
    if not missing:
        return Diagnosis("ocr", True, "Text in pictures can be read (rapidocr).", needed=False)
    return Diagnosis(
        "ocr",
        False,
        f"Text in pictures cannot be read: {' and '.join(missing)} missing.",
        "Run `make setup EXTRAS=ocr`.",
        needed=False,
    )
