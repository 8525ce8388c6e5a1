"""`python -m benchmarks.thousand`: one run over very many small sites, and the memory that it holds on the way."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import click

from benchmarks.__main__ import describe_machine, serve
from benchmarks.pages import Office, PageKind
from benchmarks.sides import EDITION, write_roster
from checker.running.processes import memory_of, started

_DONE = re.compile(r"done=(\d+)/\d+|event=\"looked at, second look later\"")


class Held(NamedTuple):
    """Bytes in memory when `sites` were looked at, `seconds` after the start: of the checker, and of the driver and all browsers."""

    sites: int
    seconds: float
    checker: int
    browser: int

    @property
    def both(self) -> int:
        return self.checker + self.browser


def walk(command: list[str], every: int, environment: dict[str, str]) -> Iterator[Held]:
    """Runs it, and measures whenever `every` further sites were looked at for the first time. Raises CalledProcessError."""
    begun, looked = time.monotonic(), 0
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment) as run:  # noqa: S603 - our own command
        assert run.stderr is not None
        for line in run.stderr:
            if 'event="second looks begin"' in line:
                break
            looked += bool(_DONE.search(line))
            if looked and looked % every == 0 and _DONE.search(line):
                yield Held(looked, time.monotonic() - begun, memory_of(run.pid), sum(map(memory_of, started(run.pid))))
        for _ in run.stderr:  # second looks, the report: no further site
            continue
        if run.wait():
            raise subprocess.CalledProcessError(run.returncode, command)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--sites", type=click.IntRange(2, 5000), default=1000, show_default=True, help="How many.")
@click.option("--every", type=click.IntRange(1), default=100, show_default=True, help="Sites between two measurements.")
@click.option("--jobs", default="16", show_default=True, help="Sites in flight, or auto.")
@click.option("--page", type=click.Choice(get_args(PageKind)), default="small", show_default=True, help="What kind each of them is.")
@click.option("--renew", type=click.IntRange(1), help="Sites after which the browser is renewed (default: as set).")
@click.option("--out", type=click.Path(path_type=Path), help="Keep the archive there (default: throw it away).")
def measure(sites: int, every: int, jobs: str, page: PageKind, renew: int | None, out: Path | None) -> None:
    """Check very many SITES of one kind in one run, and print the memory that checker and browsers hold on the way."""
    click.echo(f"{describe_machine()}; {sites} {page} pages, {jobs} in flight\n")
    click.echo("| sites | seconds | checker, MB | driver and browsers, MB | both, MB |\n|---|---|---|---|---|")
    held: list[Held] = []
    with serve() as proxy, tempfile.TemporaryDirectory(prefix="checker-thousand-") as folder:
        roster = Path(folder) / "roster.csv"
        write_roster(roster, [Office(page, number) for number in range(sites)])
        words = ["run", str(roster), "--proxy", proxy, "--jobs", jobs, "--edition", EDITION, "--out", str(out or folder)]
        around = {**os.environ, "CHECKER_COLUMN_PAGES": "0", **({"CHECKER_BROWSER_SITES": str(renew)} if renew else {})}
        for each in walk([sys.executable, "-m", "checker", *words], every, around):
            held.append(each)
            megabytes = " | ".join(f"{size / 1e6:.0f}" for size in (each.checker, each.browser, each.both))
            click.echo(f"| {each.sites} | {each.seconds:.0f} | {megabytes} |")
    click.echo(tell_growth(held, sites))


def tell_growth(held: list[Held], sites: int) -> str:
    """From site 200 on. At the last site the others have landed already: what is held then is no figure to compare with."""
    late = [each for each in held if 200 <= each.sites < sites]
    if len(late) < 2:
        return "\ntoo few measurements beyond site 200, and before the last site, to tell growth"
    first, last, most = late[0], late[-1], max(late, key=lambda each: each.both)
    grown, highest = last.both / first.both - 1, most.both / first.both - 1
    own = (last.checker - first.checker) / 1e6
    told = f"both {grown:+.1%}, at the most {highest:+.1%} (at {most.sites}); the checker {own:+.0f} MB"
    return f"\nfrom {first.sites} to {last.sites} sites: {told}"


if __name__ == "__main__":
    measure()
