"""What people decide on a kept run: `review`."""

import json
from pathlib import Path
from typing import Any, get_args

import click

from checker.evidence.reviews import read_decisions
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.records.review import Decision, Due, Review, ReviewedOutcome
from checker.running.finals import read_finals, read_judgments
from checker.running.named_site import find_site
from checker.running.reviewing import NOTHING_TO_RECORD, Asked, review_site, set_due_days
from checker.running.terminal import standard_output
from checker.running.waiting import Waiting, find_waiting

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("run_folder", metavar="RUN", type=_FILE)
@click.argument("site", required=False)
@archive_option
@click.option("--rule", metavar="ID", help="The finding's rule.")
@click.option("--decision", type=click.Choice(get_args(Decision)), help="uphold or overturn a fail, settle a cannot_tell.")
@click.option("--as", "outcome", type=click.Choice(get_args(ReviewedOutcome)), help="What a settled finding is.")
@click.option("--by", metavar="NAME", help="Who decided.")
@click.option("--why", metavar="TEXT", help="Why.")
@click.option("--problem", metavar="TEXT", help="The notice's words for a finding that is settled as fail.")
@click.option("--attach", type=_FILE, metavar="FILE", multiple=True, help="A file that goes with the decision; may be given several times.")
@click.option("--due", metavar="YYYY-MM-DD", help="The day by which 整改 is due: of SITE, or of every site that fails.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def review(run_folder: Path, site: str | None, *, as_json: bool, **given: Any) -> None:
    """Record a person's decision on a finding of SITE beside the machine's, or list what was decided and what waits."""
    open_journal()
    run = RunFolder.open(run_folder, settings_from(given).out)
    asked = Asked(**{name: given[name] for name in Asked.__dataclass_fields__})
    if asked == Asked():
        _list(run, site, as_json=as_json)
        return
    if site is None:
        if asked.rule or asked.decision or asked.attach or asked.outcome or asked.problem:
            raise UsageFault("A decision speaks of one site: name it behind the run, by its key, code, host or name.")
        if asked.due is None:
            raise UsageFault(NOTHING_TO_RECORD)
    made = set_due_days(run, asked) if site is None else review_site(run, site, asked)
    for each in made:
        click.echo(_tell(each), err=True)
    click.echo(f"`checker report {run_folder}` writes the report with it.", err=True)


def _list(run: RunFolder, site: str | None, *, as_json: bool) -> None:
    judgments, decisions, finals = read_judgments(run), read_decisions(run.path), read_finals(run)
    keys = {find_site(judgments, site).key} if site is not None else {judgment.key for judgment in judgments}
    names = {judgment.key: judgment.site.name or judgment.site.url for judgment in judgments}
    reviews = [each for each in decisions.reviews if each.site in keys]
    dues = [due for key in names if key in keys and (due := decisions.due_of(key))]
    waiting = [each for each in find_waiting(finals) if each.site in keys]
    with standard_output():
        if as_json:
            listed = {
                "reviews": [each.model_dump(mode="json") for each in reviews],
                "dues": [each.model_dump(mode="json") for each in dues],
                "waiting": [each.model_dump(mode="json") for each in waiting],
            }
            click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
            return
        _print("decided", [_tell(each, names) for each in reviews])
        _print("整改 due", [_tell(each, names) for each in dues])
        _print("waits for a person", [_tell_waiting(each, names) for each in waiting if each.needs == "person"])
        _print("could not be told by the run, and can be settled", [_tell_waiting(each, names) for each in waiting if each.needs is None])


def _print(title: str, lines: list[str]) -> None:
    click.echo(f"{title}: {len(lines)}")
    for line in lines:
        click.echo(f"  {_plain(line)}")


def _tell(made: Review | Due, names: dict[str, str] | None = None) -> str:
    name = f" {names[made.site]}" if names and made.site in names else ""
    if isinstance(made, Due):
        return f"{made.site}{name}: 整改 due {made.day}"
    attached = f", {len(made.attachments)} attached" if made.attachments else ""
    at = f" at {made.at}" if made.at else ""
    return f"{made.site}{name}: {made.rule} {made.decision} → {made.outcome}, by {made.by}{at}: {made.why}{attached}"


def _tell_waiting(each: Waiting, names: dict[str, str]) -> str:
    return f"{each.site} {names[each.site]}: {each.rule}: {each.because}"


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
