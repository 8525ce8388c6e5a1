"""The sides that are compared, each a command of its own: a whole `checker run`, the least that a user would write, and shot-scraper."""

import csv
import json
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accounting import AccountingFault, Cost, measure
from benchmarks.pages import COLUMNS, HEIGHT, Office
from checker.rendering.browser import _ARGUMENTS as FLAGS  # the very flags of a run, so that both sides have the same
from checker.rendering.chromium import find_chromium, plan_start
from checker.rendering.pictures import VIEWPORT
from checker.settings import Settings

EDITION = "guideline-2017"


def run_checker(offices: Sequence[Office], proxy: str, jobs: int, folder: Path) -> Cost:
    """A whole `checker run` over home pages alone, from the start of Python to the written report.

    Raises AccountingFault for a wrong result.
    """
    return _run(offices, proxy, jobs, folder, column_pages=0)


def run_with_columns(offices: Sequence[Office], proxy: str, jobs: int, folder: Path) -> Cost:
    """The same, and all columns are opened. Raises AccountingFault for a wrong result."""
    return _run(offices, proxy, jobs, folder, column_pages=len(COLUMNS))


def _run(offices: Sequence[Office], proxy: str, jobs: int, folder: Path, *, column_pages: int) -> Cost:
    roster = folder / "roster.csv"
    write_roster(roster, offices)
    words = ["run", str(roster), "--proxy", proxy, "--jobs", str(jobs), "--edition", EDITION, "--out", str(folder), "--run-id", "run"]
    few = ["/usr/bin/env", f"CHECKER_COLUMN_PAGES={column_pages}"]
    cost = measure([*few, sys.executable, "-m", "checker", *words])
    _check_run(offices, folder / "run", column_pages)
    return cost


def write_roster(roster: Path, offices: Sequence[Office]) -> None:
    with roster.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["site_code", "name", "url", "level", "icp", "public_security"])
        for office in offices:
            level = "department" if office.number else "city_portal"
            table.writerow([office.site_code, office.host, f"http://{office.host}/", level, office.icp, office.public_security])


def _check_run(offices: Sequence[Office], run: Path, column_pages: int) -> None:
    """What was measured must have been the work: every verdict right; second looks, and text read by OCR, just where they are due."""
    lines = [json.loads(line) for line in (run / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    due = "fail" if offices[0].page == "unmarked" else "pass"
    wrong = [f"{line['key']}: {line['verdict']}, {line['problems']}" for line in lines if line["verdict"] != due]
    again = len(list(run.glob("sites/*/again/observation.json")))
    looks = [json.loads(look.read_bytes()) for look in run.glob("sites/*/observation.json")]
    if {bool(look["readings"]) for look in looks} != {offices[0].page == "pictured"}:
        raise AccountingFault(f"text was read on pictures in {sum(bool(look['readings']) for look in looks)} of {len(looks)} looks")
    read = [sum(len(page["items"]) == 20 for column in look["columns"] for page in column["pages"]) for look in looks]
    if set(read) != {column_pages}:
        raise AccountingFault(f"columns that were read whole: {read}, should be {column_pages} each")
    if wrong or len(lines) != len(offices) or again != (len(offices) if due == "fail" else 0):
        raise AccountingFault(f"the run is not what was to be measured: {len(lines)} lines, {again} second looks, {wrong}")


def run_naive(offices: Sequence[Office], proxy: str, jobs: int, folder: Path) -> Cost:
    """Playwright alone, with the browser, its flags, user and sandbox as a run starts it. Raises AccountingFault for a wrong picture."""
    return _take_pictures([sys.executable, "-m", "benchmarks.naive"], offices, proxy, jobs, folder)


def run_shot_scraper(python: Path, offices: Sequence[Office], proxy: str, jobs: int, folder: Path) -> Cost:
    """`shot-scraper multi`, by the Python of an environment that has it; one page after the other, whatever `jobs` says.

    Raises AccountingFault for a wrong picture.
    """
    return _take_pictures([str(python), str(Path(__file__).parent / "shots.py")], offices, proxy, jobs, folder)


def _take_pictures(command: list[str], offices: Sequence[Office], proxy: str, jobs: int, folder: Path) -> Cost:
    settings = Settings()
    chromium = find_chromium(settings)
    folder.chmod(0o755)  # the browser may run as an unprivileged user
    start = plan_start(chromium, settings, folder)
    plan = {
        "launch": {"executable_path": str(start.command), "chromium_sandbox": start.sandbox, "args": FLAGS},
        "viewport": {"width": VIEWPORT[0], "height": VIEWPORT[1]},
        "proxy": {"server": proxy},
        "addresses": [f"http://{office.host}/" for office in offices],
        "jobs": jobs,
        "out": str(folder),
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    cost = measure([*command, str(folder / "plan.json")])
    heights = {struct.unpack(">II", picture.read_bytes()[16:24])[1] for picture in folder.glob("*.png")}  # width and height of a PNG
    if heights != {HEIGHT[offices[0].page]} or len(list(folder.glob("*.png"))) != len(offices):
        raise AccountingFault(f"the plain pictures are not those of the pages: heights {heights}")
    return cost
