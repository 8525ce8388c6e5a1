"""Names to addresses: asked in threads, many at once, each name once in a while."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Sequence

from checker.rendering.guard.ledger import UnreachedError

Resolver = Callable[[str], Sequence[str]]
"""A blocking function from a name to its addresses in order of preference; raises OSError where it finds none."""

_KEPT_SECONDS = 60.0  # as Chromium keeps the system's answers; what was checked once cannot turn into something else meanwhile
_AT_ONCE = 16


def system_resolver(name: str) -> Sequence[str]:
    """Asks the operating system. `localhost` and what ends in it is loopback, as RFC 6761 has it."""
    if name.rstrip(".").rsplit(".", 1)[-1] == "localhost":
        return ("127.0.0.1", "::1")
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class NameBook:
    """The names that one visit asks for. A name that is being asked for is not asked for twice."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._asked: dict[str, asyncio.Task[tuple[str, ...] | Exception]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def addresses_of(self, name: str) -> tuple[str, ...]:
        """All addresses of `name`, unchecked. Raises UnreachedError (`dns`) where there are none."""
        known = self._known.get(name)
        if known is not None and time.monotonic() < known[0]:
            return known[1]
        asking = self._asked.get(name)
        if asking is None:
            asking = self._asked[name] = asyncio.create_task(self._ask(name))
            asking.add_done_callback(lambda _: self._asked.pop(name, None))
        answer = await asyncio.shield(asking)  # others may wait for the same answer
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        """Waits for no answer any more; a look-up that hangs in the system ends in its own thread, which keeps nobody waiting."""
        asked = list(self._asked.values())
        for asking in asked:
            asking.cancel()
        await asyncio.gather(*asked, return_exceptions=True)

    async def _ask(self, name: str) -> tuple[str, ...] | Exception:
        """The answer or the failure as a value: perhaps nobody waits for it any more."""
        async with self._places:
            answer = await _call_in_thread(self._resolver, name)
        if isinstance(answer, OSError | UnicodeError):  # UnicodeError: a label that no name can have
            return UnreachedError("dns", f"{name} does not resolve: {answer}")
        if isinstance(answer, Exception):
            return answer
        if not answer:
            return UnreachedError("dns", f"{name} has no address")
        self._known[name] = (time.monotonic() + _KEPT_SECONDS, answer)
        return answer


async def _call_in_thread(resolver: Resolver, name: str) -> tuple[str, ...] | Exception:
    # Daemon threads, not an executor: the system may hold a look-up for half a minute, and no other site and no exit shall wait.
    loop = asyncio.get_running_loop()
    future: asyncio.Future[tuple[str, ...] | Exception] = loop.create_future()

    def settle(answer: tuple[str, ...] | Exception) -> None:
        if not future.done():
            future.set_result(answer)

    def work() -> None:
        answer: tuple[str, ...] | Exception
        try:
            answer = tuple(resolver(name))
        except Exception as trouble:  # noqa: BLE001 - handed to the one who asked, who judges it
            answer = trouble
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(settle, answer)
            except RuntimeError:  # closed between the two lines: nobody waits
                return

    threading.Thread(target=work, name=f"resolve {name}"[:60], daemon=True).start()
    return await future
