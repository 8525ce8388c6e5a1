"""One site's evidence in one file: `dossier`."""

from pathlib import Path

import click

from checker.evidence.run_folder import RunFolder
from checker.evidence.seal_assertions import Trusted
from checker.journal import open_journal
from checker.options import settings_from
from checker.running.dossier import write_dossier
from checker.running.terminal import standard_output

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("run_folder", metavar="RUN", type=_FILE)
@click.argument("site")
@click.option("--out", type=_FILE, metavar="FILE", help="The HTML file (default: dossier-RUN-KEY.html in the working folder).")
@click.option(
    "--key", "keys", multiple=True, type=_FILE, metavar="FILE", help="The public key that must have signed the run; any of several."
)
@click.option(
    "--stamp-ca", "authorities", multiple=True, type=_FILE, metavar="FILE", help="A time-stamping authority's root (PEM) that you trust."
)
@click.option("--pdf", is_flag=True, help="The same as a PDF beside it, printed by Chromium.")
def dossier(run_folder: Path, site: str, out: Path | None, keys: tuple[Path, ...], authorities: tuple[Path, ...], *, pdf: bool) -> None:
    """Make one self-contained file on SITE of a kept RUN for a dispute; SITE is its key, code, host or name."""
    open_journal()
    settings = settings_from({})
    run = RunFolder.open(run_folder, settings.out)
    trusted = Trusted(keys, [*authorities, *(each.ca for each in settings.stamp_authorities if each.ca)])
    for written in write_dossier(run, site, out, settings, trusted, pdf=pdf):
        with standard_output():
            click.echo(str(written.file))
        click.echo(f"  {written.size / 1e6:.1f} MB, SHA-256 {written.sha256}", err=True)
