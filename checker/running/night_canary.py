"""The night canary: sites of the roster whose verdict is known. Where one is judged otherwise, nothing of the night is believed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from checker.evidence.names import shown
from checker.faults import NightCanaryFault, UsageFault
from checker.records.judgment import Judgment, Verdict
from checker.records.site import Site
from checker.roster import read_roster

COLUMNS = ("canary", "应有结论")  # of a roster; a row in which nothing stands there is no canary
_CHINESE: dict[str, Verdict] = {"合格": "pass", "不合格": "fail", "无法判定": "cannot_tell"}


@dataclass(frozen=True)
class Known:
    """What is known of a site: its verdict, and rules that fail there, be it that others do too."""

    verdict: Verdict
    failing: tuple[str, ...] = ()


@dataclass(frozen=True)
class NightCanaries:
    """`known` by the site's address as rosters write it."""

    file: str
    sha256: str
    known: dict[str, Known]

    def require_in(self, sites: Sequence[Site]) -> None:
        """Raises UsageFault where one of them does not stand in the roster: it would never be asked."""
        if strange := sorted(self.known.keys() - {site.url for site in sites}):
            raise UsageFault(f"The canary {shown(strange[0])} of {shown(self.file)} does not stand in the roster: add it there.")


def read_canaries(file: Path) -> NightCanaries:
    """Reads a roster (the night's own or one of canaries alone) with a column `canary`. Raises UsageFault where it has no canary."""
    roster = read_roster(file)
    known = {}
    for site in roster.sites:
        told = next((site.extra[name] for name in site.extra if name.strip().casefold() in COLUMNS), "")
        if told.strip():
            known[site.url] = _read_known(told, file, site)
    if roster.refused:
        roster.require_usable(strict=True)  # a canary that is left out unseen is none
    if not known:
        raise UsageFault(f"{shown(str(file))} names no canary: say pass, fail or cannot_tell in a column `canary` (应有结论).")
    return NightCanaries(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), known)


def require_right(canaries: NightCanaries, judgments: Sequence[Judgment]) -> dict[str, Any]:
    """For run.json: what was known and found, by key. Raises NightCanaryFault where a canary among these lines is judged otherwise."""
    asked = {judgment.key: (canaries.known[judgment.site.url], judgment) for judgment in judgments if judgment.site.url in canaries.known}
    wrong = [f"{key} {fault}" for key, (known, judgment) in asked.items() if (fault := _fault(known, judgment))]
    if wrong:
        raise NightCanaryFault(
            f"The night canary is wrong ({'; '.join(wrong)}): nothing of this run can be believed, and nothing is published. "
            "Look into what is kept of it, then start another run."
        )
    found = {
        key: {"known": known.verdict, "failing": list(known.failing), "found": judgment.verdict} for key, (known, judgment) in asked.items()
    }
    return {"file": canaries.file, "sha256": canaries.sha256, "sites": found}


def _fault(known: Known, judgment: Judgment) -> str | None:
    """What is not as it is known; a site that did not open proves nothing, whatever follows from that."""
    if judgment.reach.state != "reached":
        return f"was not reached ({judgment.reach.state})"
    if judgment.verdict != known.verdict:
        return f"is {judgment.verdict}, should be {known.verdict}"
    failing = {finding.rule for finding in judgment.findings if finding.outcome == "fail"}
    missing = [rule for rule in known.failing if rule not in failing]
    return f"should fail {', '.join(missing)}" if missing else None


def _read_known(told: str, file: Path, site: Site) -> Known:
    """`fail mark-icp domain`: the verdict, in English or Chinese, and rules that fail."""
    word, *rules = told.replace("，", " ").replace(",", " ").replace("：", " ").replace(":", " ").split()
    verdict = _CHINESE.get(word) or next((each for each in get_args(Verdict) if each == word.lower()), None)
    if verdict is None:
        raise UsageFault(
            f"{shown(str(file))}, row {site.row}: {shown(told)!r} is no verdict: write pass, fail or cannot_tell, "
            "and behind it rules that fail."
        )
    return Known(verdict, tuple(rules))
