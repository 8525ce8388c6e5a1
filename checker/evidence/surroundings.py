"""Checks what stands around a run's sealed files: the runs before and after it."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.case import Case
from checker.evidence.chained_log import ReadLog
from checker.evidence.manifest import (
    AFTER_MANIFEST,
    MANIFEST,
    REPORT_MANIFEST,
    Manifest,
    ReportManifest,
    read_manifest,
    read_siblings,
)
from checker.evidence.names import check_run_id
from checker.evidence.plain_files import measure, read_plain
from checker.evidence.things import Kind, Thing, thing, things
from checker.evidence.verification import Assertion, assert_that
from checker.faults import UsageFault


def read_beside(archive: Path) -> list[Manifest]:
    """The manifests of the closed runs in `archive`; none where nobody may look round there."""
    try:
        return [manifest for manifest, _ in read_siblings(archive)]
    except OSError:
        return []


def was_closed(case: Case, beside: Sequence[Manifest]) -> bool:
    """Whether something says that a run without a manifest had one: its report, its later records, a run that followed it."""
    if (case.run / AFTER_MANIFEST).exists() or any(each.previous and each.previous.run == case.run.name for each in beside):
        return True
    try:
        return read_manifest(read_plain(case.run / REPORT_MANIFEST), ReportManifest)[0].of is not None
    except (OSError, ValidationError):
        return False


def check_previous_run(case: Case) -> Assertion:
    """Holds the manifest hash that this run names against the previous run, where that still lies beside it."""
    if case.manifest is None:
        return assert_that("previous_run", "not_applicable", detail=("without a manifest it names none", "没有可用清单"))
    if case.manifest.previous is None:
        return assert_that("previous_run", "not_applicable", detail=("it was the first", "本批次为首个批次"))
    previous = case.manifest.previous
    try:
        folder = case.run.parent / check_run_id(previous.run)
    except UsageFault:
        told = thing("altered", MANIFEST, english=f"names {previous.run!r} as the run before", chinese=f"所记上一批次为{previous.run!r}")
        return assert_that("previous_run", "failed", [told])
    if not folder.is_dir():
        beside = f"{previous.run} does not lie beside it", f"{previous.run}不在同一目录下"
        return assert_that("previous_run", "not_applicable", detail=beside)
    name = f"../{previous.run}/{MANIFEST}"
    try:
        wrong = [] if measure(folder / MANIFEST).sha256 == previous.sha256 else things("altered", [name])
    except OSError as error:
        wrong = things(what_went(error), [name])
    return assert_that("previous_run", "failed", wrong) if wrong else assert_that("previous_run", "passed", detail=previous.run)


def check_next_run(case: Case, beside: Sequence[Manifest]) -> Assertion:
    """Holds this run's manifest against the hash that a later run beside it names."""
    if case.itself is None:
        return assert_that("next_run", "not_applicable")
    later = [each for each in beside if each.previous and each.previous.run == case.itself.run]
    wrong = [each.run for each in later if each.previous != case.itself]
    if wrong:
        return assert_that("next_run", "failed", [
            thing("mismatched", MANIFEST, english=f"{run} names another", chinese=f"{run}所记不同") for run in wrong
        ])  # fmt: skip
    if not later:
        return assert_that("next_run", "not_applicable")
    names = [each.run for each in later]
    return assert_that("next_run", "passed", detail=(", ".join(names), "、".join(names)))


def find_chain_faults(name: str, read: ReadLog, unclear: Sequence[int] = (), *, may_be_torn: bool = False) -> list[Thing]:
    """Where the log `name` does not hold."""
    found = [thing("altered", name, line=number) for number in sorted({*read.breaks, *unclear})]
    if read.torn and not may_be_torn:
        found.append(thing("torn", name, english="no line feed at its end", chinese="末行残缺"))
    return found


def what_went(error: Exception) -> Kind:
    return "missing" if isinstance(error, FileNotFoundError) else "unreadable"
