"""Whether the browser answers in time: all sites share its driver, and what one page floods it with is waited for by all."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Error

_BEAT = 2.0  # seconds between two questions
LATE = 3.0  # seconds: an answer takes milliseconds, on a busy machine some tenths
_PATIENCE = 60.0  # seconds for one answer


class Heartbeat:
    """Asks something small over and over (`ask` may raise Playwright's Error), and remembers when an answer last came late."""

    def __init__(self, ask: Callable[[], Awaitable[None]]) -> None:
        self._ask = ask
        self._asked: float | None = None  # when what is not answered yet was asked, `time.monotonic()`
        self._late = float("-inf")
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._task = asyncio.create_task(self._beat())

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def was_late_since(self, moment: float) -> bool:
        """Whether some answer was late, or is, since `moment` (`time.monotonic()`)."""
        is_late = self._asked is not None and time.monotonic() - self._asked > LATE
        return is_late or self._late >= moment

    async def _beat(self) -> None:
        while True:
            self._asked = time.monotonic()
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._ask()
            except (Error, TimeoutError):
                self._late = time.monotonic()  # it died, or it might as well have
            if time.monotonic() - self._asked > LATE:
                self._late = time.monotonic()
            self._asked = None
            await asyncio.sleep(_BEAT)
