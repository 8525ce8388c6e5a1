"""A small filtering proxy on loopback, one for each visit: the browser and our own clients reach the world only through it."""

import asyncio
import hmac
import secrets
import socket
from collections.abc import Callable, Coroutine, Mapping
from typing import Self
from urllib.parse import urlsplit

from checker.rendering.guard.direct import Direct
from checker.rendering.guard.hosts import MalformedHostError, read_host
from checker.rendering.guard.ledger import Failure, Ledger, Limit, Refusal
from checker.rendering.guard.names import NameBook, Resolver, system_resolver
from checker.rendering.guard.route import Route
from checker.rendering.guard.serving import Service
from checker.rendering.guard.upstream import Upstream
from checker.rendering.guard.wire import Wire

_RETRY_SECONDS = 0.1  # a machine that is out of descriptors gets some back


class Guard:
    """Lets a visit reach public addresses only (all addresses with `allow_private`), and keeps book of what came and what did not.

    `upstream` is another proxy (`http://[user:password@]host:port`), which then resolves all names; UsageFault where it is not one.
    `byte_limit` counts bytes of answers (as they come over the network), `request_limit` plain requests and tunnels;
    `connect_timeout` in seconds. Use it as an asynchronous context; it listens from entry to exit.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        upstream: str | None = None,
        byte_limit: int | None = None,
        request_limit: int | None = None,
        connect_timeout: float = 15.0,
        resolver: Resolver = system_resolver,
    ) -> None:
        self.token = secrets.token_hex(16)
        self._ledger = Ledger(byte_limit, request_limit)
        self._names = NameBook(resolver)
        route: Route = (
            Upstream(upstream, self._names, allow_private=allow_private, patience=connect_timeout)
            if upstream
            else Direct(self._names, self._ledger, allow_private=allow_private, patience=connect_timeout)
        )
        self._service = Service(route, self._ledger, self.token)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: socket.socket | None = None
        self._address = ""

    async def __aenter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._listener.setblocking(False)
        self._address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept(self._listener), self._listener.close)
        return self

    async def __aexit__(self, *_: object) -> None:
        while self._tasks:  # the acceptor may have started one more meanwhile
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._names.close()

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`, to be given to the browser and to our clients as their proxy."""
        return self._address

    @property
    def refused(self) -> list[Refusal]:
        """What the guard did not let through, each once, in order, up to a thousand."""
        return self._ledger.refused

    @property
    def failures(self) -> dict[tuple[str, int], Failure]:
        """The latest failure for each host and port, the newest last."""
        return self._ledger.failures

    @property
    def addresses(self) -> dict[str, tuple[str, ...]]:
        """What each name resolved to; empty behind another proxy, which resolves alone."""
        return self._ledger.addresses

    @property
    def bytes_received(self) -> int:
        return self._ledger.bytes_received

    @property
    def requests(self) -> int:
        return self._ledger.requests

    @property
    def limit_reached(self) -> Limit | None:
        return self._ledger.limit_reached

    def allow_more(self, byte_limit: int, request_limit: int) -> None:
        """A further part of the visit begins, with an allowance of its own."""
        self._ledger.allow_more(byte_limit, request_limit)

    def failure_at(self, url: str) -> Failure | None:
        """The latest failure of the host and port that `url` names; null where nothing failed there."""
        parts = urlsplit(url)
        try:
            host = str(read_host(parts.hostname or ""))
        except MalformedHostError:
            host = parts.hostname or ""
        return self.failures.get((host, parts.port or (443 if parts.scheme in {"https", "wss"} else 80)))

    def failure_behind(self, url: str, headers: Mapping[str, str]) -> Failure | None:
        """The failure that an answer of ours tells of; null for a site's own answer. Header names in lower case.

        Only plain HTTP can carry an answer of ours: inside TLS whoever learnt the token could speak in our name.
        """
        token = headers.get("x-checker-token", "")
        is_ours = url.startswith("http://") and hmac.compare_digest(token.encode(), self.token.encode())
        return self.failure_at(url) if is_ours else None

    def _start(self, work: Coroutine[None, None, None], close: Callable[[], None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)

        def end(ended: asyncio.Task[None]) -> None:
            self._tasks.discard(ended)
            close()  # here rather than in the task, which may be cancelled before it begins

        task.add_done_callback(end)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connected, peer = await loop.sock_accept(listener)
            except OSError:
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            if peer[0] != "127.0.0.1":  # another loopback address is not the browser
                connected.close()
                continue
            client = Wire(connected)
            self._start(self._service.serve(client), client.close)
