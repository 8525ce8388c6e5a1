"""What a look at one part of a run's seal found, for the checklist of a verification."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Blame:
    """One thing that is wrong: `file` relative to the run folder, `line` from 1 where one is meant; the sentences say more than `kind`."""

    kind: Literal["altered", "missing", "extra", "reordered", "back_dated", "unreadable", "mismatched"]
    file: str
    line: int | None = None
    english: str | None = None
    chinese: str | None = None


@dataclass(frozen=True)
class SealCheck:
    """`not_applicable`: there is nothing to look at, which is neither good nor bad. `failed` names at least one thing."""

    state: Literal["passed", "failed", "not_applicable"]
    blames: tuple[Blame, ...] = ()
