"""`python -m benchmarks`: both sides over the same pages, by turns, and what each page costs."""

import compileall
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

import checker
from benchmarks.accounting import AccountingFault, Cost
from benchmarks.pages import COLUMNS, Office, PageKind
from benchmarks.sides import run_checker, run_naive, run_with_columns
from checker.rendering.chromium import find_chromium
from checker.settings import Settings


class Case(NamedTuple):
    """Pages of one kind that are measured together."""

    title: str
    page: PageKind
    alone: bool = False  # one page only: what a run costs before and after its pages
    columns: bool = False  # not against the plain side: what opening the columns adds to the home page alone


CASES = {
    "heavy": Case("heavy page", "heavy"),
    "moving": Case("heavy page that moves", "moving"),
    "unmarked": Case("heavy page without a mark, looked at twice", "unmarked"),
    "pictured": Case("heavy page whose numbers are a picture, read by OCR", "pictured"),
    "small": Case("small page", "small"),
    "columns": Case("heavy page and its columns", "columned", columns=True),
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
    compileall.compile_dir(Path(checker.__file__).parent, quiet=2)  # as an installation leaves it
    click.echo(f"{describe_machine()}; {sites} pages, {jobs} in flight, {repeats} times each, by turns; median (least–most)\n")
    click.echo(f"{_HEAD}\n|---|---|---|---|---|---|---|")
    with serve() as proxy:
        for name in names or CASES:
            case = CASES[name]
            offices = [Office(case.page, number) for number in range(1 if case.alone else sites)]
            try:
                sides = (run_with_columns, run_checker) if case.columns else (run_checker, run_naive)
                pairs = [measure_pair(sides, offices, proxy, jobs, first=turn % 2) for turn in range(repeats)]
            except AccountingFault as fault:
                raise click.ClickException(str(fault)) from fault
            click.echo(tell_columns(case.title, pairs) if case.columns else tell_case(case.title, pairs))


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


Side = Callable[[Sequence[Office], str, int, Path], Cost]


def measure_pair(sides: tuple[Side, Side], offices: list[Office], proxy: str, jobs: int, *, first: int) -> tuple[Cost, Cost]:
    """Both sides, one right after the other, as costs of one page, in the order of `sides`, whichever went `first`."""
    costs = {}
    for side in (sides[first], sides[1 - first]):
        with tempfile.TemporaryDirectory(prefix="checker-bench-") as folder:
            cost = side(offices, proxy, jobs, Path(folder))
            costs[side] = Cost(cost.cpu / len(offices), cost.wall / len(offices))
    return costs[sides[0]], costs[sides[1]]


def tell_columns(title: str, pairs: list[tuple[Cost, Cost]]) -> str:
    """What one column costs, in CPU-seconds and as a share of its home page."""
    added = [(full.cpu - bare.cpu) / len(COLUMNS) for full, bare in pairs]
    shares = [each / bare.cpu for each, (_, bare) in zip(added, pairs, strict=True)]
    home = spread([bare.cpu for _, bare in pairs])
    return f"\n{title}: home page alone {home} CPU s, each of {len(COLUMNS)} columns {spread(added)} CPU s more, **{spread(shares)}** of it"


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
