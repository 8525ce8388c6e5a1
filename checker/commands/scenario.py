"""The per-site scripts: `scenario new`, `scenario test`, `scenario list`."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import settings_from
from checker.recordings.expectation import EXPECTED
from checker.recordings.listing import list_scripts, require_right
from checker.recordings.making import Made, make_recording
from checker.recordings.trying import try_scripts
from checker.records.office_time import today
from checker.records.site import Site
from checker.roster import Roster, read_roster, site_from_address
from checker.running.front import require_machine
from checker.running.judging import parse_day
from checker.running.terminal import OutputConsole, plain, standard_output
from checker.scenario.register import host_in

_folder = click.option("--scenarios", type=click.Path(path_type=Path), metavar="DIR", help="Where the scripts are (default scenarios/).")
_roster = click.option("--roster", type=click.Path(path_type=Path), metavar="FILE", help="The roster, with which the hosts are compared.")
_way = (
    click.option("--proxy", metavar="URL", help="HTTP proxy for everything that is fetched; it alone resolves names."),
    click.option("--trust-ca", type=click.Path(path_type=Path), metavar="FILE", help="An additional certificate authority (PEM)."),
    click.option("--allow-private", is_flag=True, default=None, help="Permit loopback and private addresses."),
    click.option("--verbose", is_flag=True, help="More lines in the log."),
)


def _with_way(command: Any) -> Any:
    for option in reversed(_way):
        command = option(command)
    return command


@click.group()
def scenario() -> None:
    """Write, test and list the per-site scripts."""


@scenario.command()
@click.argument("url")
@_folder
@_roster
@click.option("--edition", metavar="ID|FILE", help="The rule edition (default: the national one in force on the as-of day).")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day on which freshness is judged (default: today, Asia/Shanghai).")
@click.option("--renew-truth", is_flag=True, help="Write the expectation anew too, where there is one already.")
@_with_way
def new(url: str, *, renew_truth: bool, **given: Any) -> None:
    """Record the site at URL, and write what is missing of its script and its test."""
    open_journal(verbose=given["verbose"])
    settings = settings_from(given)
    require_machine(settings)
    site = _site(url, read_roster(given["roster"]) if given["roster"] else None)
    made = asyncio.run(make_recording(site, parse_day(given["as_of"]) or today(), settings, renew_truth=renew_truth))
    with standard_output():
        _tell_made(made)


@scenario.command()
@click.argument("host", required=False)
@_folder
@_roster
@click.option("--live", is_flag=True, help="Against the site itself, and not its recording.")
@click.option("--headed", is_flag=True, default=None, help="In a window, to watch.")
@click.option("--pause", is_flag=True, help="Wait for Enter after each step.")
@_with_way
def test(host: str | None, *, live: bool, pause: bool, **given: Any) -> None:
    """Try the scripts offline, each on its recording and on its negatives; HOST: one of them."""
    open_journal(verbose=given["verbose"])
    settings = settings_from(given)
    require_machine(settings)
    listed = list_scripts(settings.scenarios, read_roster(given["roster"]) if given["roster"] else None)
    require_right(listed)
    chosen = [entry for entry in listed if host is None or entry.host == host.lower()]
    if not chosen:
        known = ", ".join(sorted({entry.host for entry in listed if entry.host is not None})) or "none"
        raise UsageFault(f"There is no script for {host or 'any host'} in {settings.scenarios}; there are scripts for: {known}.")
    passed = asyncio.run(try_scripts(chosen, settings, live=live, pause=pause, say=click.echo))
    if not passed:
        sys.exit(1)


@scenario.command("list")
@_folder
@_roster
def list_(**given: Any) -> None:
    """List the scripts, their hosts and recordings, and what is wrong with them."""
    open_journal()
    settings = settings_from(given)
    listed = list_scripts(settings.scenarios, read_roster(given["roster"]) if given["roster"] else None)
    console = OutputConsole()
    table = Table(box=None, pad_edge=False)
    for heading in ("script", "host", "kind", "recorded", "negatives", "state"):
        table.add_column(heading, overflow="fold")
    for entry in listed:
        row = (entry.file.name, entry.host or "–", entry.kind or "–", entry.recorded or "–", str(entry.negatives or "–"), entry.state)
        table.add_row(*map(plain, row))
    with standard_output():
        console.print(table)
        for entry in listed:
            if entry.untested and not entry.wrong:
                click.echo(f"untested: {entry.untested}")
        click.echo(f"{len(listed)} scripts in {settings.scenarios}, {sum(entry.state == 'ready' for entry in listed)} ready")
    require_right(listed)


def _site(url: str, roster: Roster | None) -> Site:
    """The roster's own row where it has the host."""
    site = site_from_address(url)
    if roster is None:
        return site
    rows = [row for row in roster.sites if host_in(row.url) == host_in(site.url)]
    if not rows:
        raise UsageFault(f"The roster has no site at {host_in(site.url)}: check URL and --roster.")
    return rows[0]


def _tell_made(made: Made) -> None:
    kept = made.kept
    click.echo(f"recorded: {len(kept.answers)} answers, {round(kept.size / 1000)} kB, in {made.folder}")
    if kept.left_out:
        click.echo(f"left out: {len(kept.left_out)} answers, named with the reason in recording.json")
    click.echo(f"script: {made.script} ({'new' if made.is_new_script else 'as it was'})")
    expected = "written from what was seen: correct it" if made.is_new_truth else "as it was"
    click.echo(f"expected: {made.folder / EXPECTED} ({expected})")
    for badge in made.seen.judgment.badges:
        click.echo(f"  {badge.kind}: {badge.state}")
    columns = [column for column in made.seen.judgment.columns if column.name is not None]
    click.echo(f"  columns found: {'、'.join(column.name or '' for column in columns) or 'none'}")
    for remark in made.remarks:
        click.echo(f"look at this: {remark}")
    click.echo(f"next: put the steps into {made.script}, and try them with `checker scenario test {made.host}`.")
    click.echo(f"Where they lead to pages that are not recorded, record again: `checker scenario new {made.seen.observation.site.url}`.")
