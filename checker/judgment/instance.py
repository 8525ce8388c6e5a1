"""One place that may be the badge, already read: what state the badge would have if it stood nowhere else."""

from dataclasses import dataclass, field
from typing import get_args

from checker.records.judgment import BadgeState, LinkState
from checker.records.sighting import Sighting

STATES: tuple[BadgeState, ...] = get_args(BadgeState)  # best first: the order of CONTRACT.md's table


@dataclass(frozen=True)
class Instance:
    """`because` is a Chinese sentence; `detail` what the notice says in brackets; `fault_hosts` the hosts whose failing made the state."""

    state: BadgeState
    because: str
    sighting: Sighting
    value: str | None = None
    link_state: LinkState | None = None
    detail: str = ""
    fault_hosts: tuple[str, ...] = field(default=())


def state_rank(state: BadgeState) -> int:
    """0 for the best state."""
    return STATES.index(state)
