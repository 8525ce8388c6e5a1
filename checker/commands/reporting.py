"""`checker report`: the reports of a kept run again."""

from pathlib import Path
from typing import Any

import click
import structlog

from checker.archive.restoring import restore_run
from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import ArchiveFault
from checker.journal import open_journal
from checker.options import archive_option, notice_options, settings_from
from checker.running.publishing import publish_report
from checker.running.terminal import standard_output

log = structlog.get_logger()


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
        _restore_pictures(run)
    page = publish_report(run.path, settings, against)
    with standard_output():
        click.echo(str(page))


def _restore_pictures(run: RunFolder) -> None:
    """The page shows files, so those that the archive keeps as differences come back first."""
    try:
        if count := restore_run(run):
            log.info("pictures that were kept as differences are plain files again", run=run.run_id, files=count)
    except ArchiveFault as fault:
        log.warning("the report is written without the pictures that are kept as differences", reason=str(fault))
