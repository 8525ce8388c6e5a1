"""The links of a page, asked of a server on loopback with little patience."""

import pytest

from checker.records.base import Box
from checker.records.column import LinkCheck
from checker.records.home_link import HomeLink
from checker.rendering import home_links, plain_http
from checker.rendering.home_links import LinkBudget, ask_links
from checker.rendering.pace import Pace
from checker.settings import Settings
from tests.rendering.servers import WebSite

OPEN = Settings(allow_private=True)
ENOUGH = LinkBudget(count=100, seconds=60)
BOX = Box(10, 20, 30, 16)


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(plain_http.PlainHttp):
        def __init__(self, settings: Settings) -> None:
            super().__init__(settings, 0.7)

    monkeypatch.setattr(home_links, "PlainHttp", Impatient)


def links_to(*addresses: str) -> list[HomeLink]:
    return [HomeLink(address, f"第{place}个", BOX) for place, address in enumerate(addresses)]


async def ask(site: WebSite, *addresses: str, settings: Settings = OPEN, budget: LinkBudget = ENOUGH, pace: float = 0.0) -> list[LinkCheck]:
    return await ask_links(links_to(*addresses), site.url(), settings, Pace(pace), budget, "settled.jpg")


def told(check: LinkCheck) -> int | str | None:
    return check.status if check.status is not None else check.trouble
