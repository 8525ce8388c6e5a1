"""Checks what stands around a run's sealed files: the runs before and after it, and its report."""

from collections.abc import Sequence

from pydantic import ValidationError

from checker.evidence.case import Case, measure_listed
from checker.evidence.chained_log import ReadLog
from checker.evidence.manifest import AFTER_MANIFEST, MANIFEST, REPORT, REPORT_MANIFEST, ReportManifest, read_manifest, read_siblings
from checker.evidence.names import check_run_id
from checker.evidence.plain_files import list_plain_files, measure, read_plain
from checker.evidence.verification import Assertion, assert_that, judge_files
from checker.faults import UsageFault


def check_previous_run(case: Case) -> Assertion:
    """Holds the manifest hash that this run names against the previous run, where that still lies beside it."""
    if case.manifest is None:
        return assert_that("previous_run", "not_applicable", detail=[MANIFEST])
    if case.manifest.previous is None:
        return assert_that("previous_run", "not_applicable", detail=["previous: null"])
    previous = case.manifest.previous
    try:
        folder = case.run.parent / check_run_id(previous.run)
    except UsageFault:
        return assert_that("previous_run", "failed", [MANIFEST], [f"{MANIFEST}: previous: {previous.run!r}"])
    if not folder.is_dir():
        return assert_that("previous_run", "not_applicable", detail=[previous.run])
    name = f"../{previous.run}/{MANIFEST}"
    try:
        same = measure(folder / MANIFEST).sha256 == previous.sha256
    except OSError as error:
        return assert_that("previous_run", "failed", [name], [f"{name}: {error.strerror or 'not a plain file'}"])
    return assert_that("previous_run", "passed", detail=[previous.run]) if same else assert_that("previous_run", "failed", [name])


def check_next_run(case: Case) -> Assertion:
    """Holds this run's manifest against the hash that a later run beside it names."""
    if case.itself is None:
        return assert_that("next_run", "not_applicable")
    try:
        later = [m for m, _ in read_siblings(case.run.parent) if m.previous and m.previous.run == case.itself.run]
    except OSError:  # a run may be verified where nobody may look round
        later = []
    if wrong := [manifest.run for manifest in later if manifest.previous != case.itself]:
        return assert_that("next_run", "failed", [MANIFEST], [f"{MANIFEST} / {run}" for run in wrong])
    return assert_that("next_run", "passed", detail=[m.run for m in later]) if later else assert_that("next_run", "not_applicable")


def check_report(case: Case) -> Assertion:
    """Holds `report/` against its own manifest, and that against the run's."""
    listing = list_plain_files(case.run, REPORT)
    measured = measure_listed(case.run, listing)
    if not measured and not listing.odd:
        return assert_that("report", "not_applicable")
    measured.pop(REPORT_MANIFEST, None)
    try:
        manifest, is_as_written = read_manifest(read_plain(case.run / REPORT_MANIFEST), ReportManifest)
    except (OSError, ValidationError) as error:
        why = "not there" if isinstance(error, FileNotFoundError) else "unreadable"
        return assert_that("report", "failed", [REPORT_MANIFEST, *listing.odd], [f"{REPORT_MANIFEST} ({why})", *listing.odd])
    names = (measured.keys() | manifest.files.keys() | listing.odd.keys()) - {REPORT_MANIFEST}
    bad = {name for name in names if measured.get(name) != manifest.files.get(name) or name in listing.odd}
    if not is_as_written:
        bad.add(REPORT_MANIFEST)
    if manifest.of and case.itself and manifest.of != case.itself.sha256:
        bad |= {MANIFEST, REPORT_MANIFEST}  # one of the two is another than when the report was written
    if manifest.after and not (case.run / AFTER_MANIFEST).exists():
        bad.add(AFTER_MANIFEST)  # the report counts what has been taken away since
    return judge_files("report", bad)


def find_chain_faults(name: str, read: ReadLog, unclear: Sequence[int] = (), *, may_be_torn: bool = False) -> list[str]:
    """Where the log `name` does not hold, as `name: line N`."""
    found = [f"{name}: line {number}" for number in sorted({*read.breaks, *unclear})]
    if read.torn and not may_be_torn:
        found.append(f"{name}: no line feed at its end")
    return found
