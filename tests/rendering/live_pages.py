"""Small pages from a server on loopback, opened in the checker's own browser behind its own guard."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from types import TracebackType
from typing import Self

from playwright.async_api import Page

from checker.records.layout import Layout
from checker.rendering.browser import Browser
from checker.rendering.guard import Guard
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot
from checker.settings import Settings

_TYPES = {"html": "text/html; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript", "png": "image/png"}


class LivePages:
    """Asynchronous context: a browser and a server. Pages are written as HTML; a file that is not there is a 404."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._files: dict[str, bytes] = {}
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        async with self._stack:
            server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
            await self._stack.enter_async_context(server)
            self.port = server.sockets[0].getsockname()[1]
            guard = await self._stack.enter_async_context(Guard(allow_private=True))
            browser = await self._stack.enter_async_context(Browser(Settings()))
            self._context = await browser.new_context(guard.address)
            self._stack.push_async_callback(self._context.close)
            self._stack = self._stack.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readline()).split()[1].decode()
        while (await reader.readline()).strip():
            pass
        body = self._files.get(path)
        kind = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
        head = f"HTTP/1.1 {'404 Not Found' if body is None else '200 OK'}\r\nContent-Type: {kind}\r\nConnection: close\r\n"
        writer.write(f"{head}Content-Length: {len(body or b'')}\r\n\r\n".encode() + (body or b""))
        await writer.drain()
        writer.close()

    def serve(self, body: str, files: Mapping[str, str | bytes] | None = None) -> str:
        """The address of a page with this body; `files` stand beside it."""
        folder = f"/{next(self._numbers)}"
        inner = body if "<body" in body or "<frameset" in body else f"<body>{body}</body>"
        page = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head>{inner}</html>'
        for name, content in {"index.html": page, **(files or {})}.items():
            self._files[f"{folder}/{name}"] = content.encode() if isinstance(content, str) else content
        return f"http://127.0.0.1:{self.port}{folder}/index.html"

    @asynccontextmanager
    async def open(self, body: str, files: Mapping[str, str | bytes] | None = None) -> AsyncIterator[tuple[Page, Session]]:
        """The page in a tab of its own, loaded, with a session."""
        page = await self._context.new_page()
        try:
            session = await Session.open(page)
            await page.goto(self.serve(body, files), wait_until="load")
            yield page, session
        finally:
            await page.close()

    async def layout(self, body: str, files: Mapping[str, str | bytes] | None = None) -> Layout:
        """The layout of a page, and no more of it."""
        async with self.open(body, files) as (_, session):
            return await take_snapshot(session)
