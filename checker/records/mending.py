"""整改: what was found in an earlier run, and what a recheck found of it. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from checker.records.base import Record
from checker.records.final import Final
from checker.records.judgment import Finding, Judgment
from checker.records.look import Picture

Mended = Literal["mended", "not_mended", "cannot_tell"]
BEFORE = "before"  # the folder of a site's earlier state within its own folder


class Before(Record):
    """One site as the earlier run left it, kept in the recheck's own folder, so that it needs no other.

    `final` counts the decisions and the day that had been recorded when the recheck began. `pictures` maps the earlier run's
    files to the copies here; `settled` is the copy of its whole page.
    """

    run: str
    manifest_sha256: str
    as_of: str | None = None
    judgment: Judgment
    final: Final
    settled: Picture | None = None
    pictures: dict[str, str] = {}


class Mending(Record):
    """What became of a site's failures. `rules` are those that were to be mended, `new` those that failed only now.

    `overdue`: the day has passed, and something is still not mended.
    """

    state: Mended
    rules: dict[str, Mended] = {}
    new: tuple[str, ...] = ()
    due: str | None = None
    overdue: bool = False


def mend(before: Final, after: Final, as_of: date) -> Mending:
    """Holds a site's later state against its earlier one, on the day of the later."""
    now = {finding.rule: finding for finding in after.findings}
    rules = {rule: _mended(now.get(rule)) for rule in demanded(before)}
    state = _all(rules) if rules else _by_verdict(before, after)
    failed = {finding.rule for finding in before.findings if finding.outcome == "fail"}
    new = tuple(rule for rule in demanded(after) if rule not in failed)
    due = before.due.day if before.due is not None else None
    overdue = due is not None and as_of > date.fromisoformat(due) and state == "not_mended"
    return Mending(state=state, rules=rules, new=new, due=due, overdue=overdue)


def demanded(final: Final) -> tuple[str, ...]:
    """The rules that a site has to mend: those that fail and stand in the notice; what is only remarked beside is not demanded."""
    failed = [finding for finding in final.findings if finding.outcome == "fail"]
    told = [finding for finding in failed if finding.problem or finding.weight != "note"]
    return tuple(finding.rule for finding in told)


def _mended(now: Finding | None) -> Mended:
    if now is None or now.outcome == "cannot_tell":
        return "cannot_tell"
    return "not_mended" if now.outcome == "fail" else "mended"


def _all(rules: Mapping[str, Mended]) -> Mended:
    """One failure that stands is enough; without any, all must be seen to be mended."""
    if "not_mended" in rules.values():
        return "not_mended"
    return "cannot_tell" if "cannot_tell" in rules.values() else "mended"


def _by_verdict(before: Final, after: Final) -> Mended:
    """Where no single rule was to be mended: by a score alone, or nothing at all."""
    if before.verdict != "fail":
        return "mended"
    verdicts: dict[str, Mended] = {"pass": "mended", "fail": "not_mended"}
    return verdicts.get(after.verdict, "cannot_tell")
