"""Checks what was written into `after/` since a run closed: chained logs, attachments, and the manifest over both.

A chain alone shows neither that its last lines were taken away nor that its very last line was altered; the manifest does.
A process that died between an append and the manifest leaves a log that is longer than the manifest says: that is no alteration.
"""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.after_leftovers import find_attachments, find_named, is_half_written
from checker.evidence.case import Case
from checker.evidence.chained_log import read_log
from checker.evidence.manifest import AFTER, AFTER_MANIFEST, INTERRUPTIONS, MANIFEST, REPORT, AfterManifest, read_manifest
from checker.evidence.plain_files import Sealed, list_plain_files, measure, read_plain
from checker.evidence.surroundings import find_chain_faults
from checker.evidence.things import Kind, Thing, odd_things, thing, things
from checker.evidence.verification import Assertion, assert_that, judge_things


@dataclass
class AfterFaults:
    """`bad` is what is wrong with which file. `is_empty`: nothing was written after the run closed.

    `leftovers` are files of a process that died before it had recorded them: they count for nothing.
    """

    is_empty: bool
    bad: list[Thing] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)

    def blame(self, kind: Kind, name: str, english: str | None = None, chinese: str | None = None) -> None:
        self.bad.append(thing(kind, name, english=english, chinese=chinese))


def check_later_logs(case: Case) -> Assertion:
    """Holds `after/` against its manifest, and each of its logs against itself."""
    found = look_after(case.run, case.itself.sha256 if case.itself else None, is_closed=not case.is_without_manifest)
    return assert_that("later_logs", "not_applicable") if found.is_empty else judge_things("later_logs", found.bad)


def check_leftovers(case: Case) -> Assertion:
    """Names the files that a process which died left half written; they are no part of the run."""
    left = look_after(case.run, None).leftovers
    left += [name for name in list_plain_files(case.run, REPORT).files if is_half_written(name)]
    left += [name for name in case.measured if is_half_written(name)] if case.is_without_manifest else []
    names = ", ".join(left), "、".join(left)
    return assert_that("leftovers", "passed", detail=names) if left else assert_that("leftovers", "not_applicable")


def look_after(run: Path, of: str | None, *, is_closed: bool = True) -> AfterFaults:
    """`of` is the SHA-256 of the run's manifest, None where there is none that can be read.

    A run that is not closed may have a log with a torn end: going on with it mends that.
    """
    listing = list_plain_files(run, AFTER)
    faults = AfterFaults(is_empty=not listing.files and not listing.odd, bad=odd_things(listing.odd))
    measured = _measure(run, listing.files, faults)
    faults.leftovers = [name for name in measured if is_half_written(name)]
    for name in measured:
        if name.endswith(".jsonl"):
            read = read_log(read_plain(run / name))
            faults.bad += find_chain_faults(name, read, may_be_torn=not is_closed)
            faults.bad += things("missing", find_attachments(read.lines) - {*listing.files, *listing.odd})
    for name in measured:
        if _is_hash(Path(name).stem) and Path(name).stem != measured[name].sha256:
            faults.blame("altered", name, "does not have the hash that it is named by", "与文件名所示校验值不符")
    measured.pop(AFTER_MANIFEST, None)
    if not (run / AFTER_MANIFEST).exists():
        if measured.keys() - {INTERRUPTIONS, *faults.leftovers}:
            faults.blame("missing", AFTER_MANIFEST)
        return faults
    _hold_against_manifest(run, measured, of, faults)
    return faults


def _measure(run: Path, names: list[str], faults: AfterFaults) -> dict[str, Sealed]:
    measured: dict[str, Sealed] = {}
    for name in names:
        try:
            measured[name] = measure(run / name)
        except OSError as error:
            faults.blame("unreadable", name, f"unreadable: {error.strerror or 'not a plain file'}")
    return measured


def _hold_against_manifest(run: Path, measured: dict[str, Sealed], of: str | None, faults: AfterFaults) -> None:
    try:
        manifest, is_as_written = read_manifest(read_plain(run / AFTER_MANIFEST), AfterManifest)
    except (OSError, ValidationError):
        faults.blame("unreadable", AFTER_MANIFEST)
        return
    if not is_as_written:
        faults.blame("altered", AFTER_MANIFEST)
    if of is not None and manifest.of != of:
        faults.blame("mismatched", AFTER_MANIFEST, f"of another {MANIFEST}", f"对应另一份{MANIFEST}")
    for name, sealed in manifest.files.items():
        if name not in measured:
            faults.blame("missing", name)
        elif measured[name] != sealed and not has_only_grown(run / name, sealed) and not _is_hash(Path(name).stem):
            faults.blame("altered", name)
    for name in _unsealed(measured, manifest):
        if name in find_named(run) or is_half_written(name):  # a process died before it sealed what a line of its log names
            continue
        if Path(name).stem == measured[name].sha256:
            faults.leftovers.append(name)
        else:
            faults.blame("extra", name, "stands in no record", "没有记录")


def _unsealed(measured: dict[str, Sealed], manifest: AfterManifest) -> list[str]:
    """What the manifest does not have, but logs: one that was begun and not sealed yet has its chain."""
    return sorted(name for name in measured.keys() - manifest.files.keys() if not name.endswith(".jsonl"))


def has_only_grown(log: Path, sealed: Sealed) -> bool:
    """Whether a log begins with all that was sealed of it, and has more."""
    raw = read_plain(log) if log.suffix == ".jsonl" else b""
    return len(raw) > sealed.size and hashlib.sha256(raw[: sealed.size]).hexdigest() == sealed.sha256


def _is_hash(stem: str) -> bool:
    """Whether a file is named by its own SHA-256, as attachments are."""
    return re.fullmatch(r"[0-9a-f]{64}", stem) is not None
