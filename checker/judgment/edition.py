"""An edition: the rules of one published document as data, each quoted, with its source, and naming the check that is made."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from checker.records.base import Record
from checker.records.column import Category
from checker.records.judgment import Weight
from checker.records.site import Level

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Rule(Record):
    """One rule. `quote` holds the document's own words, several excerpts on lines of their own; `source` says where they were found.

    A rule without `check` is quoted and not built yet. `applies` lists the levels that it holds for, none meaning all.
    `problem` gives the notice's words for each ground on which the check can fail. `precondition` marks what the checker
    asks before it lets a site pass, and no document says: it can hold a verdict back, never fail.
    """

    id: Id
    title: str
    article: str
    quote: str = ""
    source: str
    status: Literal["verified", "unverified"]
    weight: Weight
    points: Annotated[float, Field(lt=0)] | None = None  # for one failure of a `deduct` rule
    check: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    applies: list[Level] = Field(default_factory=list)
    problem: dict[str, str] = Field(default_factory=dict)
    precondition: bool = False

    @model_validator(mode="after")
    def _is_honest(self) -> "Rule":
        if self.status == "verified" and not self.quote.strip():
            raise ValueError("a verified rule must quote its words; without them its status is unverified")
        if self.precondition and self.quote:
            raise ValueError("a precondition is the checker's own and quotes nothing")
        if self.points is not None and self.weight != "deduct":
            raise ValueError("points belong to rules of weight deduct")
        return self

    def weighs(self, *, include_unverified: bool) -> Weight:
        """The weight that counts: what nobody found in print is a note, unless it is asked for."""
        if self.status == "unverified" and not self.precondition and not include_unverified:
            return "note"
        return self.weight


class FailLine(Record):
    """Scoring: a site starts with `full` points and fails under `points`."""

    points: float
    full: float
    source: str
    status: Literal["verified", "unverified"]


class Edition(Record):
    """Rules in the order of their file, those of the extended edition first.

    `in_force_from` is the document's own day; `default_from` the day from which it is the edition that is used where none
    is named. `notes_are_problems`: failed notes stand in the notice's table too.
    `required_columns` are the categories that a site must have. `sha256` is over the resolved content.
    """

    id: Id
    title: str
    published: date | None = None
    in_force_from: date | None = None
    default_from: date | None = None
    local: bool = False
    extends: str | None = None
    notes_are_problems: bool = False
    required_columns: tuple[Category, ...] = ("consultation", "survey")
    fail_line: FailLine | None = None
    rules: tuple[Rule, ...]
    sha256: str = ""

    @model_validator(mode="after")
    def _has_order_in_time(self) -> "Edition":
        if not self.local and self.in_force_from is None:
            raise ValueError("in_force_from is required of an edition that is not local")
        if self.default_from is not None and self.local:
            raise ValueError("default_from: a local edition is never the default")
        if self.default_from is not None and self.in_force_from is not None and self.default_from < self.in_force_from:
            raise ValueError("default_from lies before in_force_from")
        return self

    def rule(self, rule_id: str) -> Rule:
        """Raises KeyError for a rule that the edition does not have."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def edition_on_record(edition: Edition) -> dict[str, Any]:
    """What run.json keeps of the edition: all of it, so that reports and final verdicts need no edition file."""
    rules = {rule.id: rule.model_dump(mode="json", exclude={"id"}) for rule in edition.rules}
    return {**edition.model_dump(mode="json", exclude={"rules"}), "rules": rules}


def edition_from_record(kept: dict[str, Any]) -> Edition:
    """The edition as `edition_on_record` wrote it. Raises ValueError where run.json is older than that, or was altered."""
    if "fail_line" not in kept:
        raise ValueError("run.json does not hold the whole edition")
    named = {name: kept[name] for name in Edition.model_fields if name in kept}
    rules = [{**fields, "id": rule_id} for rule_id, fields in kept.get("rules", {}).items()]
    return Edition.model_validate({**named, "rules": rules})


def unbuilt_rules(edition: Edition) -> list[str]:
    """The rules that the edition quotes and that no check is built for: they yield no finding and are listed in run.json."""
    return [rule.id for rule in edition.rules if rule.check is None]
