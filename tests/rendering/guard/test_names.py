"""Look-ups: many at once, each once, none in another's way; and of several addresses the first that answers."""

import asyncio
import socket
import threading
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from checker.rendering.guard import Guard, system_resolver
from checker.rendering.guard.ledger import UnreachedError
from checker.rendering.guard.names import NameBook
from tests.rendering.guard.servers import Peer, ask, page, serving


async def answer(peer: Peer) -> None:
    await peer.read_head()
    await peer.send(page("here"))


def test_the_system_answers() -> None:
    assert set(system_resolver("localhost")) == set(system_resolver("a.b.localhost.")) == {"127.0.0.1", "::1"}
    assert system_resolver("127.0.0.1") == ("127.0.0.1",)


async def test_who_asks_at_the_same_time_shares_the_answer() -> None:
    asked: list[str] = []
    gate = threading.Event()

    def slow(name: str) -> Sequence[str]:
        asked.append(name)
        gate.wait(10)
        return ["127.0.0.1"]

    names = NameBook(slow)
    waiting = [asyncio.create_task(names.addresses_of(name)) for name in ("a", "b", "a", "b", "a")]
    while len(asked) < 2:  # noqa: ASYNC110 - counted in threads
        await asyncio.sleep(0.01)
    waiting[0].cancel()  # one who gives up takes nothing from the others
    gate.set()
    assert await asyncio.gather(*waiting[1:]) == [("127.0.0.1",)] * 4
    assert sorted(asked) == ["a", "b"]
    await names.close()


async def test_names_that_hang_do_not_hold_up_others_nor_the_end() -> None:
    gate = threading.Event()

    def resolver(name: str) -> Sequence[str]:
        if name.startswith("dead"):
            gate.wait(30)
        return ["127.0.0.1"]

    async with (
        asyncio.timeout(10),
        serving(answer) as server,
        Guard(allow_private=True, resolver=resolver, connect_timeout=0.5) as guard,
    ):
        dead = [asyncio.create_task(ask(guard.address, f"http://dead{number}.cn/")) for number in range(10)]
        assert await ask(guard.address, f"http://live.cn:{server.port}/") == (page("here"), "fin")
        assert all(b"X-Checker-Failure: timeout" in got for got, _ in await asyncio.gather(*dead))
        assert guard.failures["dead3.cn", 80].detail == "no answer to the question for dead3.cn within 0.5 s"
    gate.set()


@pytest.mark.parametrize("trouble", [socket.gaierror(socket.EAI_AGAIN, "try again"), UnicodeError("label too long")])
async def test_names_without_an_address(trouble: Exception) -> None:
    def nothing(_: str) -> Sequence[str]:
        raise trouble

    names = NameBook(nothing)
    with pytest.raises(UnreachedError) as told:
        await names.addresses_of("www.my.gov.cn")
    assert told.value.failure.kind == "dns" and str(trouble.args[-1]) in told.value.failure.detail
    empty = NameBook(lambda _: [])
    with pytest.raises(UnreachedError, match="has no address"):
        await empty.addresses_of("www.my.gov.cn")


async def test_a_failure_is_not_remembered() -> None:
    answers = iter([[], ["127.0.0.1"]])
    names = NameBook(lambda _: next(answers))
    with pytest.raises(UnreachedError):
        await names.addresses_of("a")
    assert await names.addresses_of("a") == ("127.0.0.1",)


async def test_a_bug_of_the_resolver_accuses_no_site() -> None:
    def wrong(_: str) -> Sequence[str]:
        raise ZeroDivisionError

    with capture_logs() as logged:
        async with Guard(resolver=wrong) as guard:
            assert await ask(guard.address, "http://www.my.gov.cn/") == (b"", "rst")
    assert guard.failures["www.my.gov.cn", 80].kind == "proxy"
    assert [line for line in logged if line["log_level"] == "error" and line["exc_info"]]


async def test_the_next_address_is_tried_when_one_fails() -> None:
    async with serving(answer) as server:
        async with Guard(allow_private=True, resolver=lambda _: ["::1", "127.0.0.3", "127.0.0.1"]) as guard:
            assert await ask(guard.address, f"http://www.my.gov.cn:{server.port}/") == (page("here"), "fin")
        async with Guard(allow_private=True, resolver=lambda _: ["127.0.0.2", "127.0.0.3"]) as guard:
            assert b"X-Checker-Failure: refused" in (await ask(guard.address, f"http://www.my.gov.cn:{server.port}/"))[0]
            assert "127.0.0.2" in guard.failures["www.my.gov.cn", server.port].detail


async def test_an_address_that_stays_silent_does_not_hold_up_the_next() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.2", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.2", port))
        async with serving(answer, "127.0.0.1", port), Guard(allow_private=True, resolver=lambda _: ["127.0.0.2", "127.0.0.1"]) as guard:
            assert await ask(guard.address, f"http://www.my.gov.cn:{port}/") == (page("here"), "fin")
        for one in waiting:
            one.close()
