"""What is asked of all runs of an archive together: `archive reindex`, `find`, `export`, `compare`; the other commands of the group."""

import json
import sys
from pathlib import Path
from typing import Any, get_args

import click

from checker.archive.exporting import export_run
from checker.archive.finding import Wanted, find
from checker.archive.index import open_index
from checker.archive.indexing import Indexed, catch_up
from checker.archive.rows import Row
from checker.archive.side_by_side import compare_days
from checker.archive.store.opening import split_address
from checker.commands.archive_keeping import hold, prune_runs, release, restore, thin_runs
from checker.commands.archive_store import export_from, fetch_runs, push_runs
from checker.commands.archive_tables import existing, print_table
from checker.evidence.disk import write_atomically
from checker.evidence.names import shown
from checker.evidence.outside_runs import refuse_inside_runs
from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.journal import open_journal
from checker.options import archive_option, network_options, settings_from
from checker.records.judgment import Verdict
from checker.running.judging import parse_day
from checker.running.terminal import standard_output

_PATH = click.Path(path_type=Path)


@click.group()
def archive() -> None:
    """Find, export and prune the runs of an archive."""


@archive.command()
@archive_option
def reindex(**given: Any) -> None:
    """Make the index of the archive anew, from the files alone."""
    open_journal()
    settings = settings_from(given)
    with open_index(existing(settings.out), settings.database_url, anew=True) as index:
        indexed = catch_up(index, settings.out)
    _tell_troubles(indexed)
    click.echo(f"{indexed.runs} runs in the index", err=True)
    if indexed.troubles:
        sys.exit(3)


@archive.command("find")
@archive_option
@click.option("--site", metavar="TEXT", help="Its key, code, host or address, or a part of its name or unit.")
@click.option("--from", "first", metavar="YYYY-MM-DD", help="The first day.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="The last day.")
@click.option("--verdict", type=click.Choice(get_args(Verdict)), help="The final verdict, people's decisions counted in.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
def find_sites(site: str | None, first: str | None, last: str | None, verdict: str | None, *, as_json: bool, **given: Any) -> None:
    """Print when which sites were seen, and with which verdict."""
    open_journal()
    settings = settings_from(given)
    wanted = Wanted(site, parse_day(first, "--from"), parse_day(last, "--to"), verdict)
    with open_index(existing(settings.out), settings.database_url) as index:
        indexed = catch_up(index, settings.out)
        rows = find(index, wanted)
    _tell_troubles(indexed)
    with standard_output():
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        print_table(("day", "run", "site", "name", "verdict", "problems"), map(_cells, rows))
    click.echo(f"{len(rows)} found in {indexed.runs} runs", err=True)


@archive.command()
@click.argument("named", metavar="RUN")
@archive_option
@click.option("--to", "to", type=_PATH, required=True, metavar="DIR", help="The folder into which the run's folder is written.")
@network_options
def export(named: str, to: Path, **given: Any) -> None:
    """Write a RUN's folder as plain files that share nothing with the archive, or with the store (RUN is URL/RUN)."""
    open_journal()
    settings = settings_from(given)
    stored = split_address(named)
    place = export_from(*stored, to, settings) if stored else export_run(RunFolder.open(named, settings.out), to)
    with standard_output():
        click.echo(shown(str(place)))
    if (verification := verify(place)).altered:
        click.echo(f"It was written as it is. {verification.english} `checker verify` says what was altered.", err=True)
        sys.exit(4)


@archive.command()
@click.argument("site")
@click.argument("one", metavar="RUN", type=_PATH)
@click.argument("other", metavar="RUN", type=_PATH)
@archive_option
@click.option("--to", "to", type=_PATH, metavar="FILE", help="The page (default: compare-SITE-RUN-RUN.html in the working folder).")
def compare(site: str, one: Path, other: Path, to: Path | None, **given: Any) -> None:
    """Set a SITE as two runs saw it side by side on one page, its pictures under a slider."""
    open_journal()
    archive_folder = settings_from(given).out
    runs = RunFolder.open(one, archive_folder), RunFolder.open(other, archive_folder)
    key, page = compare_days(site, *runs)
    place = (to or Path(f"compare-{key}-{runs[0].run_id}-{runs[1].run_id}.html")).resolve()
    refuse_inside_runs(place, "--to")
    write_atomically(place, page.encode())
    with standard_output():
        click.echo(shown(str(place)))


def _cells(row: Row) -> tuple[str, ...]:
    decided = "" if row["verdict"] == row["final_verdict"] else f" (machine: {row['verdict']})"
    return row["day"], row["run"], row["key"], row["name"] or row["url"], f"{row['final_verdict']}{decided}", row["problems"]


def _tell_troubles(indexed: Indexed) -> None:
    for run, why in indexed.troubles.items():
        click.echo(f"{shown(run)} has no row: {why}", err=True)


for command in (prune_runs, thin_runs, restore, hold, release, push_runs, fetch_runs):
    archive.add_command(command)
