"""What reads a kept run: `judge`, `report`, `verify`."""

import sys
from pathlib import Path
from typing import Any

import click

from checker.evidence.disk import write_atomically
from checker.evidence.run_folder import RunFolder
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, notice_options, settings_from
from checker.running.finals import count_reviews
from checker.running.judging import judge_again, line_of, parse_day
from checker.running.publishing import publish_report
from checker.running.terminal import standard_output


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines to FILE instead of stdout.")
@click.option("--edition", metavar="ID|FILE", help="Another rule edition (default: the run's own).")
@click.option("--as-of", metavar="YYYY-MM-DD", help="Another day (default: the run's own).")
@click.option("--include-unverified", is_flag=True, help="Let rules and points decide that nobody found in print.")
def judge(run_folder: Path, out: Path | None, edition: str | None, as_of: str | None, *, include_unverified: bool) -> None:
    """Judge a kept RUN again from its observations, people's decisions counted in: no browser, no network."""
    open_journal()
    run = RunFolder.open(run_folder, settings_from({}).out)
    if out is not None and out.resolve().is_relative_to(run.path):
        raise UsageFault(f"--out {out} lies in the run folder, where nothing may be changed: choose another place.")
    again = judge_again(run, edition, parse_day(as_of), include_unverified=include_unverified)
    judgments = count_reviews(run, again, edition, as_of, include_unverified=include_unverified)
    lines = "".join(f"{line_of(judgment)}\n" for judgment in judgments)
    if out is None:
        with standard_output():
            click.echo(lines, nl=False)
    else:
        write_atomically(out.resolve(), lines.encode())
        click.echo(f"{len(judgments)} sites judged into {out}", err=True)


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@archive_option
@notice_options
def report(run_folder: Path, *, against: str | None, **given: Any) -> None:
    """Write the reports of a RUN again: page, notice, annex, and what other programs read."""
    open_journal()
    settings = settings_from(given)
    page = publish_report(RunFolder.open(run_folder, settings.out).path, settings, against)
    with standard_output():
        click.echo(str(page))


@click.command("verify")
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@archive_option
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of the checklist.")
@click.option("--json", "as_json", is_flag=True, help="Print the checklist as JSON.")
def verify_run(run_folder: Path, lang: str, *, as_json: bool, **given: Any) -> None:
    """Prove that a RUN folder is whole and unaltered, or name every file that is not."""
    open_journal()
    verification = verify(RunFolder.open(run_folder, settings_from(given).out).path)
    with standard_output():
        if as_json:
            click.echo(verification.model_dump_json(indent=1))
        else:
            _print_checklist(verification, chinese=lang == "zh")
    if verification.altered:
        sys.exit(4)


def _print_checklist(verification: Verification, *, chinese: bool) -> None:
    marks = {"passed": "✓", "failed": "✗", "not_applicable": "–"}
    for assertion in verification.assertions:
        click.echo(f"{marks[assertion.state]} {assertion.chinese if chinese else assertion.english}")
        if assertion.state == "failed":
            for file in assertion.files:
                click.echo(f"    {file}")
    click.echo(verification.chinese if chinese else verification.english)
