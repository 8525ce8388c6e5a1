"""What takes turns by itself is heard; what we hide for a moment to prove it is no turn of the page."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.badges import find_badges
from checker.records.candidate import Candidate
from checker.records.layout import Layout
from checker.rendering.look import Look
from checker.rendering.sight import prove_all
from checker.rendering.snapshot import take_snapshot
from checker.rendering.turns import see_turns, watch_turns
from tests.rendering.live_pages import LivePages
from tests.rendering.proofs import rows, written

pytestmark = pytest.mark.asyncio(loop_scope="module")

_CLOCK = "<p id=k></p><script>setInterval(() => { k.textContent = Date() }, 100)</script>"
_SWAP = "<div id=s>$</div><script>setInterval(() => { s.hidden = !s.hidden }, 700)</script>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def keep(name: str, _data: bytes, _what: str) -> str:
    return name


async def looked_again(pages: LivePages, body: str) -> int:
    """How often the page's places are searched once more after its numbers were proven, while other badges are still wanted."""
    searched = 0

    def find_nothing(_: Layout) -> list[Candidate]:
        nonlocal searched
        searched += 1
        return []

    async with pages.open(body) as (_, session):
        await watch_turns(session)
        await asyncio.sleep(1.6)  # two turns
        layout = await take_snapshot(session)
        await prove_all(session, layout, find_badges(layout, []), None, keep)
        async with asyncio.timeout(30):
            await see_turns(session, Look(layout, None, None, b""), find_nothing, [], keep)
    return searched


async def test_a_number_that_was_proven_takes_no_turns(pages: LivePages) -> None:
    assert await looked_again(pages, rows({"a number": "$"}) + _CLOCK) == 0


async def test_a_number_that_comes_and_goes_does(pages: LivePages) -> None:
    assert await looked_again(pages, written(_SWAP, 0)) > 1
