"""What a judgment has to know beside the observation and the edition, handed in so that judging again needs nothing else."""

from typing import Annotated

from pydantic import Field

from checker.records.base import Record


class Circumstances(Record):
    """The day, the city and the state of the official services in which a run was judged.

    `portals` are the hosts of the roster's portals, `superior_domains` the domains of superior departments (settings),
    `official_hosts_down` the official hosts that did not answer the canary's own question (CONTRACT.md, section 5).
    """

    as_of: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]  # the day on which freshness is judged, ISO
    portals: list[str] = Field(default_factory=list)
    superior_domains: list[str] = Field(default_factory=list)
    official_hosts_down: list[str] = Field(default_factory=list)
    include_unverified: bool = False  # rules that nobody found in print decide too
