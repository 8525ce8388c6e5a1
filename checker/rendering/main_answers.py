"""Headers and bodies of what answered to the main frame, asked for while the browser still has them: a further document takes them away."""

import asyncio
from dataclasses import dataclass, field

from playwright.async_api import Error, Response

from checker.records.network import MainAnswer
from checker.rendering.certificates import ChainWatch
from checker.rendering.session import PageTrouble

_LAST = 3.0  # seconds for what is still under way when the page is left
_REDIRECTS = range(300, 400)


@dataclass
class _Taking:
    """One answer, with what was had of it so far."""

    response: Response
    seconds: float
    by_guard: str | None
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    protocol: str | None = None
    security: dict[str, str | float] = field(default_factory=dict)
    body: bytes | None = None
    without_body: str = "it had not come to its end when the page was left"


class MainAnswers:
    """`body_bytes`: the largest body, over the network and as read. Of more than `most` answers the later ones are only counted."""

    def __init__(self, chains: ChainWatch, body_bytes: int, most: int) -> None:
        self._chains = chains
        self._body_bytes = body_bytes
        self._most = most
        self._taken: list[_Taking] = []
        self._tasks: list[asyncio.Task[None]] = []
        self.left_out = 0

    def heed(self, response: Response, seconds: float, by_guard: str | None) -> None:
        """An answer to the main frame has begun."""
        if len(self._taken) == self._most:
            self.left_out += 1
            return
        taking = _Taking(response, seconds, by_guard)
        self._taken.append(taking)
        self._tasks.append(asyncio.create_task(self._take(taking)))

    async def finish(self) -> list[tuple[MainAnswer, bytes | None]]:
        """Every answer in order, with its body where there is one. What has no end is left as it is."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST)
        await self.stop()
        return [(_record(taking), taking.body) for taking in self._taken]

    async def stop(self) -> None:
        """Nothing is asked for any more."""
        for task in self._tasks:
            task.cancel()
        for ended in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended

    async def _take(self, taking: _Taking) -> None:
        response = taking.response
        try:
            headers, asked, taking.protocol = await asyncio.gather(
                response.headers_array(), response.request.headers_array(), response.http_version()
            )
            taking.headers = [(header["name"], header["value"]) for header in headers]
            taking.asked = [(header["name"], header["value"]) for header in asked]
            if response.url.startswith("https:"):
                security: dict[str, object] = {**(await response.security_details() or {})}
                taking.security = {name: value for name, value in security.items() if isinstance(value, str | int | float)}
            if taking.by_guard is not None:
                taking.without_body = "the guard answered in the site's place"
            elif _is_redirect(taking):
                taking.without_body = "the browser gives none of a redirect"
            else:
                await asyncio.gather(self._chains.take(response.url), self._take_body(taking))
        except (Error, PageTrouble) as gone:  # the page went on or away; what was had by then stands
            taking.without_body = str(gone).partition("\n")[0]

    async def _take_body(self, taking: _Taking) -> None:
        response = taking.response
        await response.finished()
        if trouble := response.request.failure:
            taking.without_body = str(trouble)
            return
        came = (await response.request.sizes())["responseBodySize"]
        if came > self._body_bytes:
            taking.without_body = f"{came} bytes: more than the setting body_bytes"
            return
        body = await response.body()
        if len(body) > self._body_bytes:
            taking.without_body = f"{len(body)} bytes: more than the setting body_bytes"
            return
        taking.body = body


def _is_redirect(taking: _Taking) -> bool:
    return taking.response.status in _REDIRECTS and any(name.lower() == "location" for name, _ in taking.headers)


def _record(taking: _Taking) -> MainAnswer:
    response = taking.response
    return MainAnswer(
        url=response.url,
        method=response.request.method,
        status=response.status,
        words=response.status_text,
        protocol=taking.protocol,
        seconds=taking.seconds,
        by_guard=taking.by_guard,
        asked=taking.asked,
        headers=taking.headers,
        location=next((value for name, value in taking.headers if name.lower() == "location"), None),
        security=taking.security,
        without_body=None if taking.body is not None else taking.without_body,
    )
