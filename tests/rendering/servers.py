"""Web servers on loopback that answer as real ones do, and as bad ones do, byte for byte."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

CODE = "5107000012"
FOOTER = f"<footer style='padding:20px;font:16px sans-serif'>网站标识码：{CODE}</footer>"
TALL = "<div style='height:2500px;background:linear-gradient(#eef,#fee)'>首页内容</div>"


@dataclass
class Asked:
    """One request, and the way to answer it."""

    path: str
    head: str
    times: int  # that this path was asked, this time included
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def answer(
        self, body: str | bytes = "", status: str = "200 OK", kind: str = "text/html; charset=utf-8", headers: str = ""
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        await self.send(
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\nConnection: close\r\n{headers}\r\n".encode()
            + data
        )

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        self.writer.transport.abort()

    async def hang(self) -> None:
        await asyncio.sleep(3600)


Answer = Callable[[Asked], Awaitable[None]] | str


@dataclass
class WebSite:
    """`pages` by path without the query; a text is a whole page. Paths that are not there are 404."""

    pages: dict[str, Answer]
    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@asynccontextmanager
async def web_site(
    pages: dict[str, Answer], host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[WebSite]:
    site = WebSite(pages)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1].partition("?")[0]
            site.asked[path] += 1
            asked = Asked(path, head, site.asked[path], reader, writer)
            page = site.pages.get(path)
            if page is None:
                await asked.answer("<h1>404</h1>没有这个页面", "404 Not Found")
            elif isinstance(page, str):
                await asked.answer(page)
            else:
                await page(asked)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the browser went away, or the test is over
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, host, port, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>某某局</title>{head}</head><body>{body}</body></html>"


def after(seconds: float, body: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> Callable[[Asked], Awaitable[None]]:
    async def answer(asked: Asked) -> None:
        await asyncio.sleep(seconds)
        await asked.answer(body, status, kind)

    return answer


def status(line: str, body: str = "", headers: str = "") -> Callable[[Asked], Awaitable[None]]:
    async def answer(asked: Asked) -> None:
        await asked.answer(body, line, headers=headers)

    return answer


def raw(data: bytes, *, reset: bool = False, hang: bool = False) -> Callable[[Asked], Awaitable[None]]:
    async def answer(asked: Asked) -> None:
        await asked.send(data)
        if hang:
            await asked.hang()
        if reset:
            await asyncio.sleep(0.2)
            asked.reset()

    return answer


async def hang(asked: Asked) -> None:
    await asked.hang()
