"""`python -m benchmarks`: all sides over the same pages, by turns, and what each page costs."""

import compileall
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

import checker
from benchmarks.accounting import AccountingFault, Cost
from benchmarks.pages import COLUMNS, Office, PageKind
from benchmarks.sides import run_checker, run_naive, run_shot_scraper, run_with_columns
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
@click.option(
    "--shot-scraper",
    "shots",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A third side: the Python of an environment of its own that has shot-scraper.",
)
def compare(names: tuple[str, ...], sites: int, jobs: int, repeats: int, shots: Path | None) -> None:
    """Compare a whole `checker run` with Playwright's goto and screenshot(full_page=True), over the same pages."""
    compileall.compile_dir(Path(checker.__file__).parent, quiet=2)  # as an installation leaves it
    click.echo(f"{describe_machine()}; {sites} pages, {jobs} in flight, {repeats} times each, by turns; median (least–most)\n")
    click.echo(f"{_HEAD}\n|---|---|---|---|---|---|---|")
    with serve() as proxy:
        for name in names or CASES:
            case = CASES[name]
            offices = [Office(case.page, number) for number in range(1 if case.alone else sites)]
            sides: list[Side] = [run_with_columns, run_checker] if case.columns else [run_checker, run_naive]
            sides += [partial(run_shot_scraper, shots)] if shots and not case.columns else []
            is_many = len(offices) > 1 and not case.columns
            try:
                turns = [measure_turn(sides, offices, proxy, jobs, first=turn) for turn in range(repeats)]
                one = [measure_turn(sides, offices[:1], proxy, jobs, first=turn) for turn in range(repeats)] if is_many else []
            except AccountingFault as fault:
                raise click.ClickException(str(fault)) from fault
            for line in tell_columns(case.title, turns) if case.columns else tell_case(case.title, turns, one, len(offices)):
                click.echo(line)


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


def measure_turn(sides: Sequence[Side], offices: list[Office], proxy: str, jobs: int, *, first: int) -> list[Cost]:
    """All sides, one right after the other, as costs of one page, in the order of `sides`, whichever went `first`."""
    costs = {}
    for place in range(len(sides)):
        number = (first + place) % len(sides)
        with tempfile.TemporaryDirectory(prefix="checker-bench-") as folder:
            cost = sides[number](offices, proxy, jobs, Path(folder))
            costs[number] = Cost(cost.cpu / len(offices), cost.wall / len(offices))
    return [costs[number] for number in range(len(sides))]


def tell_columns(title: str, turns: list[list[Cost]]) -> Iterator[str]:
    """What one column costs, in CPU-seconds and as a share of its home page."""
    added = [(full.cpu - bare.cpu) / len(COLUMNS) for full, bare in turns]
    shares = [each / bare.cpu for each, (_, bare) in zip(added, turns, strict=True)]
    home = spread([bare.cpu for _, bare in turns])
    yield f"\n{title}: home page alone {home} CPU s, each of {len(COLUMNS)} columns {spread(added)} CPU s more, **{spread(shares)}** of it"


def tell_case(title: str, turns: list[list[Cost]], one: list[list[Cost]], pages: int) -> Iterator[str]:
    """A row for each other side: whole runs, from their start to their end; then what of them is a run with one page alone (`one`), and
    what each further page costs."""
    yield tell_row(title, [(turn[0], turn[1]) for turn in turns])
    if one:
        yield tell_row(f"{title}: one alone, with all that a run costs once", [(turn[0], turn[1]) for turn in one])
        yield tell_row(
            f"{title}: each further one of {pages}",
            [(_further(turn[0], alone[0], pages), _further(turn[1], alone[1], pages)) for turn, alone in zip(turns, one, strict=True)],
        )
    if len(turns[0]) > 2:
        yield tell_row(
            f"{title}: beside shot-scraper in the plain one's place, one after the other", [(turn[0], turn[2]) for turn in turns]
        )


def _further(all_of_them: Cost, alone: Cost, pages: int) -> Cost:
    """Of costs of one page."""
    return Cost((all_of_them.cpu * pages - alone.cpu) / (pages - 1), (all_of_them.wall * pages - alone.wall) / (pages - 1))


def tell_row(title: str, pairs: list[tuple[Cost, Cost]]) -> str:
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
