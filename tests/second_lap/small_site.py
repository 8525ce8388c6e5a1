"""A site of a few lines on loopback: pages by path, and a log of what was asked when."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import NamedTuple

from checker.records.column import ColumnSeen
from checker.records.observation import Observation

_NAVIGATION = {"document", "iframe"}


class Page(NamedTuple):
    body: str
    status: int = 200
    delay: float = 0.0
    kind: str = "text/html; charset=utf-8"


class Asked(NamedTuple):
    path: str
    at: float  # `time.monotonic()`
    is_page: bool  # asked for by a navigation, as the browser says


class SmallSite:
    """Async context manager; `pages` may be a page or what makes one from the number of times it was asked for (from 1)."""

    def __init__(self, pages: Mapping[str, Page | Callable[[int], Page]]) -> None:
        self.pages = pages
        self.log: list[Asked] = []
        self.broken = 0
        self._times: Counter[str] = Counter()

    async def __aenter__(self) -> "SmallSite":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._server.close()

    def asked(self, path: str) -> int:
        return sum(one.path == path for one in self.log)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            writer.close()
            return
        path = head.split(" ")[1]
        path = path.partition("://")[2].partition("/")[2].join(("/", "")) if "://" in path else path
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head.splitlines()[1:])}
        self.log.append(Asked(path, time.monotonic(), fields.get("sec-fetch-dest") in _NAVIGATION))
        self._times[path] += 1
        found = self.pages.get(path, Page("<h1>没有这个页面</h1>", 404))
        page = found if isinstance(found, Page) else found(self._times[path])
        await asyncio.sleep(page.delay)
        body = page.body.encode()
        answer = f"HTTP/1.1 {page.status} OK\r\nContent-Type: {page.kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        try:
            writer.write(answer.encode() + body)
            await writer.drain()
        except ConnectionError:
            self.broken += 1  # whoever asked has gone
        finally:
            writer.close()


def in_frame(title: str, content: str, more: str = "") -> Page:
    """A page of the site's usual make around its content."""
    return Page(
        f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{more}</head>
<body style="margin:0;font:14px/1.8 sans-serif"><div style="background:#a11;color:#fff;padding:20px 60px;font-size:26px">绵山市水务局</div>
<div style="padding:10px 60px">当前位置：<a href="/">首页</a> &gt; {title}</div>
<div class="main" style="width:1000px;margin:0 auto;min-height:420px">{content}</div>
<div style="background:#eee;text-align:center;padding:16px">主办单位：绵山市水务局　地址：绵山市东街1号</div></body></html>"""
    )


def listing(items: list[tuple[str, str, str]], after: str = "") -> str:
    """Rows of (address, title, day as written)."""
    rows = "".join(f'<li><span style="float:right">{day}</span><a href="{url}">{title}</a></li>' for url, title, day in items)
    return f'<ul style="list-style:none">{rows}</ul>{after}'


TITLES = [f"关于做好{year}年度防汛抗旱值班值守第{n}项工作安排的信息" for year in (2017, 2018) for n in range(1, 40)]


def home(*names: tuple[str, str], more: str = "") -> Page:
    """A home page with these names in its navigation, and a list of news."""
    links = "".join(f'<a href="{url}" style="color:#fff;margin-right:36px">{name}</a>' for name, url in names)
    news = listing([(f"/n/{n}.html", TITLES[n], "2018-07-28") for n in range(5)])
    bar = f'<div style="background:#135;padding:10px 60px">{links}</div>'
    return in_frame("绵山市水务局", f"{bar}<h3>水务要闻 <a href='/yw/'>更多</a></h3>{news}{more}")


def rows(first: int, count: int, day: str = "2018-07-20") -> list[tuple[str, str, str]]:
    return [(f"/a/{n}.html", TITLES[n], day) for n in range(first, first + count)]


def entries_of(*entries: tuple[str, str], style: str = "") -> str:
    return "".join(f"<div style='{style}'><a href='{url}'>{name}</a></div>" for name, url in entries)


def by_name(seen: Observation) -> dict[str, ColumnSeen]:
    return {column.name: column for column in seen.columns}
