"""An archive's copy at another place: `archive push`, `archive fetch`."""

from pathlib import Path
from typing import Any

import click

from checker.archive.rows import closed_runs
from checker.archive.store.fetching import choose_runs, fetch_run
from checker.archive.store.opening import open_place
from checker.archive.store.pushes import last_push
from checker.archive.store.pushing import Pushed, push_run
from checker.archive.store.visits import fetch_visits, push_visits
from checker.commands.archive_tables import existing
from checker.evidence.disk import check_archive
from checker.evidence.names import shown
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, network_options, settings_from
from checker.running.terminal import standard_output
from checker.settings import Settings


@click.command("push")
@click.argument("named", metavar="[RUN]...", nargs=-1)
@archive_option
@click.option("--all", "every", is_flag=True, help="Every complete run of the archive.")
@click.option("--visits", "visits_alone", is_flag=True, help="The visit history alone.")
@click.option("--to", "store", metavar="URL", help="A folder, or s3://bucket/prefix (default: the setting `store`).")
@network_options
def push_runs(named: tuple[str, ...], *, every: bool, visits_alone: bool, **given: Any) -> None:
    """Put RUNs and the visit history into a store, which only ever grows."""
    open_journal()
    if sum((bool(named), every, visits_alone)) != 1:
        raise UsageFault("Say what is pushed: name runs, or give --all or --visits.")
    settings = settings_from(given)
    if settings.store is None:
        raise UsageFault("Nothing says where to: give --to, or the setting `store`.")
    archive = existing(settings.out)
    runs = [RunFolder.open(run, archive) for run in (closed_runs(archive) if every else named)]
    with open_place(settings.store, settings) as place:
        for run in runs:
            _say(_told(push_run(place, run)))
        found = push_visits(place, archive)
        if found or visits_alone:
            _say(f"visits  {f'{found.name}  {found.sha256}' if found else 'nothing new'}")


@click.command("fetch")
@click.argument("store", metavar="URL")
@click.argument("named", metavar="[RUN]...", nargs=-1)
@archive_option
@click.option("--newest", type=click.IntRange(0), metavar="N", help="Only the N runs that closed last; 0: the visit history alone.")
@network_options
def fetch_runs(store: str, named: tuple[str, ...], newest: int | None, **given: Any) -> None:
    """Have runs and the visit history back from the store at URL, byte for byte, into the archive."""
    open_journal()
    if named and newest is not None:
        raise UsageFault("Name runs, or give --newest: one of the two.")
    settings = settings_from(given)
    with open_place(store, settings) as place:
        found = last_push(place)
        push = found.push if found else None
        runs = choose_runs(place, push, named, newest)
        check_archive(settings.out)
        for run in runs:
            assert push is not None
            is_new = fetch_run(place, push, run, settings.out)
            _say(shown(str(settings.out / run)))
            if not is_new:
                click.echo(f"{shown(run)} was there already, and is left as it is.", err=True)
        days = fetch_visits(place, push.visits if push else None, settings.out)
    click.echo(f"{days} days of visits written", err=True)


def export_from(store: str, run: str, to: Path, settings: Settings) -> Path:
    """Writes `to/run`, as plain files that share nothing. Raises as `fetch_run`."""
    with open_place(store, settings) as place:
        found = last_push(place)
        push = found.push if found else None
        choose_runs(place, push, [run], None)
        assert push is not None
        check_archive(to)
        if not fetch_run(place, push, run, to, share=False):
            raise UsageFault(f"{shown(str(to / run))} is there already: choose another folder with --to.")
    return to / run


def _say(line: str) -> None:
    with standard_output():
        click.echo(line)


def _told(pushed: Pushed) -> str:
    what = f"{pushed.push.name}  {pushed.push.sha256}" if pushed.push else "nothing new"
    return f"{shown(pushed.run)}  {what}  {pushed.files} of {pushed.total} objects, {pushed.size} bytes"
