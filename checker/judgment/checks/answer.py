"""What a check is given, what it may answer, and how it declares itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from checker.judgment.badges import Reading
from checker.judgment.circumstances import Circumstances
from checker.records.judgment import Needs, Outcome
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind


class Params(BaseModel):
    """The numbers and names that a check takes from the edition; a check without any uses this."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True)
class Case:
    """One look at one site, with its five badges."""

    look: Observation
    readings: dict[BadgeKind, Reading]
    circumstances: Circumstances


@dataclass(frozen=True)
class Answer:
    """`because` is Chinese. A `fail` names its `ground`, and fills the words that the edition's `problem` for it may use."""

    outcome: Outcome
    because: str
    needs: Needs | None = None
    ground: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


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

    def all_grounds(self) -> tuple[str, ...]:
        return tuple(ground for group in self.grounds for ground in group)
