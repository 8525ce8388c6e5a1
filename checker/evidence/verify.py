"""Proves that a run folder is whole and unaltered, or names every file that is not. Reads only."""

import os
from collections.abc import Iterator
from pathlib import Path

from checker.evidence.after_check import check_later_logs
from checker.evidence.case import Case, open_case
from checker.evidence.disk import archive_faults
from checker.evidence.lock import LOCK
from checker.evidence.manifest import AFTER, MANIFEST, REPORT, SEALED
from checker.evidence.names import shown
from checker.evidence.plain_files import read_plain
from checker.evidence.results import RESULTS, split_results
from checker.evidence.run_folder import RUN, RunFolder
from checker.evidence.site_log import LOG
from checker.evidence.surroundings import check_next_run, check_previous_run, check_report, find_chain_faults
from checker.evidence.verification import Assertion, Verification, assert_that, judge_files

_TOPS = {*(name.partition("/")[0] for name in SEALED), MANIFEST, REPORT, AFTER, LOCK}


def verify(run: Path) -> Verification:
    """Looks at all of a run folder. Raises UsageFault where `run` is none; whatever else is wrong is an assertion that failed."""
    case = open_case(RunFolder.open(run).path)
    return Verification(run=shown(case.run.name), assertions=list(_look_at(case)))


def _look_at(case: Case) -> Iterator[Assertion]:
    yield judge_files("closed", [MANIFEST] if case.manifest_trouble else [], [case.manifest_trouble or ""])
    yield judge_files("plain", case.odd, [f"{name} ({what})" for name, what in sorted(case.odd.items())])
    yield from _check_manifest(case)
    yield _check_as_captured(case)
    yield _check_all_logged(case)
    yield _check_log_chains(case)
    yield _check_results(case)
    yield check_previous_run(case)
    yield check_next_run(case)
    yield check_report(case)
    yield check_later_logs(case)
    yield assert_that("signed", "not_applicable")


def _check_manifest(case: Case) -> Iterator[Assertion]:
    with archive_faults(case.run, "read"):
        strange = {name for name in os.listdir(case.run) if name not in _TOPS}  # noqa: PTH208 -- names are wanted, not paths
    if case.manifest is None:
        yield assert_that("present", "not_applicable")
        yield assert_that("unaltered", "not_applicable")
        yield judge_files("nothing_added", strange) if strange else assert_that("nothing_added", "not_applicable")
        return
    listed = case.manifest.files
    yield judge_files("present", {*listed, RUN, RESULTS} - case.measured.keys() - case.odd.keys())
    yield judge_files("unaltered", [name for name, file in case.measured.items() if listed.get(name, file) != file])
    yield judge_files("nothing_added", strange | (case.measured.keys() - listed.keys()))


def _check_as_captured(case: Case) -> Assertion:
    differing = []
    for log in case.logs:
        # a process that died while it moved files left some of them where they were: --resume moves those
        unmoved = {new: old for old, new in log.standing.moves} if case.manifest is None else {}
        for file, logged in log.standing.files.items():
            name = f"{log.folder}{file}"
            if name not in case.measured and file in unmoved:
                name = f"{log.folder}{unmoved[file]}"
            if name not in case.odd and case.measured.get(name) != logged:
                differing.append(case.blame(name, log.name))
    return judge_files("as_captured", set(differing))


def _check_all_logged(case: Case) -> Assertion:
    if case.manifest is None:
        return assert_that("all_logged", "not_applicable")
    logged = {f"{log.folder}{file}" for log in case.logs for file in (*log.standing.files, LOG)}
    unlogged = [name for name in case.measured if name.startswith("sites/") and name not in logged]
    return judge_files("all_logged", {case.blame(name, "/".join([*name.split("/")[:2], LOG])) for name in unlogged})


def _check_log_chains(case: Case) -> Assertion:
    faults: dict[str, list[str]] = {}
    for log in case.logs:
        if found := find_chain_faults(log.name, log.read, log.standing.unclear, may_be_torn=case.manifest is None):
            faults[log.name] = found
    return judge_files("log_chain", faults, [where for found in faults.values() for where in found])


def _check_results(case: Case) -> Assertion:
    if case.manifest is None:
        return assert_that("results", "not_applicable")
    try:
        good, bad = split_results(read_plain(case.run / RESULTS))
    except OSError:  # missing or odd: named by the assertions on files already, and here
        return assert_that("results", "failed", [RESULTS])
    keys, order = [key for key, _ in good], case.manifest.sites
    troubles = [f"{RESULTS}: {len(bad)} broken lines"] if bad else []
    if keys != order:
        first = next(
            (n for n, (key, due) in enumerate(zip(keys, order, strict=False), start=1) if key != due),
            min(len(keys), len(order)) + 1,
        )
        troubles.append(f"{RESULTS}: {len(keys)} of {len(order)} lines, line {first}")
    return judge_files("results", [RESULTS] if troubles else [], troubles)
