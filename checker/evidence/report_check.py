"""Checks `report/` against its own manifest, that against the run's, and whether what the report was read under is still there."""

from pathlib import Path

from pydantic import ValidationError

from checker.evidence.after_leftovers import is_half_written
from checker.evidence.after_memory import tell_loss
from checker.evidence.case import Case, measure_listed
from checker.evidence.manifest import AFTER_MANIFEST, MANIFEST, REPORT, REPORT_MANIFEST, ReportManifest, read_manifest
from checker.evidence.names import misread
from checker.evidence.plain_files import Sealed, list_plain_files, read_plain
from checker.evidence.surroundings import what_went
from checker.evidence.things import Kind, Thing, odd_things, thing, things
from checker.evidence.verification import Assertion, assert_that


def check_report(case: Case) -> Assertion:
    """A report whose writing was interrupted has files of the one before and of the one that was coming, and says so."""
    listing = list_plain_files(case.run, REPORT)
    found = measure_listed(case.run, listing)
    measured = {name: sealed for name, sealed in found.items() if name != REPORT_MANIFEST and not is_half_written(name)}
    bad = odd_things(listing.odd)
    if not listing.files and not bad:
        return assert_that("report", "not_applicable", detail=("there is none", "没有报告"))
    try:
        manifest, is_as_written = read_manifest(read_plain(case.run / REPORT_MANIFEST), ReportManifest)
    except (OSError, ValidationError) as error:
        others = [each for each in bad if each.file != REPORT_MANIFEST]
        if isinstance(error, FileNotFoundError) and not others and not measured:
            return _interrupted()
        others += things("mismatched", [name for name in measured if _is_list(case.run / name)])  # the two changed places
        return assert_that("report", "failed", [thing(what_went(error), REPORT_MANIFEST), *others])
    if not is_as_written:
        bad += things("altered", [REPORT_MANIFEST])
    bad += _hold(measured, manifest, {*listing.odd})
    if manifest.of and case.itself and manifest.of != case.itself.sha256:
        bad += things("mismatched", [MANIFEST, REPORT_MANIFEST])  # one of the two is another than when the report was written
    if loss := tell_loss(case.run):
        kind: Kind = "back_dated" if (case.run / AFTER_MANIFEST).exists() else "missing"
        bad.append(thing(kind, AFTER_MANIFEST, english=loss, chinese="与生成报告时的状态不符，已缺失或被换回旧状态"))
    if bad:
        return assert_that("report", "failed", bad)
    return _interrupted() if manifest.replaces is not None else assert_that("report", "passed")


def _hold(measured: dict[str, Sealed], manifest: ReportManifest, odd: set[str]) -> list[Thing]:
    before = manifest.replaces
    missing = (manifest.files.keys() if before is None else before.keys()) - measured.keys() - odd
    known = manifest.files.keys() | (before or {}).keys()
    altered = [name for name in measured.keys() & known if measured[name] not in (manifest.files.get(name), (before or {}).get(name))]
    extra = measured.keys() - known
    return [*things("missing", missing), *(_name_extra(name, missing) for name in sorted(extra)), *things("altered", altered)]


def _name_extra(name: str, missing: set[str]) -> Thing:
    """A file that does not belong there. Some programs unpack an archive with the Chinese names of a report spoiled."""
    if (meant := misread(name)) in missing:
        return thing(
            "extra",
            name,
            english=f"{meant}, as a program misread it that unpacked an archive",
            chinese=f"应为{meant}，解压时文件名成了乱码",
        )
    return thing("extra", name)


def _interrupted() -> Assertion:
    again = "its writing was interrupted, and `checker report` writes it again", "上次生成中断，可用checker report重新生成"
    return assert_that("report", "not_applicable", detail=again)


def _is_list(file: Path) -> bool:
    try:
        read_manifest(read_plain(file), ReportManifest)
    except (OSError, ValidationError):
        return False
    return True
