"""A home page stands on the site's own host: wherever a step leads, another host's page is not judged in its place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from checker.rendering.browser import Browser
from checker.scenario import Steps
from tests.rendering.servers import Answer, status, web_site
from tests.scenario.walking import FOOTER, browsing, walk

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

HOME = f"<!doctype html><meta charset=utf-8><h1>首页</h1><a href=/go>进入</a>{FOOTER}"
OTHER = "<!doctype html><meta charset=utf-8><p>另一单位的首页</p>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


async def _by_address(steps: Steps) -> None:
    await steps.open()
    await steps.open(steps.page.url.replace("127.0.0.1", "localhost") + "other.html")


async def _by_redirect(steps: Steps) -> None:
    await steps.open("/go")


async def _by_port(steps: Steps) -> None:
    await steps.open()
    await steps.open("http://127.0.0.1:9/")


async def _by_link(steps: Steps) -> None:
    await steps.open()
    await steps.follow("text=进入")
    await steps.look()


@pytest.mark.parametrize(
    ("steer", "step"),
    [(_by_address, 'open "http://localhost'), (_by_port, 'open "http://127.0.0.1:9/"'), (_by_redirect, 'open "/go"'), (_by_link, "look")],
    ids=["typed", "port", "sent on", "link"],
)
async def test_a_home_page_on_another_host_is_a_drift(chromium: Browser, tmp_path: Path, steer: object, step: str) -> None:
    assert callable(steer)
    async with web_site({"/": HOME, "/other.html": OTHER}) as site:
        site.pages["/go"] = status("302 Found", headers=f"Location: {site.url('/other.html', host='localhost')}\r\n")
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert seen.scenario.state == "drifted" and (seen.scenario.step or "").startswith(step), seen.steps
    assert "is not on the site's own host" in (seen.steps[-1].because or "")
    assert [one.kind for one in seen.sightings] == ["site_code"], "the plain visit saw the site's own"


async def test_where_the_roster_s_address_itself_leads_is_the_site_s_own(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.look()
        await steps.open(steps.page.url.replace("localhost", "127.0.0.1"))  # a column's platform may stand anywhere

    pages: dict[str, Answer] = {"/index.html": HOME}
    async with web_site(pages) as site:
        pages["/"] = status("302 Found", headers=f"Location: {site.url('/index.html', host='localhost')}\r\n")
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert seen.scenario.state == "followed" and (seen.reach.final_url or "").startswith("http://localhost"), seen.steps
