"""Our own questions by plain HTTP: behind a guard, a redirect a question, and every trouble in the words of CONTRACT.md."""

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import AsyncExitStack, nullcontext
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import httpx

from checker.records.look import ReachState
from checker.rendering.failures import state_of_guard
from checker.rendering.guard import Guard
from checker.rendering.pace import Pace
from checker.rendering.trust import read_authority
from checker.settings import Settings

_REDIRECTS = 8
_LAST_PORT = 65535


class PlainAnswer(NamedTuple):
    """The status of the last answer, or why there was none (`timeout`, `dns`, `refused`, `reset`, `tls`, `redirect_loop`, …)."""

    status: int | None
    trouble: ReachState | None
    date: str | None = None  # the answer's Date header; null where a cache answered out of its store


class PlainReply(NamedTuple):
    """An answer with its body; `trouble` as in PlainAnswer, and no body then."""

    status: int | None
    body: bytes
    trouble: ReachState | None


@lru_cache
def _trust(authority: Path | None) -> ssl.SSLContext:
    """One context for all questions: building it costs 50 ms."""
    return read_authority(authority) if authority else ssl.create_default_context()


class PlainHttp:
    """An asynchronous context: a guard and a client of its own. `patience` in seconds for a connection and for each silence; a
    question with its redirects may take twice as long, without the time that it waits for its turns."""

    def __init__(self, settings: Settings, patience: float = 10.0) -> None:
        self._patience = patience
        self._guard = Guard(allow_private=settings.allow_private, upstream=settings.proxy, connect_timeout=patience)
        self._agent = f"Mozilla/5.0 {settings.user_agent_suffix}"
        self._authority = settings.trust_ca
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with self._stack:
            await self._stack.enter_async_context(self._guard)
            client = httpx.AsyncClient(
                proxy=self._guard.address, verify=_trust(self._authority), timeout=self._patience, headers={"User-Agent": self._agent},
                # a connection for each: one that the server ended meanwhile would look like a reset
                limits=httpx.Limits(max_keepalive_connections=0),
            )  # fmt: skip
            self._client = await self._stack.enter_async_context(client)
            self._stack = self._stack.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def ask(self, method: str, address: str, pace: Pace | None = None) -> PlainAnswer:
        """Follows redirects; of the answer only the head is read. Each question waits for its host's turn."""
        left = 2 * self._patience
        try:
            request: httpx.Request | None = self._client.build_request(method, address)
            for _ in range(1 + _REDIRECTS):
                assert request is not None
                if (request.url.port or 0) > _LAST_PORT:  # the guard would answer in the site's place
                    return PlainAnswer(None, "our_fault")
                async with pace.turn(str(request.url)) if pace else nullcontext():
                    begun = asyncio.get_running_loop().time()
                    async with asyncio.timeout(left):  # headers may drip
                        answer = await self._client.send(request, stream=True)
                        await answer.aclose()
                    left -= asyncio.get_running_loop().time() - begun
                failure = self._guard.failure_behind(str(answer.url), answer.headers)
                if failure is not None:
                    return PlainAnswer(None, state_of_guard(failure.kind))
                request = answer.next_request
                if request is None or request.url.scheme not in ("http", "https"):
                    date = None if "age" in answer.headers else answer.headers.get("date")
                    return PlainAnswer(answer.status_code, None, date)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TimeoutError) as trouble:
            return PlainAnswer(None, self._told(trouble))
        return PlainAnswer(None, "redirect_loop")

    async def post(self, address: str, content: bytes, headers: Mapping[str, str], limit: int) -> PlainReply:
        """Sends `content`; of the answer's body at most `limit` bytes are read. A redirect is not followed: the answer is its status."""
        body = b""
        try:
            request = self._client.build_request("POST", address, content=content, headers=dict(headers))
            async with asyncio.timeout(2 * self._patience):
                answer = await self._client.send(request, stream=True)
                try:
                    async for piece in answer.aiter_bytes():
                        body = (body + piece)[:limit]
                        if len(body) == limit:
                            break
                finally:
                    await answer.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TimeoutError) as trouble:
            return PlainReply(None, b"", self._told(trouble))
        failure = self._guard.failure_behind(str(answer.url), answer.headers)
        if failure is not None:
            return PlainReply(None, b"", state_of_guard(failure.kind))
        return PlainReply(answer.status_code, body, None)

    def _told(self, trouble: Exception) -> ReachState:
        if isinstance(trouble, httpx.ProxyError):  # the guard refused the tunnel, and knows why
            failure = self._guard.failure_at(str(trouble.request.url))
            return state_of_guard(failure.kind) if failure else "our_fault"
        if isinstance(trouble, httpx.TimeoutException | TimeoutError):
            return "timeout"
        if _is_of_tls(trouble):
            return "tls"
        if isinstance(trouble, httpx.NetworkError | httpx.RemoteProtocolError):
            return "reset"
        return "our_fault"  # an address that is none, too: nobody could ask for it


def _is_of_tls(trouble: BaseException | None) -> bool:
    while trouble is not None and not isinstance(trouble, ssl.SSLError):
        trouble = trouble.__cause__ or trouble.__context__
    return trouble is not None
