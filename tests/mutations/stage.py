"""Changed pages as folders of their own, under hosts of their own, and a server that hears when a change took hold."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from checker.sample_city.wire import Answer, Request
from tests.mutations.mutation import Change
from tests.mutations.source import change as rewrite
from tests.mutations.source import text_files
from tests.sites.page import SitePage
from tests.sites.server import PageServer

_REPORT = "/took-hold"


def stage(change: Change, archive: Path) -> SitePage:
    """Copies the page, gives it and the hosts that it brings along new names, and makes the change."""
    page, tag = change.page, re.sub("[^a-z]+", "-", f"{change.mutation} {change.kind or ''}".strip())
    folder = archive / page.folder.parent.name / f"{page.folder.name}-{tag}"
    shutil.copytree(page.folder, folder)
    changed = SitePage(folder)
    hosts = {page.host: changed.host, **{old.name: f"{tag}-{old.name}" for old in page.folder.glob("hosts/*")}}
    for file in text_files(folder):
        rewrite(file, lambda text: _renamed(text, hosts))
    for old in folder.glob("hosts/*"):
        old.rename(old.with_name(hosts[old.name]))
    expected = change.make(folder, f"{_REPORT}?change={tag}-{page.key}") or page.expected
    answers = tuple(rule.model_copy(update={"url": _renamed(rule.url, hosts)}) for rule in expected.answers)
    changed.expected = expected.model_copy(update={"answers": answers})
    return changed


def reported_as(change: Change) -> str:
    return re.sub("[^a-z]+", "-", f"{change.mutation} {change.kind or ''}".strip()) + f"-{change.page.key}"


def _renamed(text: str, hosts: dict[str, str]) -> str:
    for old, new in hosts.items():
        text = text.replace(old, new)
    return text


class HearingServer(PageServer):
    """Knows by name the changes that were made in the page itself."""

    def __init__(self, pages: Iterable[SitePage]) -> None:
        super().__init__(pages)
        self.heard: set[str] = set()

    async def respond(self, request: Request) -> Answer:
        if request.path == _REPORT:
            self.heard.update(parse_qs(request.query)["change"])
            return Answer(b"", "text/plain")
        return await super().respond(request)
