"""What a check is given, what it may answer, and how it declares itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker.judgment.badges import Reading
from checker.judgment.circumstances import Circumstances
from checker.judgment.columns.measured import Measured
from checker.judgment.columns.words import NOT_SOUGHT
from checker.judgment.sight import gaps
from checker.judgment.words import tell_clock, tell_reach
from checker.records.column import Category
from checker.records.item_days import SettledItem
from checker.records.judgment import Needs, Outcome
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind

Limit = Annotated[int, Field(gt=0, le=3660)]  # of days, months or pieces: ten years are more than any rule asks


class Params(BaseModel):
    """The numbers and names that a check takes from the edition; a check without any uses this."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def words(self) -> dict[str, str]:
        """What a problem text may say of the rule's own numbers: each by its name, and a clock as `clock`, such as 2周 or 6个月."""
        told = {name: str(value) for name, value in self if isinstance(value, int) and not isinstance(value, bool)}
        clocks = [tell_clock(**{unit: count}) for unit in ("days", "months") for count in self._counts(unit)]
        if clocks:
            told["clock"] = clocks[0] if len(set(clocks)) == 1 else "规定期限内"
        return told

    def _counts(self, unit: str) -> list[int]:
        value = getattr(self, unit, None)
        return list(value.values()) if isinstance(value, dict) else [value] if isinstance(value, int) else []


@dataclass(frozen=True)
class Case:
    """One look at one site, with its five badges and its columns; `home` are the dated and undated items of the home page,
    `in_tabs` days in tabs of it that were not open."""

    look: Observation
    readings: dict[BadgeKind, Reading]
    circumstances: Circumstances
    columns: tuple[Measured, ...] = ()
    home: tuple[SettledItem, ...] = ()
    in_tabs: tuple[date, ...] = ()

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.circumstances.as_of)

    @property
    def unseen(self) -> tuple[str, ...]:
        """In Chinese: what of the site was not seen, so that any number of columns may stand there."""
        look = self.look
        if look.reach.state != "reached":
            return (f"首页未能打开（{tell_reach(look.reach)}）",)
        looked = [] if look.day is not None else ["本次检查没有查看栏目"]
        return tuple(dict.fromkeys([*gaps(look), *looked, *look.columns_unseen]))

    def unseen_of(self, category: Category) -> tuple[str, ...]:
        """In Chinese: why a column of that category may stand somewhere though none was found; empty after a complete look."""
        return self.unseen if self.look.sought(category) else (*self.unseen, NOT_SOUGHT)

    @property
    def has_services(self) -> bool | None:
        """What the roster says of services, else whether a column of services was seen; None where neither tells."""
        if self.look.site.services is not None:
            return self.look.site.services
        return True if any(each.seen is not None and each.column.category == "service" for each in self.columns) else None

    @property
    def pictures(self) -> tuple[str, ...]:
        return self.look.page_pictures


@dataclass(frozen=True)
class Answer:
    """`because` is Chinese. A `fail` names its `ground`, and fills the words that the edition's `problem` for it may use.

    `times` is how often a rule that deducts for each fault was broken, `doubt` how many more times it may have been; None where
    nobody knows. A `cannot_tell` that says nothing of it means once.
    """

    outcome: Outcome
    because: str
    needs: Needs | None = None
    ground: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    times: int = 1
    doubt: int | None = 0


@dataclass(frozen=True)
class Check:
    """A check by its name. `grounds` are the reasons for which it can fail, best first, in groups.

    Two looks that fail for reasons of one group say the same of the site. `words` are the placeholders that problem texts may use.
    """

    name: str
    judge: Callable[[Params, Case], Answer]
    params: type[Params] = Params
    grounds: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()
    reads_columns: bool = False  # it has nothing to say of a look that read no columns
    looks_once: bool = False  # what the first look saw plainly is enough: the second one does not ask for it
    reads_history: bool = False  # it rests on the visits of a week, and on no look: a second one proves nothing

    def all_grounds(self) -> tuple[str, ...]:
        return tuple(ground for group in self.grounds for ground in group)
