"""All fixture pages and the official hosts behind one HTTP proxy on loopback, each page under a host of its own."""

import asyncio
import mimetypes
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader

from checker.sample_city import pictures
from checker.sample_city.authority import Authority
from checker.sample_city.official import NOT_FOUND, OfficialHosts
from checker.sample_city.pages import templates_in
from checker.sample_city.proxy import Proxy, Trouble
from checker.sample_city.wire import Answer, Request
from checker.sample_city.wording import SHARED
from tests.sites.page import HOME, SitePage

# what the registry of Party and government sites knows: loader number, certificate, name
REGISTERED = (
    ("60451001", "0A1B2C3D4E5F60718293A4B5C6D7E8F9", "绵山市人力资源和社会保障局"),
    ("60451002", "1F2E3D4C5B6A79880716253443526170", "绵山市教育和体育局"),
    ("60451003", "9C8B7A6958473625140F1E2D3C4B5A69", "岚河县人民政府"),
)
_MOVED = {"pucha.kaipuyun.cn": "zfwzgl.www.gov.cn", "121.43.68.40": "zfwzgl.www.gov.cn"}  # former addresses answer as the new one does
_DESKS = {"www.miibeian.gov.cn", "www.gov.cn"}  # more hosts that links of badges lead to


class PageServer:
    """`respond` and `trouble_of` are what the sample city's proxy asks of its city."""

    def __init__(self, pages: Iterable[SitePage]) -> None:
        self._pages = {page.host: page for page in pages}
        self._folders: dict[str, Path] = {host: page.folder for host, page in self._pages.items()}
        for page in list(self._pages.values()):
            for folder in page.folder.glob("hosts/*"):
                if folder.name in self._folders:
                    raise ValueError(f"{folder}: another page has files of that host already")
                self._folders[folder.name] = folder
                self._pages[folder.name] = page
        self.closing = asyncio.Event()  # set at the end, so that silent answers end too
        self._official = OfficialHosts(templates_in(FileSystemLoader(SHARED)), REGISTERED)

    def door(self, authority: Authority) -> Proxy:
        """The proxy, to be entered as a context."""
        return Proxy(self.respond, self.trouble_of, authority)

    def trouble_of(self, host: str, port: int) -> Trouble | None:
        if host in self._folders:
            return None if port in (80, 443) else "refused"
        known = host in OfficialHosts.HOSTS or host in _MOVED or host in _DESKS
        return None if known else "unknown"

    async def respond(self, request: Request) -> Answer:
        """A page's own rule first (known by the Referer on other hosts), then its files, then the drawn pictures."""
        page = self._pages.get(request.host) or self._pages.get(urlsplit(request.headers.get("referer", "")).hostname or "")
        rule = page.rule(request.host, request.path, request.query) if page else None
        if page is not None and rule is not None:
            if rule.trouble == "silent":
                await self.closing.wait()
            await asyncio.sleep(rule.delay)
            if rule.trouble is not None:
                raise ConnectionResetError("this page's rule breaks the connection off")
            if rule.location is not None:
                return Answer(status=rule.status, headers=(("Location", rule.location),))
            if rule.status >= 400:
                return Answer(b"<h1>Not here</h1>", "text/html", rule.status)
            if rule.file is not None:
                return Answer((page.folder / rule.file).read_bytes(), rule.content_type or "text/html; charset=utf-8", rule.status)
        answer = self._plain_answer(request)
        return Answer(answer.body, rule.content_type, answer.status, answer.headers) if rule and rule.content_type else answer

    def _plain_answer(self, request: Request) -> Answer:
        folder = self._folders.get(request.host)
        if folder is None:
            if request.host in _DESKS:
                return Answer("<title>查询</title>".encode())
            host = _MOVED.get(request.host, request.host)
            return self._official.answer(Request(request.scheme, host, request.path, request.query, request.method, request.headers))
        name = request.path.strip("/") or HOME
        file = folder / name
        if file.is_file() and file.name != "expected.toml" and file.resolve().is_relative_to(folder.resolve()):
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            is_text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
            return Answer(file.read_bytes(), f"{kind}; charset=utf-8" if is_text else kind)
        drawn = pictures.draw(file.name)
        if drawn is not None:
            return Answer(drawn, "image/jpeg" if file.suffix == ".jpg" else "image/png")
        return NOT_FOUND
