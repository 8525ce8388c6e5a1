"""`checker verify`: the checklist of a kept run, or of a whole archive."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from checker.archive.store.opening import is_store, open_place, split_address
from checker.archive.store.verification import verify_store, verify_stored_run
from checker.evidence.archive_verification import ArchiveVerification, verify_archive
from checker.evidence.run_folder import RunFolder
from checker.evidence.seal_assertions import Trusted
from checker.evidence.verification import Assertion, Verification
from checker.evidence.verify import verify
from checker.faults import UsageFault
from checker.journal import open_journal
from checker.options import archive_option, network_options, settings_from
from checker.running.terminal import standard_output
from checker.settings import Settings

_MARKS = {
    "en": {"passed": "passed         ✓", "failed": "failed         ✗", "not_applicable": "not applicable –"},
    "zh": {"passed": "通过　 ✓", "failed": "未通过 ✗", "not_applicable": "不适用 –"},
}


_ONE_OF_TWO = "Name the run to verify, or give --all for every run of the archive or of the store that is named: one of the two."


@click.command("verify")
@click.argument("named", metavar="[RUN]", required=False)
@archive_option
@click.option("--all", "whole_archive", is_flag=True, help="Verify every run of the archive, and how they follow one another.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The public key that must have signed; several times where keys changed: any of these.",
)
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
@network_options
def verify_run(
    named: str | None, keys: tuple[Path, ...], authorities: tuple[Path, ...], lang: str, *, whole_archive: bool, as_json: bool, **given: Any
) -> None:
    """Prove that a RUN folder is whole and unaltered, or name every file that is not; with --all, a whole archive.

    RUN may be URL/RUN of a store, and the store's URL with --all.
    """
    open_journal()
    settings = settings_from(given)
    trusted = Trusted(keys, [*authorities, *(each.ca for each in settings.stamp_authorities if each.ca)])
    found = _verify_all(named, settings, trusted) if whole_archive else _verify_one(named, settings, trusted)
    with standard_output():
        if as_json:
            click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        else:
            _print(found, lang)
    if found.altered:
        sys.exit(4)


def _verify_all(named: str | None, settings: Settings, trusted: Trusted) -> ArchiveVerification:
    if named is None:
        return verify_archive(settings.out, trusted)
    if not is_store(named):
        raise UsageFault(_ONE_OF_TWO)
    with open_place(named, settings) as place:
        return verify_store(place, trusted)


def _verify_one(named: str | None, settings: Settings, trusted: Trusted) -> Verification:
    if named is None:
        raise UsageFault(_ONE_OF_TWO)
    stored = split_address(named)
    if stored is None:
        return verify(RunFolder.open(named, settings.out).path, trusted=trusted)
    with open_place(stored[0], settings) as place:
        return verify_stored_run(place, stored[1], trusted)


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
