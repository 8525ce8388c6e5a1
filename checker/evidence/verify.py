"""Proves that a run folder is whole and unaltered, or names every file that is not. Reads only."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checker.evidence.after_check import check_later_logs, check_leftovers
from checker.evidence.after_leftovers import is_half_written
from checker.evidence.case import Case, open_case
from checker.evidence.disk import archive_faults
from checker.evidence.lock import LOCK
from checker.evidence.manifest import AFTER, MANIFEST, REPORT, SEALED, Manifest
from checker.evidence.moments import check_moments
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, read_plain
from checker.evidence.remembered import check_remembered
from checker.evidence.report_check import check_report
from checker.evidence.results import RESULTS, split_results
from checker.evidence.run_folder import RUN, RunFolder
from checker.evidence.seal_assertions import NOBODY, Trusted, check_seals
from checker.evidence.sealing import BESIDE
from checker.evidence.site_log import LOG
from checker.evidence.surroundings import check_next_run, check_previous_run, find_chain_faults, read_beside, was_closed
from checker.evidence.things import Thing, odd_things, thing, things
from checker.evidence.thinned import check_thinned, with_thinned
from checker.evidence.tombstones import check_tombstones, read_tombstones
from checker.evidence.verification import Assertion, Verification, assert_that, judge_things

_TOPS = {*(name.partition("/")[0] for name in SEALED), MANIFEST, REPORT, AFTER, LOCK, *BESIDE}


def verify(run: Path, beside: Sequence[Manifest] | None = None, trusted: Trusted = NOBODY) -> Verification:
    """Looks at all of a run folder. Raises UsageFault where `run` is none; whatever else is wrong is an assertion that failed.

    `beside` are the manifests of the runs of its archive, where somebody has read them already; `trusted` is who must have signed
    it, and whose stamps count.
    """
    case = with_thinned(open_case(RunFolder.open(run).path))
    around = read_beside(case.run.parent) if beside is None else beside
    unfinished = case.is_without_manifest and not was_closed(case, around)
    memory = check_remembered(case, around)
    assertions = list(_look_at(case, around, memory.assertion, trusted, unfinished=unfinished))
    return Verification(run=shown(case.run.name), assertions=assertions, unfinished=unfinished, is_recorded_since=memory.is_short)


def _look_at(case: Case, beside: Sequence[Manifest], remembered: Assertion, trusted: Trusted, *, unfinished: bool) -> Iterator[Assertion]:
    yield _check_closed(case, unfinished=unfinished)
    yield judge_things("plain", odd_things(case.odd))
    pruned = read_tombstones(case.run, case.itself.sha256 if case.itself else None)
    yield from _check_manifest(case, pruned)
    yield _check_as_captured(case, pruned)
    yield from check_tombstones(case, pruned, () if unfinished else trusted.keys)
    yield check_thinned(case, pruned)
    yield _check_all_logged(case)
    yield _check_log_chains(case)
    yield _check_results(case)
    yield check_moments(case)
    yield check_previous_run(case)
    yield check_next_run(case, beside)
    yield check_report(case)
    yield check_later_logs(case)
    yield remembered
    yield check_leftovers(case)
    yield from check_seals(case, trusted, unfinished=unfinished)


def _check_closed(case: Case, *, unfinished: bool) -> Assertion:
    if unfinished:
        told = thing("missing", MANIFEST, english="the run is not finished", chinese="本批次尚未完成")
        return assert_that("closed", "failed", [told])
    if case.manifest_trouble:
        return assert_that("closed", "failed", [case.manifest_trouble])
    assert case.manifest is not None
    run, closed = case.manifest.run, case.manifest.closed
    return assert_that("closed", "passed", detail=(f"{run} was closed at {closed}", f"批次{run}已于{closed}结束归档"))


def _check_manifest(case: Case, pruned: Mapping[str, Sealed]) -> Iterator[Assertion]:
    with archive_faults(case.run, "read"):
        strange = {name for name in os.listdir(case.run) if name not in _TOPS}  # noqa: PTH208 -- names are wanted, not paths
    if case.manifest is None:
        yield assert_that("present", "not_applicable")
        yield assert_that("unaltered", "not_applicable")
        strange = {name for name in strange if not is_half_written(name)}  # --resume takes these away
        yield judge_things("nothing_added", things("extra", strange)) if strange else assert_that("nothing_added", "not_applicable")
        return
    listed = case.manifest.files
    yield judge_things("present", things("missing", {*listed, RUN, RESULTS} - case.measured.keys() - case.odd.keys() - pruned.keys()))
    yield judge_things("unaltered", things("altered", [name for name, file in case.measured.items() if listed.get(name, file) != file]))
    yield judge_things("nothing_added", things("extra", strange | (case.measured.keys() - listed.keys())))


def _check_as_captured(case: Case, pruned: Mapping[str, Sealed]) -> Assertion:
    differing: dict[str, Thing] = {}
    for log in case.logs:
        # a process that died while it moved files left some of them where they were: --resume moves those
        unmoved = {new: old for old, new in log.standing.moves} if case.manifest is None else {}
        for file, logged in log.standing.files.items():
            name = f"{log.folder}{file}"
            if name not in case.measured and file in unmoved:
                name = f"{log.folder}{unmoved[file]}"
            if name not in case.odd and case.measured.get(name, pruned.get(name)) != logged:
                blamed = case.blame(name, log.name)
                differing[blamed] = thing("altered" if name in case.measured or blamed != name else "missing", blamed)
    return judge_things("as_captured", [differing[name] for name in sorted(differing)])


def _check_all_logged(case: Case) -> Assertion:
    if case.manifest is None:
        return assert_that("all_logged", "not_applicable")
    logged = {f"{log.folder}{file}" for log in case.logs for file in (*log.standing.files, LOG)}
    unlogged = [name for name in case.measured if name.startswith("sites/") and name not in logged]
    blamed = {name: case.blame(name, "/".join([*name.split("/")[:2], LOG])) for name in unlogged}
    extra = [name for name, culprit in blamed.items() if culprit == name]
    return judge_things("all_logged", things("extra", extra) + things("altered", set(blamed.values()) - {*extra}))


def _check_log_chains(case: Case) -> Assertion:
    return judge_things("log_chain", [
        fault
        for log in case.logs
        for fault in find_chain_faults(log.name, log.read, log.standing.unclear, may_be_torn=case.manifest is None)
    ])  # fmt: skip


def _check_results(case: Case) -> Assertion:
    if case.manifest is None:
        return assert_that("results", "not_applicable")
    try:
        good, bad = split_results(read_plain(case.run / RESULTS))
    except OSError:  # missing or odd: named by the assertions on files already, and here
        return assert_that("results", "failed", things("unreadable", [RESULTS]))
    keys, order = [key for key, _ in good], case.manifest.sites
    troubles = []
    if bad:
        troubles.append(thing("torn", RESULTS, english=f"{len(bad)} broken lines", chinese=f"{len(bad)}行残缺"))
    if keys != order:
        first = next(
            (n for n, (key, due) in enumerate(zip(keys, order, strict=False), start=1) if key != due),
            min(len(keys), len(order)) + 1,
        )
        reordered = sorted(keys) == sorted(order)
        lines, words = (f"{len(keys)} of {len(order)} lines", f"应有{len(order)}行，实有{len(keys)}行")
        if reordered:
            lines, words = f"{lines}, out of order", f"{words}，顺序有误"
        troubles.append(thing("reordered" if reordered else "altered", RESULTS, line=first, english=lines, chinese=words))
    return judge_things("results", troubles)
