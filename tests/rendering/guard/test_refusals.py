"""Nothing reaches a private address, under whatever name or spelling, and nothing is asked for twice."""

from collections.abc import Sequence

import pytest

from checker.rendering.guard import Guard, Refusal
from tests.rendering.guard.servers import Peer, ask, connected_to, open_tunnel, page, serving


async def treasure(peer: Peer) -> None:
    await peer.read_head()
    await peer.send(page("secret"))


SPELLINGS = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost", "LOCALHOST.", "x.localhost", "0", "0.0.0.0", "[::]",
    "%31%32%37.0.0.1", "1.2.3.4.5",
    "169.254.169.254", "10.0.0.1", "[fe80::1]", "[fd00::1]", "１２７.0.0.1".encode().decode("latin-1"), "user@127.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_every_spelling(spelling: str) -> None:
    async with serving(treasure) as server, Guard() as guard:
        url = f"http://{spelling}:{server.port}/".encode("latin-1")
        async with connected_to(guard.address) as client:
            await client.send(b"GET " + url + b" HTTP/1.1\r\n\r\n")
            got, _ = await client.read_to_end()
        async with connected_to(guard.address) as client:
            await client.send(f"CONNECT {spelling}:{server.port} HTTP/1.1\r\n\r\n".encode("latin-1"))
            tunnel, _ = await client.read_to_end()
    assert server.connections == 0 and b"secret" not in got + tunnel
    for answer in (got, tunnel):
        assert answer.startswith((b"HTTP/1.1 502 ", b"HTTP/1.1 400 "))
    if got.startswith(b"HTTP/1.1 502 "):
        assert b"\r\nX-Checker-Failure: not_allowed\r\n" in got
        assert [refusal.port for refusal in guard.refused] == [server.port] * len(guard.refused) and guard.refused
        assert {failure.kind for failure in guard.failures.values()} == {"not_allowed"}


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::1"], ["93.184.216.34", "127.0.0.1"], ["2600::1", "::ffff:10.0.0.1"], ["169.254.169.254"], ["fe80::1%lo"]],
)
async def test_names_that_lead_inside(addresses: Sequence[str]) -> None:
    async with serving(treasure) as server, Guard(resolver=lambda _: addresses) as guard:
        got, _ = await ask(guard.address, f"http://inside.gov.cn:{server.port}/")
        async with connected_to(guard.address) as client:
            await open_tunnel(client, f"inside.gov.cn:{server.port}")
    assert b"X-Checker-Failure: not_allowed" in got and server.connections == 0
    private = addresses[-1]
    reason = f"inside.gov.cn resolves to {private}, which is not a public address"
    assert guard.refused == [Refusal("inside.gov.cn", server.port, private, reason)]  # once, though asked twice
    assert guard.addresses == {"inside.gov.cn": tuple(addresses)}


async def test_a_name_that_changes_its_address_is_not_asked_again() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    async with (
        serving(treasure) as first,
        serving(treasure, "127.0.0.2", first.port) as second,
        Guard(allow_private=True, resolver=lambda _: next(answers)) as guard,
    ):
        for _ in range(3):
            assert await ask(guard.address, f"http://changing.gov.cn:{first.port}/") == (page("secret"), "fin")
    assert (first.connections, second.connections) == (3, 0)
    assert next(answers) == ["127.0.0.2"]  # one look-up, whose answer was checked and used


async def test_a_second_answer_that_is_private_does_not_matter_and_a_first_one_does() -> None:
    answers = iter([["127.0.0.1"], ["93.184.216.34"]])
    async with serving(treasure) as server, Guard(resolver=lambda _: next(answers)) as guard:
        for _ in range(2):
            assert b"not_allowed" in (await ask(guard.address, f"http://changing.gov.cn:{server.port}/"))[0]
    assert server.connections == 0


async def test_allowed_when_allowed() -> None:
    async with serving(treasure) as server, Guard(allow_private=True) as guard:
        for spelling in ("127.0.0.1", "2130706433", "localhost", "a.localhost", "127.1"):
            assert (await ask(guard.address, f"http://{spelling}:{server.port}/"))[0] == page("secret")
    assert guard.refused == []


async def test_the_list_of_refusals_ends() -> None:
    async with Guard(resolver=lambda _: ["10.0.0.1"]) as guard, connected_to(guard.address):
        for number in range(1_100):
            guard_answer, _ = await ask(guard.address, f"http://n{number}.gov.cn/")
            assert b"not_allowed" in guard_answer
    assert len(guard.refused) == len(guard.failures) == len(guard.addresses) == 1_000
    assert ("n1099.gov.cn", 80) in guard.failures
