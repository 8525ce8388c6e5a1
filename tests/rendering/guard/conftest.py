"""What every test of the guard must leave behind: an event loop without complaints."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
async def loop_complaints() -> AsyncIterator[list[dict[str, Any]]]:
    """Fails a test after which the event loop had an exception that nobody took, or a task that nobody ended."""
    loop = asyncio.get_running_loop()
    complaints: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    yield complaints
    await asyncio.sleep(0)
    assert complaints == []
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []
