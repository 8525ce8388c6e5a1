"""What looked gone is asked once more at the end of the run, and counts only while the network itself is there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from checker.records.column import LinkCheck
from checker.records.home_link import is_gone
from checker.rendering.home_links import AliveLinks, ask_again, ask_links
from checker.rendering.pace import Pace
from tests.rendering.asking import ENOUGH, OPEN, ask, links_to, short_patience, told
from tests.rendering.servers import Asked, WebSite, status, web_site

__all__ = ["short_patience"]  # a fixture for every test here


@asynccontextmanager
async def _page_with(first: str, then: str) -> AsyncIterator[tuple[WebSite, list[LinkCheck]]]:
    """A site whose link answers otherwise at the end of the run."""
    state = [first]

    async def answer(asked: Asked) -> None:
        await asked.answer("", state[0])

    async with web_site({"/": "ok", "/x": answer}) as site:
        checks = await ask(site, site.url("/x"), site.url("/"))
        state[0] = then
        yield site, checks


@pytest.mark.parametrize(("first", "then", "gone"), [("404 X", "404 X", True), ("404 X", "200 OK", False), ("502 X", "503 X", True)])
async def test_what_looked_gone_is_asked_again(first: str, then: str, gone: bool) -> None:
    async with _page_with(first, then) as (site, checks):
        site.asked.clear()
        again, alive = await ask_again(checks, site.url(), OPEN, Pace(0), ENOUGH)
        assert site.asked == {"/x": 1}
    assert (again.status, again.second_status) == (int(first[:3]), int(then[:3]))
    assert is_gone(again.second_status, again.second_trouble) is gone
    assert alive == checks[1]


@pytest.mark.parametrize("first", ["403 X", "412 X", "429 X", "521 X"])
async def test_a_wall_is_not_asked_again(first: str) -> None:
    async with _page_with(first, "200 OK") as (site, checks):
        site.asked.clear()
        assert await ask_again(checks, site.url(), OPEN, Pace(0), ENOUGH) == checks
        assert not site.asked


async def test_a_missing_name_counts_while_the_site_itself_answers() -> None:
    async with web_site({"/": "ok"}) as site:
        checks = await ask(site, "http://a.invalid/")
        [again] = await ask_again(checks, site.url(), OPEN, Pace(0), ENOUGH)
    assert (again.trouble, again.second_trouble) == ("dns", "dns")
    [lost] = await ask_again(checks, site.url(), OPEN, Pace(0), ENOUGH)  # nothing at all answers any more: our own network
    assert (lost.trouble, lost.second_trouble) == ("dns", "our_fault")


async def test_what_answered_one_site_is_not_asked_again_for_the_next() -> None:
    async with web_site({"/": "ok", "/gone": status("404 Not Found")}) as site:
        alive = AliveLinks()
        links = links_to(site.url(), site.url("/gone"))
        first = await ask_links(links, "http://a.example/", OPEN, Pace(0.0), ENOUGH, alive=alive)
        again = await ask_links(links, "http://b.example/", OPEN, Pace(0.0), ENOUGH, alive=alive)
        assert [told(check) for check in first] == [told(check) for check in again] == [200, 404]
        assert site.asked == {"/": 1, "/gone": 4}, "HEAD and GET of each site for what is gone"
