"""What a look at one part of a run's seal found, for the checklist of a verification."""

from dataclasses import dataclass
from typing import Literal

from checker.evidence.things import Thing


@dataclass(frozen=True)
class SealCheck:
    """`not_applicable`: there is nothing to look at, which is neither good nor bad. `failed` names at least one thing."""

    state: Literal["passed", "failed", "not_applicable"]
    blames: tuple[Thing, ...] = ()
