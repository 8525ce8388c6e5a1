"""`checker report`: the reports of a kept run again."""

from pathlib import Path
from typing import Any

import click

from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_results
from checker.journal import open_journal
from checker.options import archive_option, notice_options, settings_from
from checker.running.publishing import publish_report
from checker.running.terminal import standard_output


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@archive_option
@notice_options
def report(run_folder: Path, *, against: str | None, **given: Any) -> None:
    """Write the reports of a RUN again: page, notice, annex, and what other programs read."""
    open_journal()
    settings = settings_from(given)
    run = RunFolder.open(run_folder, settings.out)
    if run.closed:
        refuse_altered_results(run)
    page = publish_report(run.path, settings, against)
    with standard_output():
        click.echo(str(page))
