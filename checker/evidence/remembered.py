"""What a run that closes remembers of the runs before it: what had been recorded after each of them by then.

Logs in `after/` only grow, so that a log whose beginning is no longer what a later run remembers was altered, whatever its own chain
and manifest say. What no earlier run remembers in the same way is remembered anew, and nothing twice.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import structlog

from checker.evidence.case import Case
from checker.evidence.manifest import AFTER, REPORT_MANIFEST, Manifest, read_siblings
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, list_plain_files, read_plain, seal
from checker.evidence.stamps import STAMPS
from checker.evidence.surroundings import what_went
from checker.evidence.things import Thing, thing
from checker.evidence.thinned import THINNED
from checker.evidence.verification import Assertion, assert_that

Records = Mapping[str, Sealed]
_PROVE_THEMSELVES = {STAMPS, THINNED}  # by an authority's signature, or by the hash of what is put together

log = structlog.get_logger()


class Memory(NamedTuple):
    """`is_short`: something was recorded that no later run remembers, so that nothing holds it but its own chain."""

    assertion: Assertion
    is_short: bool


def remember(archive: Path, but: str) -> dict[str, dict[str, Sealed]]:
    """For each closed run of the archive other than `but`: its logs of later records as they are now, where they are not known yet."""
    nights = sorted((manifest for manifest, _ in read_siblings(archive) if manifest.run != but), key=lambda each: each.closed)
    found: dict[str, dict[str, Sealed]] = {}
    for night in nights:
        known = _known(night.run, nights)
        try:
            now = _recorded(archive / night.run)
            new = {name: sealed for name, sealed in now.items() if name not in known or _has_grown(archive / night.run, name, known[name])}
        except OSError as error:
            log.warning("what was recorded later is not remembered", run=shown(night.run), reason=error.strerror or str(error))
            continue
        if new:
            found[night.run] = new
    return found


def check_remembered(case: Case, beside: Sequence[Manifest]) -> Memory:
    """Holds the logs of `after/` against what later runs in `beside` remember of them."""
    name = case.itself.run if case.itself else case.run.name
    holders = [each.run for each in beside if each.remembered.get(name)]
    known = _known(name, beside)
    bad = [found for file, sealed in sorted(known.items()) if (found := _hold(case.run, file, sealed))]
    is_short = not bad and _reaches_beyond(case.run, known)
    if bad:
        return Memory(assert_that("remembered", "failed", bad), is_short)
    if not holders:
        return Memory(assert_that("remembered", "not_applicable"), is_short)
    since = (", and more was recorded since", "，此后又有追加") if is_short else ("", "")
    return Memory(assert_that("remembered", "passed", detail=(", ".join(holders) + since[0], "、".join(holders) + since[1])), is_short)


def _known(run: str, nights: Sequence[Manifest]) -> dict[str, Sealed]:
    """The last that `nights` remember of each log of `run`."""
    found: dict[str, Sealed] = {}
    for night in sorted(nights, key=lambda each: each.closed):
        found |= night.remembered.get(run, {})
    return found


def _recorded(run: Path) -> dict[str, Sealed]:
    """The whole lines of each log; a report may be written again at any time, so of it only that there is one counts."""
    logs = [name for name in list_plain_files(run, AFTER).files if name.endswith(".jsonl")]
    found = {name: seal(raw[: raw.rfind(b"\n") + 1]) for name in logs if b"\n" in (raw := read_plain(run / name))}
    if os.path.lexists(run / REPORT_MANIFEST):
        found[REPORT_MANIFEST] = seal(b"")
    return found


def _has_grown(run: Path, name: str, known: Sealed) -> bool:
    """Whether there is more than what is known, and that still at its beginning: what was altered is not believed anew."""
    return name != REPORT_MANIFEST and _begins_with(raw := read_plain(run / name), known) and len(raw) > known.size


def _begins_with(raw: bytes, known: Sealed) -> bool:
    return seal(raw[: known.size]) == known


def _hold(run: Path, name: str, known: Sealed) -> Thing | None:
    if name == REPORT_MANIFEST:
        gone = thing("missing", name, english="a later run knew of a report", chinese="后续批次归档时报告尚在")
        return None if os.path.lexists(run / name) else gone
    try:
        raw = read_plain(run / name)
    except OSError as error:
        return thing(what_went(error), name)
    return None if _begins_with(raw, known) else thing("altered", name)


def _reaches_beyond(run: Path, known: Records) -> bool:
    """Whether `after/` has whole lines that `known` does not cover."""
    try:
        now = _recorded(run)
    except OSError:  # named by whoever looks at `after/`
        return True
    return any(known.get(name) != sealed for name, sealed in now.items() if name not in {REPORT_MANIFEST, *_PROVE_THEMSELVES})
