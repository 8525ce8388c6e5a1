"""What still waits for a person after a run: findings that no machine, or not this run, could tell."""

from collections.abc import Mapping

from checker.records.base import Record
from checker.records.final import Final
from checker.records.judgment import Needs


class Waiting(Record):
    """One finding that is `cannot_tell` with everything counted in; `because` is Chinese."""

    site: str
    rule: str
    needs: Needs | None
    because: str


def find_waiting(finals: Mapping[str, Final]) -> list[Waiting]:
    """A person's own work first, then what a person may settle; what only more visits can tell waits for nobody."""
    untold = [
        Waiting(site=key, rule=finding.rule, needs=finding.needs, because=finding.because)
        for key, final in finals.items()
        for finding in final.findings
        if finding.outcome == "cannot_tell" and finding.needs != "history"
    ]
    return sorted(untold, key=lambda each: each.needs is None)
