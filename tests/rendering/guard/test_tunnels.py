"""CONNECT through the guard: bytes both ways, half ends, breaks."""

import asyncio
import socket
import ssl

import httpx
import trustme

from checker.rendering.guard import Guard
from tests.rendering.guard.servers import Peer, connected_to, open_tunnel, serving


async def test_https() -> None:
    authority = trustme.CA()
    theirs, ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("www.my.gov.cn").configure_cert(theirs)
    authority.configure_trust(ours)
    body = b"<html>" + b"y" * 3_000_000

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nX-Checker-Token: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=theirs)
    port = server.sockets[0].getsockname()[1]
    async with (
        server, Guard(allow_private=True, resolver=lambda _: ["127.0.0.1"]) as guard,
        httpx.AsyncClient(proxy=guard.address, verify=ours) as client,
    ):  # fmt: skip
        got = await client.get(f"https://www.my.gov.cn:{port}/")
        await client.aclose()
        assert got.content == body
        assert guard.failure_behind(str(got.url), got.headers) is None
    assert guard.bytes_received > len(body)
    assert guard.addresses == {"www.my.gov.cn": ("127.0.0.1",)}


async def test_an_end_of_one_way_leaves_the_other_open() -> None:
    async def answer(peer: Peer) -> None:
        heard, _ = await peer.read_to_end()
        await peer.send(b"heard " + heard)

    async with serving(answer) as server, Guard(allow_private=True) as guard, connected_to(guard.address) as client:
        assert b" 200 " in await open_tunnel(client, f"127.0.0.1:{server.port}")
        await client.send(b"all")
        client.finish()
        assert await client.read_to_end() == (b"heard all", "fin")


async def test_a_server_that_speaks_first() -> None:
    async def answer(peer: Peer) -> None:
        await peer.send(b"welcome")
        await peer.read_to_end()

    async with serving(answer) as server, Guard(allow_private=True) as guard, connected_to(guard.address) as client:
        head = await open_tunnel(client, f"127.0.0.1:{server.port}")
        assert head.endswith(b"welcome") or await client.read() == b"welcome"


async def test_a_break_is_passed_on_after_what_came_before_it() -> None:
    async def answer(peer: Peer) -> None:
        if await peer.read() == b"speak":
            await peer.send(b"w" * 50_000)
        peer.reset()

    async with serving(answer) as server, Guard(allow_private=True) as guard:
        async with connected_to(guard.address) as client:
            await open_tunnel(client, f"127.0.0.1:{server.port}")
            await client.send(b"speak")
            assert await client.read_to_end() == (b"w" * 50_000, "rst")
        assert guard.failures == {}  # the ends alone know whether that was a failure
        async with connected_to(guard.address) as client:
            await open_tunnel(client, f"127.0.0.1:{server.port}")
            await client.send(b"hello")
            assert await client.read_to_end() == (b"", "rst")
        assert guard.failures["127.0.0.1", server.port].kind == "reset"


async def test_a_client_that_goes_is_no_failure_of_the_server() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_to_end()

    async with serving(answer) as server, Guard(allow_private=True) as guard:
        async with connected_to(guard.address) as client:
            await open_tunnel(client, f"127.0.0.1:{server.port}")
            await client.send(b"hello")
            client.finish()
            assert await client.read_to_end() == (b"", "fin")
        async with connected_to(guard.address) as client:
            await open_tunnel(client, f"127.0.0.1:{server.port}")  # opened ahead of time, and never used
    assert guard.failures == {}


async def test_a_tunnel_to_nowhere() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    async with Guard(allow_private=True) as guard, connected_to(guard.address) as client:
        head = await open_tunnel(client, f"127.0.0.1:{port}")
    assert head.startswith(b"HTTP/1.1 502 ") and b"X-Checker-Failure: refused\r\n" in head
    assert guard.failures["127.0.0.1", port].kind == "refused"
    assert guard.failure_at(f"https://127.0.0.1:{port}/x") == guard.failures["127.0.0.1", port]


async def test_a_slow_reader_slows_the_sender() -> None:
    sent = 0

    async def answer(peer: Peer) -> None:
        nonlocal sent
        for _ in range(600):
            await peer.send(b"v" * 100_000)
            sent += 100_000

    async with serving(answer) as server, Guard(allow_private=True) as guard, connected_to(guard.address) as client:
        await open_tunnel(client, f"127.0.0.1:{server.port}")
        before = -1
        while sent != before:  # until nothing moves any more
            before = sent
            await asyncio.sleep(0.3)
        assert sent < 45_000_000  # what kernels hold, far from all
        got, end = await client.read_to_end()
    assert (len(got), end) == (60_000_000, "fin")
