"""What readers reported to sites: `error-reports`."""

from pathlib import Path
from typing import Any

import click

from checker.evidence.run_folder import RunFolder
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.records.error_report import ErrorReportFigures
from checker.running.error_reports import import_error_reports, tell_left_out
from checker.running.terminal import standard_output

_FILE = click.Path(path_type=Path)


@click.command("error-reports")
@click.argument("run_folder", metavar="RUN", type=_FILE)
@click.argument("file", type=_FILE)
@archive_option
def error_reports(run_folder: Path, file: Path, **given: Any) -> None:
    """Import an export of 我为政府网站找错 (csv, xlsx, xls, ods) into RUN, and judge its working-day clock."""
    open_journal()
    imported = import_error_reports(RunFolder.open(run_folder, settings_from(given).out), file)
    if imported.replaces is not None:
        click.echo(f"this import replaces the one of {imported.replaces}, which is kept", err=True)
    for told in tell_left_out(imported):
        click.echo(told, err=True)
    with standard_output():
        click.echo(_tell(imported.figures))


def _tell(figures: ErrorReportFigures) -> str:
    counts = figures.counts
    levels = ", ".join(f"{count} {level}" for level, count in figures.levels.items())
    return (
        f"{counts.total} error reports to {len(figures.sites)} sites ({levels}) as of {figures.as_of}: {counts.in_time} answered in time "
        f"({figures.working_days} working days), {counts.late} answered late, {counts.unanswered} late and unanswered, "
        f"{counts.pending} not due yet, {counts.unclear} answered on a day that the export does not give"
    )
