"""Time-stamps for a kept run: `stamp`."""

import sys
from pathlib import Path
from typing import Any

import click

from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.running.stamping import stamp_run
from checker.running.terminal import standard_output


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@archive_option
@click.option("--proxy", metavar="URL", help="HTTP proxy for everything that is fetched; it alone resolves names.")
@click.option("--trust-ca", type=click.Path(path_type=Path), metavar="FILE", help="An additional certificate authority (PEM) for https.")
@click.option("--allow-private", is_flag=True, default=None, help="Permit loopback and private addresses.")
def stamp(run_folder: Path, **given: Any) -> None:
    """Ask every authority of the setting stamp_authorities that has not stamped RUN yet for a time-stamp."""
    open_journal()
    settings = settings_from(given)
    if not settings.stamp_authorities:
        raise UsageFault("There is nobody to ask: set CHECKER_STAMP_AUTHORITIES to the addresses of time-stamping authorities.")
    made = stamp_run(RunFolder.open(run_folder, settings.out), settings)
    with standard_output():
        for each in made:
            told = f"no stamp: {each.trouble}" if each.trouble else f"{'stamped' if each.is_new else 'stamped already'} {each.time}"
            click.echo(f"{each.authority}  {told}")
    if any(each.trouble for each in made):
        sys.exit(3)
