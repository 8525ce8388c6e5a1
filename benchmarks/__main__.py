"""`python -m benchmarks`: both sides over the same pages, by turns, and what each page costs."""

import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from benchmarks.accounting import AccountingFault, Cost
from benchmarks.pages import Office, PageKind
from benchmarks.sides import run_checker, run_naive
from checker.rendering.chromium import find_chromium
from checker.settings import Settings


class Case(NamedTuple):
    """Pages of one kind that are measured together."""

    title: str
    page: PageKind
    alone: bool = False  # one page only: what a run costs before and after its pages


CASES = {
    "heavy": Case("heavy page", "heavy"),
    "moving": Case("heavy page that moves", "moving"),
    "unmarked": Case("heavy page without a mark, looked at twice", "unmarked"),
    "pictured": Case("heavy page whose numbers are a picture, read by OCR", "pictured"),
    "small": Case("small page", "small"),
    "single": Case("one small page alone", "small", alone=True),
}
_HEAD = "| pages | ours: CPU s a page | plain: CPU s a page | **ratio** | ours: wall s a page | plain: wall s a page | ratio |"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--case", "names", type=click.Choice(list(CASES)), multiple=True, help="Only these (default: all).")
@click.option("--sites", type=click.IntRange(1, 200), default=8, show_default=True, help="Pages in one measurement.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Pages in flight, on both sides.")
@click.option("--repeats", type=click.IntRange(1, 50), default=3, show_default=True, help="Measurements of each side.")
def compare(names: tuple[str, ...], sites: int, jobs: int, repeats: int) -> None:
    """Compare a whole `checker run` with Playwright's goto and screenshot(full_page=True), over the same pages."""
    click.echo(f"{describe_machine()}; {sites} pages, {jobs} in flight, {repeats} times each, by turns; median (least–most)\n")
    click.echo(f"{_HEAD}\n|---|---|---|---|---|---|---|")
    with serve() as proxy:
        for name in names or CASES:
            case = CASES[name]
            offices = [Office(case.page, number) for number in range(1 if case.alone else sites)]
            try:
                pairs = [measure_pair(offices, proxy, jobs, ours_first=turn % 2 == 0) for turn in range(repeats)]
            except AccountingFault as fault:
                raise click.ClickException(str(fault)) from fault
            click.echo(tell_case(case.title, pairs))


@contextlib.contextmanager
def serve() -> Iterator[str]:
    """The measured city in a process of its own; gives the address of the proxy before it."""
    words = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - fixed words
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            raise click.ClickException("The server of the measured pages did not start.")
        yield address


def measure_pair(offices: list[Office], proxy: str, jobs: int, *, ours_first: bool) -> tuple[Cost, Cost]:
    """Both sides, one right after the other, as costs of one page: ours, then the plain one's, whichever went first."""
    costs = {}
    for side in (run_checker, run_naive) if ours_first else (run_naive, run_checker):
        with tempfile.TemporaryDirectory(prefix="checker-bench-") as folder:
            cost = side(offices, proxy, jobs, Path(folder))
            costs[side] = Cost(cost.cpu / len(offices), cost.wall / len(offices))
    return costs[run_checker], costs[run_naive]


def tell_case(title: str, pairs: list[tuple[Cost, Cost]]) -> str:
    """One row of the table. A ratio is the median of the pairs' ratios: what disturbs the machine disturbs both of a pair."""
    ours, plain = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    cells = [
        title,
        spread([cost.cpu for cost in ours]),
        spread([cost.cpu for cost in plain]),
        f"**{spread([mine.cpu / his.cpu for mine, his in pairs])}**",
        spread([cost.wall for cost in ours]),
        spread([cost.wall for cost in plain]),
        spread([mine.wall / his.wall for mine, his in pairs]),
    ]
    return f"| {' | '.join(cells)} |"


def spread(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def describe_machine() -> str:
    """Date, processor, and the versions that the figures depend on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    browser = find_chromium(Settings())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} × {model}, Linux {platform.release().partition('-')[0]}, "
        f"Python {platform.python_version()}, Playwright {version('playwright')}, {browser.path.name} ({browser.product})"
    )


if __name__ == "__main__":
    compare()
