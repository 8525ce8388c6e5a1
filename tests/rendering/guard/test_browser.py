"""Real Chromium behind the guard: whatever a page tries stays outside, and an honest page comes whole."""

import asyncio
import base64
import contextlib
import hashlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trustme
from playwright.async_api import Browser, Error, Page, ProxySettings, async_playwright

from checker.rendering.chromium import find_chromium
from checker.rendering.guard import Guard
from checker.settings import Settings
from tests.rendering.guard.servers import Peer, page, serving

GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"

TRIES = """
<link rel="stylesheet" href="http://127.0.0.1:PORT/style"><link rel="dns-prefetch" href="//localhost:PORT">
<link rel="preconnect" href="http://[::1]:PORT/"><link rel="prefetch" href="http://127.1:PORT/prefetch">
<body><img src="http://127.0.0.1:PORT/img"><img src="/away"><img src="http://inside.gov.cn.localhost:PORT/img">
<iframe src="http://2130706433:PORT/frame"></iframe><iframe src="/away"></iframe><iframe src="https://127.0.0.1:PORT/frame"></iframe>
<object data="http://localhost.:PORT/object"></object><video src="http://[::ffff:127.0.0.1]:PORT/video"></video>
<script>
const ended = [];
for (const host of ["127.0.0.1", "localhost", "0x7f.1", "[::1]", "0.0.0.0"]) {
  ended.push(fetch(`http://${host}:PORT/fetch`, {mode: "no-cors"}).then(() => "opaque", () => "failed"));
  ended.push(new Promise(end => { const s = new WebSocket(`ws://${host}:PORT/`);
    s.onopen = () => end("OPEN"); s.onerror = () => end("failed"); }));
  navigator.sendBeacon(`http://${host}:PORT/beacon`, "x");
}
ended.push(fetch("/away").then(() => "FETCHED", () => "failed"));
ended.push(new Promise(end => { const e = new EventSource("http://127.0.0.1:PORT/events");
  e.onerror = () => { e.close(); end("failed"); }; }));
const worker = new Worker(URL.createObjectURL(new Blob(
  ["fetch('http://127.0.0.1:PORT/worker', {mode: 'no-cors'}).then(() => 0, () => 0).then(() => postMessage('failed'))"])));
ended.push(new Promise(end => { worker.onmessage = message => end(message.data); }));
window.tried = Promise.all(ended);
</script>
"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(Settings()).path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@asynccontextmanager
async def page_behind(browser: Browser, guard: Guard) -> AsyncIterator[Page]:
    context = await browser.new_context(proxy={"server": guard.address, "bypass": "<-loopback>"}, ignore_https_errors=True)
    yield await context.new_page()
    await context.close()


async def test_no_page_reaches_inside() -> None:
    async def treasure(peer: Peer) -> None:
        await peer.send(page("secret", "Access-Control-Allow-Origin: *\r\n"))

    async with serving(treasure) as inside:

        async def site(peer: Peer) -> None:
            target = (await peer.read_head()).split(b" ")[1]
            if target == b"/":
                await peer.send(page(TRIES.replace("PORT", str(inside.port))))
            elif target in (b"/away", b"/top"):
                await peer.send(f"HTTP/1.1 302 x\r\nLocation: http://127.0.0.1:{inside.port}/\r\nContent-Length: 0\r\n\r\n".encode())

        async with (
            serving(site) as outside,
            Guard(allow_private=True, resolver=lambda _: ["127.0.0.1"]) as office,  # another proxy, which resolves the site's name
            Guard(upstream=office.address) as guard,
            Guard(resolver=lambda _: ["127.0.0.1"]) as direct,
            chromium() as browser,
        ):
            async with page_behind(browser, guard) as tab:
                await tab.goto(f"http://www.my.gov.cn:{outside.port}/")
                assert set(await tab.evaluate("window.tried")) <= {"failed", "opaque"}
                answer = await tab.goto(f"http://www.my.gov.cn:{outside.port}/top")
                assert answer is not None and answer.status == 502
                failure = guard.failure_behind(answer.url, answer.headers)
                assert failure is not None and failure.kind == "not_allowed"
            refused = {refusal.host for refusal in guard.refused if refusal.port == inside.port}
            assert refused >= {"127.0.0.1", "localhost", "localhost.", "::1", "::ffff:7f00:1", "0.0.0.0", "inside.gov.cn.localhost"}
            async with page_behind(browser, direct) as tab:
                await tab.set_content(
                    f"<img src=http://named.gov.cn:{inside.port}/><iframe src=https://named.gov.cn:{inside.port}/></iframe>"
                )
                with pytest.raises(Error, match="ERR_TUNNEL_CONNECTION_FAILED"):
                    await tab.goto(f"https://rebound.gov.cn:{inside.port}/")
            assert {refusal.host for refusal in direct.refused} == {"named.gov.cn", "rebound.gov.cn"}
        assert inside.connections == 0


async def test_an_honest_page_comes_whole() -> None:
    """A hundred pictures from servers that keep their connections, a frame, a script, a WebSocket, over http and https."""
    authority = trustme.CA()
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("www.my.gov.cn").configure_cert(certificate)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                target = head.split(b" ")[1].decode()
                pictures = "".join(f"<img src=/{number}.gif>" for number in range(100))
                body = {
                    "/": f"{pictures}<iframe src=/frame></iframe><script src=/x.js></script>",
                    "/frame": "framed",
                    "/x.js": "window.ran = 1",
                }
                data = body[target].encode() if target in body else GIF
                kind = "text/html" if target in ("/", "/frame") else "text/javascript" if target == "/x.js" else "image/gif"
                # deaf to `Connection: close`, as some servers are
                writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def echo(peer: Peer) -> None:
        head = await peer.read_head()
        key = head.lower().split(b"sec-websocket-key: ")[1]
        key = head[len(head) - len(key) :].split(b"\r\n")[0]
        await peer.send(
            b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept_of(key) + b"\r\n\r\n"
        )
        await peer.send(b"\x81\x05hello")
        await peer.read_to_end()

    plain = await asyncio.start_server(answer, "127.0.0.1", 0)
    secure = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=certificate)
    try:
        async with serving(echo) as sockets, Guard(allow_private=True, resolver=lambda _: ["127.0.0.1"]) as guard, chromium() as browser:
            async with page_behind(browser, guard) as tab:
                for scheme, server in (("http", plain), ("https", secure)):
                    await tab.goto(f"{scheme}://www.my.gov.cn:{server.sockets[0].getsockname()[1]}/")
                    assert await tab.evaluate("[...document.images].filter(i => i.complete && i.naturalWidth == 1).length") == 100
                    assert await tab.evaluate("window.ran") == 1
                    assert await tab.frames[1].evaluate("document.body.innerText") == "framed"
                await tab.goto("about:blank")
                heard = "address => new Promise(end => { const s = new WebSocket(address); s.onmessage = m => end(m.data); })"
                assert await tab.evaluate(heard, f"ws://www.my.gov.cn:{sockets.port}/") == "hello"
            assert guard.failures == {} and guard.refused == []
    finally:
        for server in (plain, secure):
            server.close()
        await asyncio.sleep(0.1)


def accept_of(key: bytes) -> bytes:
    """RFC 6455, 4.2.2."""
    return base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())


async def test_the_browser_meets_a_servers_faults_as_they_are() -> None:
    """What Chromium says of a fault behind the guard is what it says of the same fault without one."""
    faults = {
        "/empty": (b"", False),
        "/reset": (b"", True),
        "/half-head": (b"HTTP/1.1 200 OK\r\nContent-Le", True),
        "/two-lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", False),
        "/no-http": (b"\0\0\0\0\0\0\0\0\0\0\0\0", False),
        "/bad-chunk": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", False),
        "/no-body": (b"HTTP/1.1 204 No Content\r\n\r\n", False),
    }

    async def answer(peer: Peer) -> None:
        target = (await peer.read_head()).split(b" ")[1].decode().removeprefix(f"http://127.0.0.1:{server.port}")
        data, breaks = faults.get(target, (b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n", False))
        await peer.send(data)
        if breaks:
            peer.reset()

    async def told(browser: Browser, address: str, proxy: str | None) -> list[str | int | None]:
        """The browser's word on the page's own request: its status, where one came, and how it ended."""
        settings: ProxySettings | None = {"server": proxy, "bypass": "<-loopback>"} if proxy else None
        context = await browser.new_context(proxy=settings)
        tab = await context.new_page()
        words: list[str | int | None] = []
        ended = asyncio.Event()

        def end(word: str | None) -> None:
            words.append(word)
            ended.set()

        tab.on("response", lambda response: words.append(response.status))
        tab.on("requestfinished", lambda _: end("finished"))
        tab.on("requestfailed", lambda request: end(request.failure))
        with contextlib.suppress(Error):
            await tab.goto(address, wait_until="commit")
        async with asyncio.timeout(20):
            await ended.wait()
        await context.close()
        return words

    async with serving(answer) as server, Guard(allow_private=True) as guard, chromium() as browser:
        alone, guarded = {}, {}
        for target in faults:
            address = f"http://127.0.0.1:{server.port}{target}"
            alone[target] = await told(browser, address, None)
            guarded[target] = await told(browser, address, guard.address)
    assert guarded == alone
    assert alone["/empty"] == ["net::ERR_EMPTY_RESPONSE"] and alone["/reset"] == ["net::ERR_CONNECTION_RESET"]
    assert alone["/bad-chunk"] == [200, "net::ERR_INVALID_CHUNKED_ENCODING"]
