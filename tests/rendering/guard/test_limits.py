"""A visit gets so many bytes and requests, and then nothing more."""

import asyncio

import pytest

from checker.rendering.guard import Guard
from tests.rendering.guard.servers import Peer, ask, connected_to, open_tunnel, page, serving


async def flood(peer: Peer) -> None:
    await peer.read_head()
    await peer.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await peer.send(b"f" * 100_000)


async def test_bytes_of_an_answer() -> None:
    async with serving(flood) as server, Guard(allow_private=True, byte_limit=1_000_000) as guard:
        got, end = await ask(guard.address, f"http://127.0.0.1:{server.port}/")
        assert (len(got), end) == (1_000_000, "rst")
        assert (guard.bytes_received, guard.limit_reached) == (1_000_000, "bytes")
        assert guard.failures["127.0.0.1", server.port].kind == "limit"
        connections = server.connections
        assert await ask(guard.address, f"http://127.0.0.1:{server.port}/") == (b"", "rst")
        async with connected_to(guard.address) as client:
            with pytest.raises(ConnectionResetError):
                await open_tunnel(client, f"127.0.0.1:{server.port}")
        assert server.connections == connections


async def test_bytes_in_tunnels_and_of_all_together() -> None:
    async with serving(flood) as server, Guard(allow_private=True, byte_limit=3_000_000) as guard:

        async def pull() -> int:
            async with connected_to(guard.address) as client:
                await open_tunnel(client, f"127.0.0.1:{server.port}")
                await client.send(b"go\r\n\r\n")
                got, end = await client.read_to_end()
                assert end == "rst"
                return len(got)

        assert sum(await asyncio.gather(*(pull() for _ in range(8)))) == 3_000_000
    assert guard.limit_reached == "bytes"


async def test_an_answer_of_just_the_limit_is_whole() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(page("x" * 1_000))

    async with serving(answer) as server, Guard(allow_private=True, byte_limit=len(page("x" * 1_000))) as guard:
        assert await ask(guard.address, f"http://127.0.0.1:{server.port}/") == (page("x" * 1_000), "fin")
        assert guard.limit_reached is None


async def test_requests() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(page("one"))

    async with serving(answer) as server, Guard(allow_private=True, request_limit=5) as guard:
        url = f"http://127.0.0.1:{server.port}/"
        assert [(await ask(guard.address, url))[1] for _ in range(7)] == ["fin"] * 5 + ["rst"] * 2
    assert (guard.requests, guard.limit_reached, server.connections) == (5, "requests", 5)
    assert guard.failures["127.0.0.1", server.port].kind == "limit"
