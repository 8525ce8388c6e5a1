"""`checker merge`: the shards of one run become one run."""

from pathlib import Path
from typing import Any

import click

from checker.commands.visiting import end_run
from checker.evidence.run_folder import RunFolder
from checker.journal import open_journal
from checker.options import archive_option, canaries_option, error_reports_option, notice_options, settings_from
from checker.running.front import merge_runs


@click.command()
@click.argument("run_folders", metavar="RUN…", nargs=-1, required=True, type=click.Path(path_type=Path))
@archive_option
@click.option("--run-id", metavar="NAME", help="The merged run folder's name (default: UTC time of merging).")
@click.option("--resume", is_flag=True, help="Go on with the run of that name where it was merged from these shards already.")
@canaries_option
@error_reports_option
@notice_options
@click.option("--fail-on", type=click.Choice(["fail"]), help="Exit with 1 when a site failed.")
def merge(run_folders: tuple[Path, ...], **given: Any) -> None:
    """Put the shards of one run (`run --shard K/N`) together into one closed run folder, with its report."""
    open_journal()
    settings = settings_from(given)
    folders = [RunFolder.open(folder, settings.out) for folder in run_folders]
    end_run(merge_runs(folders, settings, given), given)
