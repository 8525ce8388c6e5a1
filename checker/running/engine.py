"""Where a run's visits are made: on this machine, or on the workers of an engine that stands already."""

from importlib.util import find_spec
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.records.column import LinkCheck
from checker.records.observation import Observation
from checker.records.site import Site
from checker.running.errand import errand_of
from checker.running.lanes import Lanes
from checker.running.plan import Plan
from checker.running.provenance import Start
from checker.running.secrets import blot
from checker.running.station import Local
from checker.timings import Timings

_SCHEMES = {"dask": "tcp", "dask+tls": "tls"}


class Engine(Protocol):
    """Async context manager. What is seen lies in the run folder when a call ends; only whoever has the engine writes there."""

    @property
    def lanes(self) -> Lanes:
        """Sites that it may be given at once."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None: ...

    async def begin(self) -> Start:
        """What must be known before the first site. Raises RunFault where nothing can be believed, or nobody is there."""

    async def visit(self, site: Site, run: RunFolder, look: int) -> Observation: ...

    async def ask_again(self, first: Observation) -> list[LinkCheck]:
        """The look's links, those that looked dead with their second answer."""

    def describe(self) -> dict[str, Any]:
        """For run.json, at any time: `engine`, and what the workers change of `browser`, `vantage` and `browser_restarts`."""

    def hosts_down(self) -> list[str]:
        """Official hosts that did not answer somebody who visits; more of them may become known while the run lasts."""


def open_engine(address: str | None, plan: Plan, timings: Timings) -> Engine:
    """The engine at `address`, as `require_engine` lets it pass; None: this machine. `timings` are told of its visits."""
    if address is None:
        return Local(errand_of(plan), timings)
    from checker.running.dask_engine import Dask  # noqa: PLC0415 - of the extra `dask`, for who has it

    return Dask(scheduler_of(address), errand_of(plan), plan.settings, timings)


def require_engine(address: str | None) -> None:
    """Raises UsageFault where the address is none of an engine that we know, or its extra is not installed."""
    if address is None:
        return
    scheduler_of(address)
    if find_spec("distributed") is None:
        raise UsageFault("--engine wants the extra `dask`, which is not installed here: pip install 'checker[dask]'.")


def scheduler_of(address: str) -> str:
    """`dask://host:port` as the scheduler's own `tcp://host:port`; `dask+tls://` likewise. Raises UsageFault."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _SCHEMES and parts.hostname and parts.port and not (parts.path or parts.query or parts.username)
    except ValueError:
        usable = False
    if not usable:
        raise UsageFault(f"--engine {blot(address)!r} is no address of a scheduler: write it as dask://host:8786 (or dask+tls://).")
    return f"{_SCHEMES[parts.scheme]}://{parts.netloc}"
