"""Every end that a visit may have: what the network, the server and the page do, and the state that the contract names for it."""

import asyncio
import socket

import pytest

from tests.rendering.conftest import LookAt
from tests.rendering.seen import acts, codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, Asked, hang, page, raw, status, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
GOOD = page(TALL + FOOTER)
PROMISED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n"


async def headers_without_end(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asked.send(b"X-More: yes\r\n")
        await asyncio.sleep(0.2)


async def download(asked: Asked) -> None:
    await asked.answer("x" * 100, kind="application/octet-stream", headers='Content-Disposition: attachment; filename="a.doc"\r\n')


async def reset_at_once(asked: Asked) -> None:
    asked.reset()


async def slow_chain(asked: Asked) -> None:
    await asyncio.sleep(0.6)
    await asked.answer("", "302 Found", headers=f"Location: /?{asked.times}\r\n")


ENDS: dict[str, tuple[Answer, str, int | None]] = {
    "silent": (hang, "timeout", None),
    "headers without end": (headers_without_end, "timeout", None),
    "slow chain": (slow_chain, "timeout", 302),
    "reset at once": (reset_at_once, "reset", None),
    "closed without a word": (raw(b""), "reset", None),
    "reset before anything was shown": (raw(PROMISED + b"<html><head><title>x</title>", reset=True), "reset", 200),
    "redirected for ever": (status("302 Found", headers="Location: /\r\n"), "redirect_loop", 302),
    "download": (download, "download", 200),
    "octets": (lambda asked: asked.answer(b"\0\1\2" * 99, kind="application/octet-stream"), "download", 200),
    "pdf": (lambda asked: asked.answer(b"%PDF-1.4\n%%EOF", kind="application/pdf"), "download", 200),
    "no content": (status("204 No Content"), "empty", 204),
    "not modified": (status("304 Not Modified"), "empty", None),
    "blank": (page(""), "empty", 200),
    "401": (status("401 Unauthorized", "<h1>401</h1>", 'WWW-Authenticate: Basic realm="x"\r\n'), "http_error", 401),
    "403": (status("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx"), "http_error", 403),
    "404": (status("404 Not Found", "<h1>页面不存在</h1>"), "http_error", 404),
    "404 without a body": (status("404 Not Found"), "http_error", 404),
    "451": (status("451 Unavailable", "451"), "http_error", 451),
    "500": (status("500 Internal Server Error", "出错了"), "http_error", 500),
    "502 of the site's own": (status("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"), "http_error", 502),
    "503 without a body": (status("503 Service Unavailable"), "http_error", 503),
    "412": (status("412 Precondition Failed", "<script>1</script>"), "blocked", 412),
    "412 without a body": (status("412 Precondition Failed"), "blocked", 412),
    "429": (status("429 Too Many Requests", "slow down"), "blocked", 429),
    "wall with 200": (page("<h3>访问验证</h3>请拖动滑块完成拼图"), "blocked", 200),
    "wall with 403": (status("403 Forbidden", "您的访问请求被Web应用防火墙拦截"), "blocked", 403),
    "521 that leads nowhere": (status("521 X", "<script>document.cookie='a=1'</script>"), "blocked", 521),
    "nothing after its body's promise but a page": (raw(PROMISED + GOOD.encode(), reset=True), "reached", 200),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
async def test_each_end_has_its_state(name: str, look_at: LookAt) -> None:
    answer, state, code = ENDS[name]
    async with web_site({"/": answer}) as site:
        seen = await look_at(site.url())
    assert (seen.reach.state, seen.reach.status) == (state, code), (seen.reach, seen.acts, seen.trouble)
    # a body that breaks off keeps its parser waiting, and that is told
    assert (seen.reach.because is None) == (state == "reached" and seen.reach.release == "quiet")
    assert bool(seen.incomplete) or state == "reached"


@pytest.mark.parametrize("name", ["404", "404 without a body", "412", "wall with 200", "blank"])
async def test_what_stands_there_is_pictured(name: str, look_at: LookAt) -> None:
    async with web_site({"/": ENDS[name][0]}) as site:
        seen = await look_at(site.url())
    assert seen.untouched is not None and seen.settled is not None


async def test_time_until_the_answer_is_told(look_at: LookAt) -> None:
    async def slow(asked: Asked) -> None:
        await asyncio.sleep(0.7)
        await asked.answer(GOOD)

    async with web_site({"/": slow, "/never": hang}) as site:
        seen, never = await look_at(site.url()), await look_at(site.url("/never"))
    assert seen.reach.seconds is not None and 0.7 <= seen.reach.seconds < 2
    assert never.reach.seconds is not None and 2.0 <= never.reach.seconds < 4


async def test_nobody_listens(look_at: LookAt) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seen = await look_at(f"http://127.0.0.1:{port}/")
    assert seen.reach.state == "refused"
    assert seen.untouched is None


async def test_name_that_is_not_there(look_at: LookAt) -> None:
    seen = await look_at("http://no-such-name.invalid/")
    assert seen.reach.state == "dns"


async def test_https_is_tried_once_where_an_assumed_http_is_refused(look_at: LookAt) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    seen = await look_at(url, scheme_assumed=True)
    assert seen.reach.state == "refused"
    assert acts(seen, "tried https")


async def test_private_address_is_not_allowed(look_at: LookAt) -> None:
    async with web_site({"/": GOOD}) as site:
        seen = await look_at(site.url(), allow_private=False)
    assert seen.reach.state == "not_allowed"
    assert site.asked["/"] == 0
    assert seen.blocked


async def test_a_body_that_breaks_off_leaves_the_look_incomplete(look_at: LookAt) -> None:
    async with web_site({"/": raw(PROMISED + page(TALL).encode(), reset=True)}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state == "reached"
    assert any("框架页面" in reason or "页面" in reason for reason in seen.incomplete)
    assert acts(seen, "loaded again")


@pytest.mark.parametrize("body", [b"hello " * 50, GOOD.encode()])
async def test_an_answer_without_a_head(body: bytes, look_at: LookAt) -> None:
    async with web_site({"/": raw(body)}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state in ("reached", "reset")


async def test_a_dripping_body_is_shown_and_said_to_be_incomplete(look_at: LookAt) -> None:
    async def drip(asked: Asked) -> None:
        await asked.send(PROMISED + GOOD.encode().replace(b"</body></html>", b""))
        while True:
            await asked.send(b"<p>drip</p>")
            await asyncio.sleep(0.2)

    async with web_site({"/": drip}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "deadline")
    assert codes_seen(seen) == [CODE]


@pytest.mark.long
async def test_an_endless_body_ends_at_the_limit(look_at: LookAt) -> None:
    async def pour(asked: Asked) -> None:
        await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        while True:
            await asked.send(b"<p>" + b"x" * 20_000)

    async with web_site({"/": pour}) as site:
        seen = await look_at(site.url(), byte_limit=3_000_000, site_deadline=90.0)  # 3 MB of letters are much to draw on a busy machine
    assert ended(seen) == ("reached", "byte_limit")


async def test_a_second_try_may_bring_the_page(look_at: LookAt) -> None:
    async def blank_at_first(asked: Asked) -> None:
        await asked.answer(page("") if asked.times == 1 else GOOD)

    async with web_site({"/": blank_at_first}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state == "reached"
    assert codes_seen(seen) == [CODE]


@pytest.mark.long
async def test_a_retry_that_fails_takes_nothing_away(look_at: LookAt) -> None:
    async def once(asked: Asked) -> None:
        if asked.times == 1:
            await asked.answer(page("<script src=/broken.js></script>" + TALL + FOOTER))
        else:
            asked.reset()

    async with web_site({"/": once, "/broken.js": reset_at_once}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state == "reached"
    assert seen.settled is not None
    assert any("broken.js" in reason for reason in seen.incomplete)
