"""What an archive keeps, and for how long: `archive prune`, `thin`, `restore`, `hold`, `release`."""

import json
from pathlib import Path
from typing import Any

import click

from checker.archive.pruning import Plan, plan_pruning, prune
from checker.archive.restoring import restore_run
from checker.archive.retention import Candidate, Policy
from checker.archive.thinning import thin_archive
from checker.commands.archive_tables import existing, print_table
from checker.evidence.after_folder import AfterFolder
from checker.evidence.holds import Hold, read_holds, record_hold
from checker.evidence.names import shown
from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.records.office_time import today
from checker.running.finals import read_judgments
from checker.running.named_site import find_site
from checker.running.signing import open_signing_key
from checker.running.terminal import standard_output

_PATH = click.Path(path_type=Path)
by_option = click.option("--by", metavar="NAME", required=True, help="Who says so.")
why_option = click.option("--why", metavar="TEXT", required=True, help="Why.")


@click.command("prune")
@archive_option
@click.option("--keep-passes", type=click.IntRange(0), metavar="DAYS", help="How long pictures of sites that pass are kept.")
@click.option("--keep-fails", type=click.IntRange(0), metavar="DAYS", help="How long those of all other sites are.")
@click.option("--yes", is_flag=True, help="Do it; without this it is only said what would go.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def prune_runs(*, yes: bool, as_json: bool, **given: Any) -> None:
    """Take the pictures of old sites away, and leave a tombstone; never of what is on hold, decided on, or due."""
    open_journal()
    settings = settings_from(given)
    policy = Policy(settings.keep_passes, settings.keep_fails)
    if policy == Policy(None, None):
        raise UsageFault("Nothing says how long to keep: give --keep-passes or --keep-fails, or the settings `keep_passes`, `keep_fails`.")
    day = today()
    key = open_signing_key(settings)
    plan = plan_pruning(existing(settings.out), policy, day, has_key=key is not None)
    _print_plan(plan, as_json=as_json)
    for run, why in plan.troubles.items():
        click.echo(f"{shown(run)} is left alone: {why}", err=True)
    if not yes:
        click.echo("Nothing was taken away: --yes does it.", err=True)
        return
    freed = prune(settings.out, sorted({each.run for each in plan.going}), policy, day, key)
    click.echo(f"{freed} bytes freed", err=True)


@click.command()
@click.argument("run_folder", metavar="RUN", type=_PATH)
@click.argument("site", required=False)
@archive_option
@by_option
@why_option
def hold(run_folder: Path, site: str | None, by: str, why: str, **given: Any) -> None:
    """Keep a RUN, or one SITE of it, whatever the policy says."""
    _record(run_folder, site, Hold(site=None, by=by, why=why), given)


@click.command()
@click.argument("run_folder", metavar="RUN", type=_PATH)
@click.argument("site", required=False)
@archive_option
@by_option
@why_option
def release(run_folder: Path, site: str | None, by: str, why: str, **given: Any) -> None:
    """End a hold."""
    _record(run_folder, site, Hold(site=None, by=by, why=why, released=True), given)


@click.command("thin")
@archive_option
@click.option("--older", type=click.IntRange(0), required=True, metavar="DAYS", help="Runs that began more days ago than this.")
@click.option("--yes", is_flag=True, help="Do it; without this it is only said what would be thinned.")
def thin_runs(older: int, *, yes: bool, **given: Any) -> None:
    """Keep pictures of old runs as their difference from an earlier night's, byte for byte."""
    open_journal()
    folder = existing(settings_from(given).out)
    found = list(thin_archive(folder, older, today(), do=yes))
    with standard_output():
        rows = [(each.run, str(each.files), str(each.size), str(each.differences)) for each in found if not each.trouble]
        print_table(("run", "files", "bytes", "bytes then"), rows)
    for each in found:
        if each.trouble:
            click.echo(f"{shown(each.run)} is left alone: {each.trouble}", err=True)
    if not yes:
        click.echo("Nothing was thinned: --yes does it.", err=True)


@click.command()
@click.argument("run_folder", metavar="RUN", type=_PATH)
@archive_option
def restore(run_folder: Path, **given: Any) -> None:
    """Write the thinned pictures of a RUN again as plain files."""
    open_journal()
    count = restore_run(RunFolder.open(run_folder, settings_from(given).out))
    click.echo(f"{count} pictures restored", err=True)


def _record(run_folder: Path, site: str | None, said: Hold, given: dict[str, Any]) -> None:
    open_journal()
    if not said.by.strip() or not said.why.strip():
        raise UsageFault("A hold wants --by and --why: who says so, and why.")
    run = RunFolder.open(run_folder, settings_from(given).out)
    refuse_altered_results(run)
    key = find_site(read_judgments(run), site).key if site is not None else None
    with AfterFolder(run.path) as after:
        if said.released and key not in read_holds(run.path):
            raise UsageFault(f"There is no hold on {shown(key) if key else 'the whole run'}: see {run.run_id}/after/holds.jsonl.")
        record_hold(after, said.model_copy(update={"site": key}))
    click.echo(f"{'released' if said.released else 'on hold'}: {run.run_id}{f' {key}' if key else ''}", err=True)


def _print_plan(plan: Plan, *, as_json: bool) -> None:
    with standard_output():
        if as_json:
            told = {"going": [_listed(each) for each in plan.going], "staying": [_listed(each) for each in plan.staying]}
            click.echo(json.dumps({**told, "left_alone": plan.troubles}, ensure_ascii=False, indent=1))
            return
        print_table(("day", "run", "site", "verdict", "files", "bytes", ""), map(_cells, (*plan.going, *plan.staying)))


def _listed(each: Candidate) -> dict[str, Any]:
    told = {"run": each.run, "day": each.day, "site": each.site, "verdict": each.verdict, "bytes": each.size, "files": sorted(each.files)}
    return told | ({"stays": each.stays} if each.stays else {})


def _cells(each: Candidate) -> tuple[str, ...]:
    what = f"stays: {each.stays}" if each.stays else "goes"
    return each.day, each.run, each.site, each.verdict, str(len(each.files)), str(each.size), what
