"""`checker verify`: the checklist of a kept run."""

import sys
from pathlib import Path
from typing import Any

import click

from checker.evidence.run_folder import RunFolder
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.running.terminal import standard_output


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
