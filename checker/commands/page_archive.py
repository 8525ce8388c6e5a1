"""`checker page-archive`: the page that a site showed, as one file that a browser opens."""

import hashlib
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from checker.evidence.disk import write_atomically
from checker.evidence.manifest import MANIFEST
from checker.evidence.outside_runs import refuse_inside_runs
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_folder import AGAIN
from checker.evidence.tombstones import TOMBSTONES, read_tombstones
from checker.faults import ArchiveFault, UsageFault
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.records.page_archive import PageArchive
from checker.rendering.page_archive import FOLDER, INDEX, put_together
from checker.running.finals import read_judgments
from checker.running.named_site import find_site


@click.command("page-archive")
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("site")
@click.argument("file", type=click.Path(path_type=Path))
@archive_option
def page_archive(run_folder: Path, site: str, file: Path, **given: Any) -> None:
    """Write the page archive (MHTML) of SITE's home page to FILE, as Chromium took it; of two looks the second one's."""
    open_journal()
    run = RunFolder.open(run_folder, settings_from(given).out)
    key = find_site(read_judgments(run), site).key
    folder = run.path / "sites" / key
    look = next((look for look in (folder / AGAIN, folder) if (look / INDEX).is_file()), None)
    if look is None:
        raise UsageFault(f"No page archive of {key} is kept in this run. The setting page_archive says of which pages one is taken.")
    if pruned := _pruned_parts(run.path, look):
        raise UsageFault(
            f"The page archive of {key} was taken away under the archive's policy: {pruned} of its files stand in {TOMBSTONES}. "
            "A copy that was exported before, or a store, may have it."
        )
    refuse_inside_runs(file, "FILE")
    if file.exists():
        raise UsageFault(f"{file} is there already: choose another name, so that nothing of yours is lost.")
    try:
        index = PageArchive.model_validate_json(read_plain(look / INDEX))
        mhtml = put_together(index, lambda name: read_plain(look / name))
    except (OSError, ValidationError) as trouble:
        raise ArchiveFault(f"The page archive in {look} cannot be read: {trouble}. `checker verify` names what was altered.") from trouble
    if hashlib.sha256(mhtml).hexdigest() != index.sha256:
        raise ArchiveFault(f"The page archive in {look} is not what was taken. `checker verify` names what was altered.")
    write_atomically(file.resolve(), mhtml)
    click.echo(f"The page {index.url} as it stood at {index.taken} is in {file} (SHA-256 {index.sha256}).", err=True)


def _pruned_parts(run: Path, look: Path) -> int:
    """How many files of the page archive in `look` the archive's policy has taken away."""
    try:
        manifest = seal(read_plain(run / MANIFEST)).sha256
    except OSError:  # a run that is not closed has lost nothing
        return 0
    parts = f"{look.relative_to(run).as_posix()}/{FOLDER}/"
    return sum(name.startswith(parts) and not (run / name).exists() for name in read_tombstones(run, manifest))
