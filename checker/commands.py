"""The front door: `checker COMMAND`. Data goes to stdout, everything else to stderr; exit statuses as in CONTRACT.md."""

import io
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.doctor import examine
from checker.evidence.disk import write_atomically
from checker.evidence.run_folder import RunFolder
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.faults import CheckerFault, UsageFault
from checker.journal import open_journal
from checker.options import archive_option, run_options, settings_from
from checker.roster import read_roster, site_from_address
from checker.roster.roster import Roster
from checker.running.front import Outcome, publish_report, run_roster
from checker.running.interruption import heed_orders_to_end
from checker.running.judging import judge_again, line_of, parse_day
from checker.running.terminal import print_run, print_site, standard_output


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Checks government websites in real Chromium, and keeps the proof."""


@cli.command()
@run_options
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
def demo(**given: Any) -> None:
    """Check the embedded sample city on this machine alone, and print where the report is."""
    from checker.demo import run_demo  # noqa: PLC0415 - the sample city is read in only by who wants it: a sixth of a second

    open_journal(verbose=given["verbose"])
    _end_run(run_demo(given), given)


@cli.command()
@click.argument("roster", type=click.Path(path_type=Path))
@run_options
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
    outcome = run_roster(read, settings, given)
    if read.refused:
        click.echo(f"{len(read.refused)} of {len(read.refused) + len(read.sites)} rows were refused", err=True)
    _end_run(outcome, given)


@cli.command()
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


@cli.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines to FILE instead of stdout.")
@click.option("--edition", metavar="ID|FILE", help="Another rule edition (default: the run's own).")
@click.option("--as-of", metavar="YYYY-MM-DD", help="Another day (default: the run's own).")
def judge(run_folder: Path, out: Path | None, edition: str | None, as_of: str | None) -> None:
    """Judge a kept RUN again from its observations: no browser, no network."""
    open_journal()
    run = RunFolder.open(run_folder, settings_from({}).out)
    if out is not None and out.resolve().is_relative_to(run.path):
        raise UsageFault(f"--out {out} lies in the run folder, where nothing may be changed: choose another place.")
    judgments = judge_again(run, edition, parse_day(as_of))
    lines = "".join(f"{line_of(judgment)}\n" for judgment in judgments)
    if out is None:
        with standard_output():
            click.echo(lines, nl=False)
    else:
        write_atomically(out.resolve(), lines.encode())
        click.echo(f"{len(judgments)} sites judged into {out}", err=True)


@cli.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@archive_option
def report(run_folder: Path, **given: Any) -> None:
    """Write the report of a RUN again."""
    open_journal()
    page = publish_report(RunFolder.open(run_folder, settings_from(given).out).path)
    with standard_output():
        click.echo(str(page))


@cli.command("verify")
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


@cli.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    open_journal()
    diagnoses = examine(settings_from({}))
    with standard_output():
        for diagnosis in diagnoses:
            mark = "✓" if diagnosis.ok else "✗" if diagnosis.needed else "–"
            click.echo(f"{mark} {diagnosis.name}: {diagnosis.sentence}")
            if not diagnosis.ok and diagnosis.remedy:
                click.echo(f"    {diagnosis.remedy}")
    if not all(diagnosis.ok or not diagnosis.needed for diagnosis in diagnoses):
        sys.exit(3)


def _print_checklist(verification: Verification, *, chinese: bool) -> None:
    marks = {"passed": "✓", "failed": "✗", "not_applicable": "–"}
    for assertion in verification.assertions:
        click.echo(f"{marks[assertion.state]} {assertion.chinese if chinese else assertion.english}")
        if assertion.state == "failed":
            for file in assertion.files:
                click.echo(f"    {file}")
    click.echo(verification.chinese if chinese else verification.english)


def _end_run(outcome: Outcome, given: dict[str, Any]) -> None:
    with standard_output():
        print_run(outcome.folder.path, outcome.judgments)
    _leave(outcome, given)


def _leave(outcome: Outcome, given: dict[str, Any]) -> None:
    if given.get("fail_on") == "fail" and any(judgment.final_verdict == "fail" for judgment in outcome.judgments):
        sys.exit(1)


def main() -> None:
    """Runs a command and ends with its exit status; what went wrong is one sentence on stderr."""
    heed_orders_to_end()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese letters still gets every line
    try:
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except CheckerFault as fault:
        _say(str(fault))
        sys.exit(fault.status)
    except (KeyboardInterrupt, click.Abort):
        _say("Interrupted. Where a run had begun, the same command with --resume goes on with it.")
        sys.exit(3)
    except Exception:  # noqa: BLE001 - the last door: told in full, and with a status that no verdict has
        traceback.print_exc()
        _say(f"This is a fault of the checker itself (version {__version__}), not of a site or of yours: please report the lines above.")
        sys.exit(3)


def _say(sentence: str) -> None:
    click.echo(f"checker: {''.join(c if c.isprintable() or c == chr(10) else repr(c)[1:-1] for c in sentence)}", err=True)
