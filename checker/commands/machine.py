"""What looks at this machine: `doctor`."""

import sys

import click

from checker.doctor import examine
from checker.journal import open_journal
from checker.options import settings_from
from checker.running.terminal import standard_output


@click.command()
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
