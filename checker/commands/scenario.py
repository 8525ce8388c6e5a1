"""The per-site scripts: `scenario new`, `scenario test`, `scenario list`."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from checker.faults import RunFault, UsageFault
from checker.journal import open_journal
from checker.options import settings_from
from checker.recordings.expectation import EXPECTED
from checker.recordings.listing import list_scripts, require_right
from checker.recordings.making import Made, make_recording
from checker.recordings.next_step import tell_next
from checker.recordings.trying import tell_pictures, try_scripts
from checker.records.office_time import today
from checker.records.site import Site
from checker.roster import Roster, read_roster, site_from_address
from checker.running.front import require_machine
from checker.running.judging import parse_day
from checker.running.terminal import OutputConsole, count, plain, standard_output
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
@click.option("--despite-drift", is_flag=True, help="Record also where the script drifts: what the plain visit sees.")
@_with_way
def new(url: str, *, renew_truth: bool, despite_drift: bool, **given: Any) -> None:
    """Record the site at URL, and write what is missing of its script and its test."""
    open_journal(verbose=given["verbose"])
    settings = settings_from(given)
    require_machine(settings)
    site = _site(url, read_roster(given["roster"]) if given["roster"] else None)
    day = parse_day(given["as_of"]) or today()
    made = asyncio.run(make_recording(site, day, settings, renew_truth=renew_truth, despite_drift=despite_drift))
    with standard_output():
        _tell_made(made)
        for sentence in tell_next(made, url, given):
            click.echo(sentence)
    if made.kept is None:
        stays = f"The recording of {made.earlier} stays as it was." if made.earlier else "There is no recording."
        raise RunFault(f"{site.url} is not recorded: {made.trouble[0]}. {stays}")
    if made.trouble or made.differences:
        sys.exit(1)


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
        click.echo(f"{count(len(listed), 'script')} in {settings.scenarios}, {sum(entry.state == 'ready' for entry in listed)} ready")
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
    if kept is not None:
        click.echo(f"recorded: {count(len(kept.answers), 'answer')}, {round(kept.size / 1000)} kB, in {made.folder}")
        if kept.left_out:
            click.echo(f"left out: {count(len(kept.left_out), 'answer')}, named with the reason in recording.json")
        if made.before is not None:
            click.echo(f"the recording before it: {made.before}")
    click.echo(f"script: {made.script} ({'new' if made.is_new_script else 'as it was'})")
    for sentence in made.trouble:
        click.echo(f"    {sentence}")
    if made.trouble:
        tell_pictures(made.host, made.seen, click.echo)
    expected = "written from what was seen: correct it" if made.is_new_truth else "as it was"
    if (made.folder / EXPECTED).exists():
        click.echo(f"expected: {made.folder / EXPECTED} ({expected})")
    for badge in made.seen.judgment.badges:
        click.echo(f"  {badge.kind}: {badge.state}")
    columns = [column for column in made.seen.judgment.columns if column.name is not None]
    click.echo(f"  columns found: {'、'.join(column.name or '' for column in columns) or 'none'}")
    if made.differences:
        click.echo(f"otherwise than {EXPECTED} says, {count(len(made.differences), 'difference')}:")
    for sentence in made.differences:
        click.echo(f"  {sentence}")
    for remark in made.remarks:
        click.echo(f"look at this: {remark}")
