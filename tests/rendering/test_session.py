"""Work in all frames of a page: what goes away is passed over, what gives no answer ends it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.rendering import direct_call
from checker.rendering.session import PageSilent, PageTrouble
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")

_FRAMES = '<iframe src="one.html"></iframe><iframe src="two.html"></iframe>'
_FILES = {"one.html": "<title>one</title>", "two.html": "<title>two</title>"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def test_a_script_runs_in_the_main_frame_and_in_all_inside_it(pages: LivePages) -> None:
    async with pages.open(_FRAMES, _FILES) as (_, session):
        addresses = await session.run_in_frames("address")
    assert [address.rpartition("/")[2] for address in addresses] == ["index.html", "one.html", "two.html"]


async def test_a_frame_that_went_away_is_passed_over(pages: LivePages) -> None:
    async with pages.open(_FRAMES, _FILES) as (page, session):
        frames = await session.frame_ids()
        await page.evaluate("document.querySelector('iframe').remove()")
        brought = await session.in_frames(frames, lambda frame: session.run("address", frame_id=frame))
    assert [address.rpartition("/")[2] for address in brought] == ["two.html"]


async def test_a_page_that_gives_no_answer_ends_it(pages: LivePages) -> None:
    async with pages.open(_FRAMES, _FILES) as (_, session):

        async def hang(frame: str) -> None:
            raise PageSilent(frame)

        with pytest.raises(PageSilent):
            await session.in_frames(await session.frame_ids(), hang)


async def test_the_short_way_is_known_in_the_version_that_is_locked(pages: LivePages) -> None:
    """Else all works, and every visit costs more: look at what Playwright made of it."""
    async with pages.open(_FRAMES, _FILES) as (page, _):
        assert direct_call.caller_of(await page.context.new_cdp_session(page)).__name__ == "call"


async def test_another_version_is_spoken_to_as_it_promises(pages: LivePages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct_call, "_KNOWN", ["something", "else"])
    async with pages.open(_FRAMES, _FILES) as (_, session):
        assert session._call.__name__ == "send"
        assert len(await session.run_in_frames("address")) == 3
        with pytest.raises(PageTrouble, match=r"DOM\.describeNode: .*"):
            await session.send("DOM.describeNode", {"nodeId": -1})
