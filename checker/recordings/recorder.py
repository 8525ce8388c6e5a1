"""The recording proxy: stands between a visit and the world, and remembers every answer."""

import asyncio
import ssl
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple, Self

import httpx

from checker.recordings.recording import LeftOut, digest_of
from checker.rendering.guard import Guard
from checker.sample_city.authority import Authority
from checker.sample_city.proxy import Proxy
from checker.sample_city.wire import Answer, Request
from checker.settings import Settings

# a connection for each question: one that the server ended meanwhile would look like a site that gives no answer
_LIMITS = httpx.Limits(max_connections=40, max_keepalive_connections=0)
_LONGEST = 20_000_000  # bytes of one answer, after which it is cut off as a broken one
_OF_THE_CONNECTION = {
    "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "content-length", "content-encoding", "content-type",
}  # fmt: skip
_NOT_ASKED = {*_OF_THE_CONNECTION, "host", "accept-encoding", "range", "if-range"} - {"content-type"}


class Taken(NamedTuple):
    """One answer as it came, without its content encoding; header names in lower case."""

    method: str
    url: str
    asked: str | None
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def content_type(self) -> str:
        return next((value for name, value in self.headers if name == "content-type"), "")


class Recorder:
    """An asynchronous context. Inside it `address` and `authority` are what a visit takes as its proxy and trusted authority.

    Behind it stands a guard, so that a recording reaches no further than any visit does.
    """

    def __init__(self, settings: Settings) -> None:
        self._guard = Guard(allow_private=settings.allow_private, upstream=settings.proxy, connect_timeout=settings.answer_timeout)
        self._stack = AsyncExitStack()
        self.taken: list[Taken] = []
        self.failed: list[LeftOut] = []

    async def __aenter__(self) -> Self:
        async with self._stack:
            folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="checker-recorder-")))
            await self._stack.enter_async_context(self._guard)
            client = httpx.AsyncClient(proxy=self._guard.address, verify=_any_certificate(), timeout=30, trust_env=False, limits=_LIMITS)
            self._client = await self._stack.enter_async_context(client)
            authority = await asyncio.to_thread(Authority, folder)
            self.authority = authority.file
            door = await self._stack.enter_async_context(Proxy(self._ask, lambda host, port: None, authority))
            self.address = door.address
            self._stack = self._stack.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def _ask(self, request: Request) -> Answer:
        """The site's own answer. Raises ConnectionAbortedError where none came: the visit sees a connection that ends."""
        headers = [(name, value) for name, value in request.headers.items() if name not in _NOT_ASKED]
        try:
            asked = self._client.build_request(request.method, request.address, headers=headers, content=request.body)
            asked.headers["accept-encoding"] = "gzip, deflate"
            answer = await self._client.send(asked, stream=True)
            try:
                body = await _read(answer)
            finally:
                await answer.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as trouble:
            raise self._no_answer(request, str(trouble) or type(trouble).__name__) from trouble
        failure = self._guard.failure_behind(str(answer.url), answer.headers)
        if failure is not None:
            raise self._no_answer(request, f"{failure.kind}: {failure.detail}")
        return self._take(request, answer, body)

    def _take(self, request: Request, answer: httpx.Response, body: bytes) -> Answer:
        headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers.raw]
        taken = Taken(request.method, request.address, digest_of(request.body), answer.status_code, headers, body)
        self.taken.append(taken)
        passed_on = tuple((name, value) for name, value in headers if name not in _OF_THE_CONNECTION)
        return Answer(body, taken.content_type, answer.status_code, passed_on)

    def _no_answer(self, request: Request, because: str) -> ConnectionAbortedError:
        self.failed.append(LeftOut(method=request.method, url=request.address, because=f"no answer: {because[:200]}"))
        return ConnectionAbortedError(because)


async def _read(answer: httpx.Response) -> bytes:
    """The whole body. Raises ValueError where it does not end."""
    pieces, size = [], 0
    async for piece in answer.aiter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > _LONGEST:
            raise ValueError(f"more than {_LONGEST} bytes")
    return b"".join(pieces)


def _any_certificate() -> ssl.SSLContext:
    """A recording proves nothing and is tried without the network: how a site's certificate stands is for the night to see."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context
