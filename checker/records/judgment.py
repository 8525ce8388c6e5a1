"""What one edition says of one site: the line of results.jsonl (CONTRACT.md, section 4)."""

from typing import Literal

from pydantic import Field

from checker.records.base import Box, Record
from checker.records.column import Category
from checker.records.look import Reach
from checker.records.observation import ScenarioState
from checker.records.review import Review
from checker.records.sighting import BadgeKind, Source
from checker.records.site import Level

BadgeState = Literal["shown", "mismatched", "malformed", "broken", "hidden", "missing", "undetermined"]
LinkState = Literal["ok", "missing", "wrong", "dead", "unproven"]
ColumnState = Literal["found", "blank", "undated", "unreachable", "missing", "undetermined"]
Outcome = Literal["pass", "fail", "cannot_tell", "not_applicable"]
Weight = Literal["veto", "deduct", "note"]
Needs = Literal["person", "history"]
Verdict = Literal["pass", "fail", "cannot_tell"]


class Badge(Record):
    """One of the five marks, as judged. `because` is Chinese."""

    kind: BadgeKind
    state: BadgeState
    value: str | None = None
    box: Box | None = None
    box_in: str | None = None
    source: Source | None = None
    link: str | None = None
    link_state: LinkState | None = None
    because: str
    evidence: list[str] = []


class Column(Record):
    """One column of a site, or a required category that was not found. `because` is Chinese; `latest` an ISO day."""

    category: Category
    name: str | None = None
    url: str | None = None
    state: ColumnState
    latest: str | None = None
    dated_items: int | None = None
    items_last_year: int | None = None
    overdue: int | None = None
    unpublished: int | None = None
    because: str
    evidence: list[str] = []


class Finding(Record):
    """One rule held against one site. `because` is Chinese; only `fail` accuses.

    `problem` is this rule's part of the line's `problems`, null where it adds nothing to it.
    """

    rule: str
    edition: str
    outcome: Outcome
    needs: Needs | None = None
    weight: Weight
    points: float | None = None
    points_in_doubt: float | None = 0.0  # what may have to be deducted besides, at most; not above zero, null where nobody knows
    because: str
    problem: str | None = None
    evidence: list[str] = []


class SiteOnLine(Record):
    """The roster's fields as results.jsonl repeats them."""

    site_code: str | None
    name: str | None
    unit: str | None
    url: str
    level: Level | None
    icp: str | None
    public_security: str | None
    services: bool | None = None  # 办事服务, as the roster says


class Judgment(Record):
    """One line of results.jsonl. `reviews` are what people decided since: none in the sealed file, those of the run in `judge`."""

    schema_: int = Field(default=1, alias="schema")
    key: str
    site: SiteOnLine
    reach: Reach
    scenario: ScenarioState
    badges: list[Badge]
    columns: list[Column] = []
    findings: list[Finding]
    score: float | None = None
    score_lines: list[str] = []  # how the score came about, Chinese, in order; empty where there is none
    verdict: Verdict
    final_verdict: Verdict
    problems: str
    reviews: list[Review] = []
