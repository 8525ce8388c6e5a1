"""Hostile sites on loopback, each on a port of its own: they answer byte for byte as they like, in a thread beside the test."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

from tests.rendering.servers import Asked

Answer = Callable[[Asked], Awaitable[None]]
Speech = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_STARTING = 30.0  # seconds
_LIMIT = 1 << 20  # bytes of a request's head


@dataclass(frozen=True)
class Kind:
    """One kind of hostile site, and how it ends: one of `states`; of a page that was reached one of `releases`.

    `speech` takes the bare connection in the place of `home`. `pictured`: a picture can be had. `seen`: the footer's site code is still
    read. `files` by path without the query.
    """

    home: str | Answer = ""
    states: frozenset[str] = frozenset({"reached"})
    releases: frozenset[str] = frozenset({"quiet"})
    pictured: bool = True
    seen: bool = False
    files: Mapping[str, str | Answer] = field(default_factory=dict)
    speech: Speech | None = None
    tls: ssl.SSLContext | None = None
    scheme: str = "http"


class HostileTown:
    """A context: all sites answer while it stands. `ports` by name; `asked` counts the requests of each site's home page."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.ports: dict[str, int] = {}
        self.asked: dict[str, int] = dict.fromkeys(kinds, 0)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> "HostileTown":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(_STARTING)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(_STARTING)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STARTING)
        self._loop.close()

    def host(self, name: str) -> str:
        return f"{name.replace(' ', '-').lower()}.localhost"

    def address(self, name: str) -> str:
        return f"{self.kinds[name].scheme}://{self.host(name)}:{self.ports[name]}/"

    def key(self, name: str) -> str:
        """The site's folder (CONTRACT.md, section 3)."""
        return f"{self.host(name)}_{self.ports[name]}"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _open(self) -> None:
        for name, kind in self.kinds.items():
            server = await asyncio.start_server(self._door(name, kind), "127.0.0.1", 0, ssl=kind.tls, limit=_LIMIT)
            self._servers.append(server)
            self.ports[name] = server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        own = asyncio.current_task()
        under_way = [task for task in asyncio.all_tasks() if task is not own]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    def _door(self, name: str, kind: Kind) -> Speech:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await (kind.speech or speak)(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
                pass  # the browser has gone, or the test is over
            finally:
                writer.close()

        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1].partition("?")[0]
            self.asked[name] += path == "/"
            asked = Asked(path, head, self.asked[name], reader, writer)
            answer = kind.home if path == "/" else kind.files.get(path)
            if answer is None:
                await asked.answer("<h1>404</h1>没有这个页面", "404 Not Found")
            elif isinstance(answer, str):
                await asked.answer(answer, kind=_TYPES.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
            else:
                await answer(asked)

        return serve


_TYPES = {"js": "text/javascript", "svg": "image/svg+xml", "css": "text/css"}
