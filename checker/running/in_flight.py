"""Many at once: at most so many, begun in order, and one sentence where several faults end them together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from checker.faults import CheckerFault
from checker.records.site import Site


async def at_most(jobs: int, sites: Sequence[Site], work: Callable[[Site], Awaitable[None]]) -> None:
    """Does the work on all sites, at most `jobs` at once, begun in order; the first fault of ours ends all."""
    gate = asyncio.Semaphore(jobs)

    async def one(site: Site) -> None:
        async with gate:
            with structlog.contextvars.bound_contextvars(site=site.key):
                await work(site)

    async with asyncio.TaskGroup() as group:
        for site in sites:
            group.create_task(one(site))


def first_fault(group: BaseExceptionGroup[CheckerFault]) -> CheckerFault:
    """The first of several faults that ended a run together: one sentence is enough."""
    fault: BaseException = group
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    assert isinstance(fault, CheckerFault)
    return fault
