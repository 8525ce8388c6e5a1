"""What holds a page up is named as what it is, and its look is not complete; what only hangs beside it holds nothing up."""

import asyncio

import pytest

from tests.rendering.conftest import LookAt
from tests.rendering.seen import acts, codes_seen, ended
from tests.rendering.servers import FOOTER, TALL, Answer, Asked, hang, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _drip(asked: Asked) -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"
    await asked.send((head + page(TALL).partition("</body>")[0]).encode())
    while True:
        await asked.send(b"<p>x</p>")
        await asyncio.sleep(0.2)


HELD_UP: dict[str, dict[str, Answer]] = {
    "a script": {"/": page(TALL + "<script src=/hangs></script>" + FOOTER), "/hangs": hang},
    "a script of the head": {"/": page(TALL + FOOTER, "<script src=/hangs></script>"), "/hangs": hang},
    "a style sheet": {"/": page(TALL + FOOTER, "<link rel=stylesheet href=/hangs>"), "/hangs": hang},
    "a style sheet before a script": {"/": page(TALL + "<script>1</script>" + FOOTER, "<link rel=stylesheet href=/hangs>"), "/hangs": hang},
    "a synchronous request": {
        "/": page(TALL + "<script>const r = new XMLHttpRequest(); r.open('GET', '/hangs', false); r.send()</script>" + FOOTER),
        "/hangs": hang,
    },
    "a body that drips": {"/": _drip},
}


@pytest.mark.parametrize("name", HELD_UP)
async def test_it_is_no_loop_and_the_look_is_incomplete(name: str, look_at: LookAt) -> None:
    async with web_site(HELD_UP[name]) as site:
        seen = await look_at(site.url(), site_deadline=60.0)
    assert ended(seen) == ("reached", "deadline"), (seen.acts, seen.trouble)
    assert seen.incomplete
    assert codes_seen(seen) == []
    assert acts(seen, "script ended") == [] or "synchronous" in name


async def test_a_frame_that_waits_is_named(look_at: LookAt) -> None:
    pages: dict[str, Answer] = {
        "/": page(TALL + "<iframe src=/foot style='width:100%;height:200px'></iframe>"),
        "/foot": page("<script src=/conac.cn/hangs></script>" + FOOTER),
        "/conac.cn/hangs": hang,
    }
    async with web_site(pages) as site:
        seen = await look_at(site.url(), site_deadline=60.0)
    assert any("/foot" in gap for gap in seen.incomplete), seen.incomplete
