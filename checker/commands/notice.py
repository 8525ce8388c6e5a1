"""What helps an office with its own notice: `notice-template`."""

from pathlib import Path

import click

from checker.faults import UsageFault
from checker.journal import open_journal
from checker.reports import own_template


@click.command("notice-template")
@click.argument("file", type=click.Path(path_type=Path))
def notice_template(file: Path) -> None:
    """Write the checker's Word template of the notice to FILE, for an office to edit and to name with --notice-template."""
    open_journal()
    if file.exists():
        raise UsageFault(f"{file} is there already: choose another name, so that no template of yours is lost.")
    try:
        file.write_bytes(own_template().data)
    except OSError as error:
        raise UsageFault(f"{file} cannot be written ({error.strerror}). Choose another place.") from error
    click.echo(f"The template is in {file}. Edit it in Word; docs/notice.md lists the fields.", err=True)
