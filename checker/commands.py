"""The front door: `checker COMMAND`. Data goes to stdout, everything else to stderr; exit statuses as in CONTRACT.md."""

import sys
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.demo import run_demo
from checker.doctor import examine
from checker.evidence.disk import write_atomically
from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.faults import CheckerFault
from checker.journal import open_journal
from checker.options import run_options, settings_from
from checker.roster import read_roster, site_from_address
from checker.roster.roster import Roster
from checker.running.front import Outcome, publish_report, run_roster
from checker.running.judging import judge_again, line_of, parse_day
from checker.running.terminal import print_run, print_site


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Checks government websites in real Chromium, and keeps the proof."""


@cli.command()
@run_options
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
def demo(**given: Any) -> None:
    """Check the embedded sample city on this machine alone, and print where the report is."""
    open_journal(verbose=given["verbose"])
    outcome = run_demo(given)
    print_run(outcome.folder.path, outcome.judgments)
    _leave(outcome, given)


@cli.command()
@click.argument("roster", type=click.Path(path_type=Path))
@run_options
@click.option("--shard", metavar="K/N", help="The K-th of N equal parts of the roster.")
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
@click.option("--strict-roster", is_flag=True, help="Refuse the whole roster where one row cannot be used.")
def run(roster: Path, **given: Any) -> None:
    """Check every site of a ROSTER (csv, xlsx, xls, ods) into a new run folder."""
    open_journal(verbose=given["verbose"])
    read = read_roster(roster)
    for refusal in read.refused:
        click.echo(f"row {refusal.row} refused: {refusal.reason}", err=True)
    for remark in read.remarks:
        click.echo(f"row {remark.row}: {remark.reason}", err=True)
    read.require_usable(strict=given["strict_roster"])
    outcome = run_roster(read, settings_from(given), given)
    if read.refused:
        click.echo(f"{len(read.refused)} of {len(read.refused) + len(read.sites)} rows were refused", err=True)
    print_run(outcome.folder.path, outcome.judgments)
    _leave(outcome, given)


@cli.command()
@click.argument("url")
@run_options
@click.option("--json", "as_json", is_flag=True, help="Print the site's results.jsonl line, and nothing else, on stdout.")
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when the site failed.")
def inspect(url: str, *, as_json: bool, **given: Any) -> None:
    """Check one site and show it on the terminal."""
    open_journal(verbose=given["verbose"])
    site = site_from_address(url)
    outcome = run_roster(Roster(file=url, sites=(site,), refused=(), remarks=(), portals=()), settings_from(given), given)
    if as_json:
        click.echo(line_of(outcome.judgments[0]))
    else:
        print_site(outcome.folder.path, outcome.judgments[0])
    _leave(outcome, given)


@cli.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines to FILE instead of stdout.")
@click.option("--edition", metavar="ID|FILE", help="Another rule edition (default: the run's own).")
@click.option("--as-of", metavar="YYYY-MM-DD", help="Another day (default: the run's own).")
def judge(run_folder: Path, out: Path | None, edition: str | None, as_of: str | None) -> None:
    """Judge a kept RUN again from its observations: no browser, no network."""
    open_journal()
    judgments = judge_again(run_folder, settings_from({}).out, edition, parse_day(as_of))
    lines = "".join(f"{line_of(judgment)}\n" for judgment in judgments)
    if out is None:
        click.echo(lines, nl=False)
    else:
        write_atomically(out.resolve(), lines.encode())
        click.echo(f"{len(judgments)} sites judged into {out}", err=True)


@cli.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
def report(run_folder: Path) -> None:
    """Write the report of a RUN again."""
    open_journal()
    click.echo(str(publish_report(RunFolder.open(run_folder, settings_from({}).out).path)))


@cli.command("verify")
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of the checklist.")
@click.option("--json", "as_json", is_flag=True, help="Print the checklist as JSON.")
def verify_run(run_folder: Path, lang: str, *, as_json: bool) -> None:
    """Prove that a RUN folder is whole and unaltered, or name every file that is not."""
    open_journal()
    verification = verify(RunFolder.open(run_folder, settings_from({}).out).path)
    if as_json:
        click.echo(verification.model_dump_json(indent=1))
    else:
        marks = {"passed": "✓", "failed": "✗", "not_applicable": "–"}
        for assertion in verification.assertions:
            click.echo(f"{marks[assertion.state]} {assertion.chinese if lang == 'zh' else assertion.english}")
            if assertion.state == "failed":
                for file in assertion.files:
                    click.echo(f"    {file}")
        click.echo(verification.chinese if lang == "zh" else verification.english)
    if verification.altered:
        sys.exit(4)


@cli.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    open_journal()
    diagnoses = examine(settings_from({}))
    for diagnosis in diagnoses:
        mark = "✓" if diagnosis.ok else "✗" if diagnosis.needed else "–"
        click.echo(f"{mark} {diagnosis.name}: {diagnosis.sentence}")
        if not diagnosis.ok and diagnosis.remedy:
            click.echo(f"    {diagnosis.remedy}")
    if not all(diagnosis.ok or not diagnosis.needed for diagnosis in diagnoses):
        sys.exit(3)


def _leave(outcome: Outcome, given: dict[str, Any]) -> None:
    if given.get("fail_on") == "fail" and any(judgment.final_verdict == "fail" for judgment in outcome.judgments):
        sys.exit(1)


def main() -> None:
    """Runs a command; a fault is one sentence on stderr and its exit status."""
    try:
        cli(standalone_mode=True)
    except CheckerFault as fault:
        click.echo(f"checker: {fault}", err=True)
        sys.exit(fault.status)
    except KeyboardInterrupt:
        click.echo("checker: interrupted; the same command with --resume (and --run-id) goes on with the run.", err=True)
        sys.exit(3)
