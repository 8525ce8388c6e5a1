"""What visits failed sites again: `recheck`."""

from pathlib import Path
from typing import Any

import click

from checker.commands.visiting import end_run
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import engine_option, run_options, settings_from
from checker.running.front import run_roster
from checker.running.recheck import plan_recheck, roster_of, tell_mended
from checker.running.terminal import standard_output


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@run_options
@engine_option
@click.option("--all-problems", is_flag=True, help="Also the sites that pass and have problems to mend.")
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site still fails.")
def recheck(run_folder: Path, *, all_problems: bool, **given: Any) -> None:
    """Visit the sites of RUN that failed once more after 整改, and set before and after side by side."""
    open_journal(verbose=given["verbose"])
    settings = settings_from(given)
    run = RunFolder.open(run_folder, settings.out)
    planned = plan_recheck(run, all_problems=all_problems)
    if planned is None:
        click.echo(
            f"No site of the run {run.run_id} {'has a problem' if all_problems else 'fails'}: there is nothing to recheck.", err=True
        )
        return
    if given.get("edition") not in (None, planned.edition.id, planned.edition_file):
        raise UsageFault(
            f"A recheck holds the sites against the rules of its run ({planned.edition.id}): leave out --edition. "
            f"`checker run` checks them under {given['edition']}."
        )
    roster = roster_of(run, planned.record)
    outcome = run_roster(roster, settings, {**given, "run": run.run_id, "all_problems": all_problems}, planned)
    with standard_output():
        click.echo(tell_mended(planned, outcome.folder))
    end_run(outcome, given)
