"""`checker verify`: the checklist of a kept run, or of a whole archive."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from checker.evidence.archive_verification import ArchiveVerification, verify_archive
from checker.evidence.run_folder import RunFolder
from checker.evidence.seal_assertions import Trusted
from checker.evidence.verification import Assertion, Verification
from checker.evidence.verify import verify
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, settings_from
from checker.running.terminal import standard_output

_MARKS = {
    "en": {"passed": "passed         ✓", "failed": "failed         ✗", "not_applicable": "not applicable –"},
    "zh": {"passed": "通过　 ✓", "failed": "未通过 ✗", "not_applicable": "不适用 –"},
}


@click.command("verify")
@click.argument("run_folder", metavar="[RUN]", required=False, type=click.Path(path_type=Path))
@archive_option
@click.option("--all", "whole_archive", is_flag=True, help="Verify every run of the archive, and how they follow one another.")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="The public key that must have signed.")
@click.option(
    "--stamp-ca",
    "authorities",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A time-stamping authority's root (PEM) that you trust, beside those of the settings.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of the checklist.")
@click.option("--json", "as_json", is_flag=True, help="Print the checklist as JSON.")
def verify_run(
    run_folder: Path | None, key: Path | None, authorities: tuple[Path, ...], lang: str, *, whole_archive: bool, as_json: bool, **given: Any
) -> None:
    """Prove that a RUN folder is whole and unaltered, or name every file that is not; with --all, a whole archive."""
    open_journal()
    if (run_folder is None) is not whole_archive:
        raise UsageFault("Name the run to verify, or give --all for every run of the archive: one of the two.")
    settings = settings_from(given)
    trusted = Trusted(key, [*authorities, *(each.ca for each in settings.stamp_authorities if each.ca)])
    if run_folder is None:
        found: Verification | ArchiveVerification = verify_archive(settings.out, trusted)
    else:
        found = verify(RunFolder.open(run_folder, settings.out).path, trusted=trusted)
    with standard_output():
        if as_json:
            click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        else:
            _print(found, lang)
    if found.altered:
        sys.exit(4)


def _print(found: Verification | ArchiveVerification, lang: str) -> None:
    if isinstance(found, ArchiveVerification):
        _print_checklist(found.assertions, lang)
        for run in found.runs:
            click.echo(f"\n{_said(run, lang)}")
            _print_checklist([each for each in run.assertions if run.altered and each.state == "failed"], lang)
        click.echo("")
    else:
        _print_checklist(found.assertions, lang)
    click.echo(_said(found, lang))


def _print_checklist(assertions: Sequence[Assertion], lang: str) -> None:
    for assertion in assertions:
        click.echo(f"{_MARKS[lang][assertion.state]} {_said(assertion, lang)}")
        if assertion.state == "failed":
            for thing in assertion.things:
                click.echo(f"    {thing.told_in_chinese if lang == 'zh' else thing.told}")


def _said(words: Assertion | Verification | ArchiveVerification, lang: str) -> str:
    return words.chinese if lang == "zh" else words.english
