"""An edition: the rules of one published document as data, each quoted, with its source, and naming the check that is made."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from checker.records.base import Record
from checker.records.column import Category
from checker.records.judgment import Weight
from checker.records.site import Level

Status = Literal["verified", "unverified"]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Rule(Record):
    """One rule. `quote` holds the document's own words, several excerpts on lines of their own; `source` says where they were found.

    `stated` says what the document asks where only that is known, and not its words. `points_status` is that of the points
    alone, where it is not the rule's own. A rule without `check` is quoted and not built yet. `applies` lists the levels that
    it holds for, none meaning all; `services` keeps it to sites with, or without, services to offer. `problem` gives the
    notice's words for each ground on which the check can fail. `precondition` marks what the checker asks before it lets a
    site pass, and no document says: it can hold a verdict back, never fail.
    """

    id: Id
    title: str
    article: str
    quote: str = ""
    stated: str = ""
    source: str
    status: Status
    points_status: Status | None = None
    weight: Weight
    points: Annotated[float, Field(lt=0, allow_inf_nan=False)] | None = None  # for one failure of a `deduct` rule
    check: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    applies: list[Level] = Field(default_factory=list)
    services: Literal["with", "without"] | None = None
    problem: dict[str, str] = Field(default_factory=dict)
    precondition: bool = False

    @model_validator(mode="after")
    def _is_honest(self) -> "Rule":
        if self.status == "verified" and not self.quote.strip() and not self.stated.strip():
            raise ValueError("a verified rule must quote its words, or state what it asks; without them its status is unverified")
        if self.precondition and (self.quote or self.stated):
            raise ValueError("a precondition is the checker's own and quotes nothing")
        if self.weight != "deduct" and (self.points is not None or self.points_status is not None):
            raise ValueError("points belong to rules of weight deduct")
        return self

    @property
    def has_known_points(self) -> bool:
        """Whether the points, as the rule itself, were found in print."""
        return self.status == "verified" and self.points_status != "unverified"

    def weighs(self, *, include_unverified: bool) -> Weight:
        """The weight that counts: what nobody found in print is a note, unless it is asked for."""
        if include_unverified or self.precondition:
            return self.weight
        unknown = self.status == "unverified" or (self.weight == "deduct" and not self.has_known_points)
        return "note" if unknown else self.weight


class WithoutServices(Record):
    """How sites of `levels` that have no services are scored: `skipped` points are left out, the rest counts `times` / `over`."""

    levels: Annotated[list[Level], Field(min_length=1)]
    skipped: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    times: Annotated[int, Field(gt=0)]
    over: Annotated[int, Field(gt=0)]


class Bonus(Record):
    """Sites of `levels` with more than `above` points go on to a bonus of up to `full` points."""

    levels: Annotated[list[Level], Field(min_length=1)]
    above: Annotated[float, Field(allow_inf_nan=False)]
    full: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    status: Status


class FailLine(Record):
    """Scoring: a site starts with `full` points and fails under `points`."""

    points: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    full: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    quote: str = ""
    source: str
    status: Status
    without_services: WithoutServices | None = None
    bonus: Bonus | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> "FailLine":
        if self.points > self.full:
            raise ValueError("points: the line lies above the full score")
        if self.without_services is not None and self.without_services.skipped >= self.full:
            raise ValueError("without_services.skipped: nothing would be left to score")
        return self


class AnswerClock(Record):
    """我为政府网站找错: a report has to be answered by the `working_days`-th working day after the day of receipt."""

    working_days: Annotated[int, Field(gt=0, le=366)]
    article: str
    quote: str = ""
    source: str
    status: Status


class Edition(Record):
    """Rules in the order of their file, those of the extended edition first.

    `in_force_from` is the document's own day; `default_from` the day from which it is the edition that is used where none
    is named. `notes_are_problems`: failed notes stand in the notice's table too.
    `required_columns` are the categories that a site must have; `error_reports` the clock of reports to 我为政府网站找错, which
    no visit can see and an import brings. `sha256` is over the resolved content.
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
    error_reports: AnswerClock | None = None
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
