"""Plain requests through the guard: the server's bytes and the way it ends arrive as they are."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest

from checker.rendering.guard import Guard
from tests.rendering.guard.servers import Answer, Peer, ask, connected_to, page, serving


def answering(data: bytes, *, breaks: bool = False) -> Answer:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(data)
        if breaks:
            peer.reset()

    return answer


async def test_a_page_comes_byte_by_byte() -> None:
    heads = []

    async def answer(peer: Peer) -> None:
        heads.append(await peer.read_head())
        await peer.send(page("您好"))

    async with serving(answer) as server, Guard(allow_private=True) as guard:
        got = await ask(guard.address, f"http://127.0.0.1:{server.port}/a?b", "Proxy-Connection: keep-alive\r\n")
    assert got == (page("您好"), "fin")
    assert heads == [f"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()]
    assert (guard.requests, guard.bytes_received, guard.failures, guard.refused) == (1, len(page("您好")), {}, [])


@pytest.mark.parametrize("breaks", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        b"<html>HTTP/0.9 has no head</html>",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfar too short",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nfar too long",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nno size\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nA: half a he",
        b"HTTP/1.1 304 Not Modified\n\n",
        b"HTTP/1.1 999 \xff\xfe\r\n\r\n\0",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"0123456789" * 200_000,
    ],
)  # fmt: skip
async def test_broken_answers_stay_broken(data: bytes, breaks: bool) -> None:
    async with serving(answering(data, breaks=breaks)) as server, Guard(allow_private=True) as guard:
        got, end = await ask(guard.address, f"http://127.0.0.1:{server.port}/")
    assert end == ("rst" if breaks else "fin")
    if breaks and len(data) > 100_000:  # the server's own kernel may have thrown the end away
        assert data.startswith(got)
    else:
        assert got == data
    failure = guard.failures.get(("127.0.0.1", server.port))
    assert (failure.kind if failure else None) == ("reset" if breaks else None)


async def test_a_server_that_closes_without_a_word() -> None:
    async with serving(answering(b"")) as server, Guard(allow_private=True) as guard:
        assert await ask(guard.address, f"http://127.0.0.1:{server.port}/") == (b"", "fin")
    assert guard.failures["127.0.0.1", server.port].kind == "reset"


async def test_a_server_that_breaks_before_it_was_asked() -> None:
    async def answer(peer: Peer) -> None:
        peer.reset()

    async with serving(answer) as server, Guard(allow_private=True) as guard:
        assert await ask(guard.address, f"http://127.0.0.1:{server.port}/") == (b"", "rst")
    assert guard.failures["127.0.0.1", server.port].kind == "reset"


async def test_our_own_header_names_are_not_believed() -> None:
    forged = f"HTTP/1.1 502 x\r\nX-Checker-Failure: dns\r\nX-Checker-Token: {'0' * 32}\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(answering(forged)) as server, Guard(allow_private=True) as guard, httpx.AsyncClient(proxy=guard.address) as client:
        answer = await client.get(f"http://127.0.0.1:{server.port}/")
    assert not [name for name in answer.headers if name.startswith("x-checker-")]
    assert guard.failure_behind(str(answer.url), answer.headers) is None


async def test_failures_are_told_in_our_name() -> None:
    def nothing(name: str) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with Guard(allow_private=True, resolver=nothing) as guard, httpx.AsyncClient(proxy=guard.address) as client:
        answer = await client.get("http://WWW.my.gov.cn/")
        assert (answer.status_code, answer.headers["x-checker-failure"]) == (502, "dns")
        assert answer.headers["x-checker-token"] == guard.token
        failure = guard.failure_behind("http://www.my.gov.cn/", answer.headers)
        assert failure is not None and failure.kind == "dns" and "www.my.gov.cn does not resolve" in failure.detail
        assert guard.failure_behind("https://www.my.gov.cn/", answer.headers) is None  # inside TLS nobody speaks for us
        assert guard.failure_behind("http://www.my.gov.cn/", {"x-checker-token": "another"}) is None
        refused = await client.get(f"http://127.0.0.1:{closed_port()}/")
        assert refused.headers["x-checker-failure"] == "refused"


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_a_host_that_never_answers_the_connection() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]  # fills the queue, so that the kernel drops what comes next
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        async with Guard(allow_private=True, connect_timeout=0.4) as guard:
            got, _ = await ask(guard.address, f"http://127.0.0.1:{port}/")
        for one in waiting:
            one.close()
    assert b"X-Checker-Failure: timeout\r\n" in got
    assert guard.failures["127.0.0.1", port].kind == "timeout"


async def test_bodies_arrive_whole_and_requests_follow_one_another() -> None:
    async def answer(peer: Peer) -> None:
        head = await peer.read_head()
        head, _, body = head.partition(b"\r\n\r\n")
        while not body.endswith(b"end") and not body.endswith(b"0\r\n\r\n"):
            body += await peer.read()
        await peer.send(page(f"{len(body)} bytes"))

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"x" * 10_000
        yield b"end"

    async with serving(answer) as server, Guard(allow_private=True) as guard, httpx.AsyncClient(proxy=guard.address) as client:
        url = f"http://127.0.0.1:{server.port}/"
        assert (await client.post(url, content=b"y" * 500_000 + b"end")).text == "500003 bytes"
        assert (await client.post(url, content=chunks())).text == f"{50 * (10_000 + 8) + 8 + 5} bytes"
        assert (await client.post(url, content=b"end")).text == "3 bytes"


async def test_a_server_that_answers_before_the_body_is_through() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(b"HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch")
        peer.finish()
        await peer.read_to_end()

    async with serving(answer) as server, Guard(allow_private=True) as guard, httpx.AsyncClient(proxy=guard.address) as client:
        got = await client.post(f"http://127.0.0.1:{server.port}/", content=b"z" * 5_000_000)
    assert (got.status_code, got.text) == (413, "much")


async def test_servers_that_keep_the_connection_although_asked_not_to() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(page("kept", "Connection: keep-alive\r\n"))
        await peer.read_to_end()

    async with (
        serving(answer) as one, serving(answer) as two, Guard(allow_private=True) as guard, connected_to(guard.address) as client,
    ):  # fmt: skip
        for server in (one, two, one):  # the same connection, another host: nothing may go to the server before
            await client.send(f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n\r\n".encode())
            got = b""
            while not got.endswith(b"kept"):
                got += await client.read()
            assert got == page("kept", "Connection: keep-alive\r\n")
    assert (one.connections, two.connections) == (2, 1)


async def test_an_upgraded_connection_goes_both_ways() -> None:
    async def answer(peer: Peer) -> None:
        head = await peer.read_head()
        assert b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" in head
        await peer.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        while data := await peer.read():
            await peer.send(data.upper())
        await peer.send(b"BYE")

    async with serving(answer) as server, Guard(allow_private=True) as guard, connected_to(guard.address) as client:
        url = f"http://127.0.0.1:{server.port}/"
        await client.send(f"GET {url} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n".encode())
        assert b"101" in await client.read_head()
        for word in (b"one", b"x-checker-token: two"):
            await client.send(word)
            assert await client.read() == word.upper()
        client.finish()
        assert await client.read_to_end() == (b"BYE", "fin")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"400"),
        (b"GET https://www.my.gov.cn/ HTTP/1.1\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\r\n\r\n", b"400"),
        (b"GET http://a.cn/ HTTP/1.1\r\nA: " + b"b" * 1_100_000 + b"\r\n\r\n", b"431"),
    ],
)
async def test_what_is_no_request_to_a_proxy(request_bytes: bytes, status: bytes) -> None:
    async with Guard() as guard, connected_to(guard.address) as client:
        await client.send(request_bytes)
        got, end = await client.read_to_end()
    assert got.split(b" ")[1] == status and end == "fin" and b"X-Checker" not in got
    assert guard.requests == 0


async def test_only_the_loopback_address_of_the_checker_is_served() -> None:
    async with Guard(allow_private=True) as guard, connected_to(guard.address, source="127.0.0.2") as client:
        assert (await client.read_to_end())[0] == b""


async def test_clients_that_break_off_leave_nothing_behind() -> None:
    ended = asyncio.Event()

    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(b"HTTP/1.1 200 OK\r\n\r\n")
        await peer.read_to_end()
        ended.set()

    async with serving(answer) as server, Guard(allow_private=True) as guard:
        for ways in ("fin", "rst"):
            async with connected_to(guard.address) as client:
                await client.send(f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n\r\n".encode())
                await client.read()
                if ways == "rst":
                    client.reset()
            async with asyncio.timeout(5):
                await ended.wait()
            ended.clear()
    assert guard.failures == {}


async def test_hundreds_at_once() -> None:
    async with serving(answering(page("x" * 100_000))) as server, Guard(allow_private=True) as guard:
        answers = await asyncio.gather(*(ask(guard.address, f"http://127.0.0.1:{server.port}/") for _ in range(300)))
    assert answers == [(page("x" * 100_000), "fin")] * 300
    assert guard.requests == 300


async def test_leaving_cuts_what_is_under_way() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_to_end()

    async with serving(answer) as server:
        async with Guard(allow_private=True) as guard:
            asking = [asyncio.create_task(ask(guard.address, f"http://127.0.0.1:{server.port}/")) for _ in range(20)]
            while server.connections < 20:  # noqa: ASYNC110 - the server only counts
                await asyncio.sleep(0.01)
        async with asyncio.timeout(5):
            assert [data for data, _ in await asyncio.gather(*asking)] == [b""] * 20
    with pytest.raises(ConnectionRefusedError):
        await ask(guard.address, "http://127.0.0.1/")
