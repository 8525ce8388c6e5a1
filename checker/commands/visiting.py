"""What visits sites: `demo`, `run`, `inspect`."""

import sys
from pathlib import Path
from typing import Any

import click

from checker.archive.place import has_index
from checker.journal import open_journal
from checker.options import canaries_option, engine_option, error_reports_option, run_options, settings_from, timings_option
from checker.roster import read_roster, site_from_address
from checker.roster.roster import Roster
from checker.running.foretold_plan import tell_plan
from checker.running.front import Outcome, run_roster
from checker.running.judging import line_of
from checker.running.terminal import print_run, print_site, standard_output
from checker.running.time_table import print_timings


@click.command()
@run_options
@click.option("--city", metavar="NAME|DIR", help="Another city: mianyang-2018q3 (65 sites), awkward, or one of your own.")
@click.option("--serve", type=click.Path(path_type=Path), metavar="DIR", help="Check nothing: serve the city for commands given in DIR.")
@click.option("--city-version", metavar="NAME", help="With --serve: the city as it is later (default first).")
@error_reports_option
@timings_option
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
def demo(**given: Any) -> None:
    """Check the embedded sample city on this machine alone, and print where the report is."""
    from checker.demo import run_demo, serve_for_people  # noqa: PLC0415 - read in only by who wants the city: a sixth of a second

    open_journal(verbose=given["verbose"])
    if given["serve"] is not None:
        serve_for_people(given, click.echo)
    else:
        end_run(run_demo(given), given)


@click.command()
@click.argument("roster", type=click.Path(path_type=Path))
@run_options
@error_reports_option
@canaries_option
@engine_option
@timings_option
@click.option("--plan", is_flag=True, help="Visit nothing: foretell time and bytes from past runs, and whether the disk has room.")
@click.option("--only-canaries", is_flag=True, help="Visit the canaries of the roster, and no other site.")
@click.option("--shard", metavar="K/N", help="The K-th of N equal parts of the roster.")
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
@click.option("--strict-roster", is_flag=True, help="Refuse the whole roster where one row cannot be used.")
def run(roster: Path, **given: Any) -> None:
    """Check every site of a ROSTER (csv, xlsx, xls, ods) into a new run folder."""
    open_journal(verbose=given["verbose"])
    settings = settings_from(given)
    read = read_roster(roster)
    for refusal in read.refused:
        click.echo(f"row {refusal.row} refused: {refusal.reason}", err=True)
    for remark in read.remarks:
        click.echo(f"{f'row {remark.row}' if remark.row else 'the roster'}: {remark.reason}", err=True)
    read.require_usable(strict=given["strict_roster"])
    if given["plan"]:
        with standard_output():
            click.echo(tell_plan(read, settings, given))
        return
    outcome = run_roster(read, settings, given)
    if read.refused:
        click.echo(f"{len(read.refused)} of {len(read.refused) + len(read.sites)} rows were refused", err=True)
    end_run(outcome, given)


@click.command()
@click.argument("url")
@run_options
@click.option("--json", "as_json", is_flag=True, help="Print the site's results.jsonl line, and nothing else, on stdout.")
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when the site failed.")
def inspect(url: str, *, as_json: bool, **given: Any) -> None:
    """Check one site and show it on the terminal."""
    open_journal(verbose=given["verbose"])
    site = site_from_address(url)
    outcome = run_roster(Roster(file="", sites=(site,), refused=(), remarks=(), portals=()), settings_from(given), given)
    with standard_output():
        if as_json:
            click.echo(line_of(outcome.judgments[0]))
        else:
            print_site(outcome.folder.path, outcome.judgments[0])
    _leave(outcome, given)


def end_run(outcome: Outcome, given: dict[str, Any]) -> None:
    with standard_output():
        print_run(outcome.folder.path, outcome.judgments)
        if given.get("timings"):
            print_timings(outcome.timings)
    _leave(outcome, given)


def _leave(outcome: Outcome, given: dict[str, Any]) -> None:
    settings = settings_from(given)
    if settings.plain_nights is not None:
        from checker.archive.plain_nights import keep_plain  # noqa: PLC0415 - only for who asked for it

        keep_plain(settings.out, settings.plain_nights)
    if has_index(settings.out, settings.database_url):
        from checker.archive.indexing import keep_up  # noqa: PLC0415 - a third of a second, for who has an index

        keep_up(settings.out, settings.database_url)
    if given.get("fail_on") == "fail" and any(judgment.final_verdict == "fail" for judgment in outcome.judgments):
        sys.exit(1)
