"""A polite pace: how soon after one page of a host the next one is asked for, by whomever in the run."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

_LONGEST = 2.0  # seconds in which a question has come to the server, though nothing answered


class Pace:
    """Shared by all sites of a run. The time runs from when the host has heard of the last question: from its answer, or a while later."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free: dict[str, float] = {}  # host → `time.monotonic()` from which it may be asked again

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Waits for the host's turn; inside, one page is asked for, until its answer begins to come."""
        host = urlsplit(address).hostname or ""
        lock = self._turns[host]
        await lock.acquire()
        is_over = False

        def end() -> None:
            nonlocal is_over
            if not is_over:
                is_over = True
                self._free[host] = time.monotonic() + self._seconds
                lock.release()

        try:
            await asyncio.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
            late = asyncio.get_running_loop().call_later(_LONGEST, end)
            try:
                yield
            finally:
                late.cancel()
        finally:
            end()
