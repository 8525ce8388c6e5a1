"""Many at once: at most so many, begun in order, and one sentence where several faults end them together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from checker.faults import CheckerFault
from checker.records.site import Site
from checker.running.lanes import Lanes


async def at_most(lanes: Lanes, sites: Sequence[Site], work: Callable[[Site], Awaitable[None]]) -> None:
    """Does the work on all sites, as many at once as there are lanes, begun in order; the first fault of ours ends all."""

    async def one(site: Site) -> None:
        try:
            with structlog.contextvars.bound_contextvars(site=site.key):
                await work(site)
        finally:
            lanes.leave()

    async with lanes.steered(), asyncio.TaskGroup() as group:
        for site in sites:
            await lanes.enter()
            group.create_task(one(site))


def first_fault(group: BaseExceptionGroup[CheckerFault]) -> CheckerFault:
    """The first of several faults that ended a run together: one sentence is enough."""
    fault: BaseException = group
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    assert isinstance(fault, CheckerFault)
    return fault
