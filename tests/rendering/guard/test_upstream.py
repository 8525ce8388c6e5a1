"""Through another proxy: it alone resolves, its refusals tell of the site, and private literals are refused all the same."""

import base64
import socket
from collections.abc import Sequence

import httpx
import pytest

from checker.faults import UsageFault
from checker.rendering.guard import Guard
from tests.rendering.guard.servers import Answer, Peer, ask, connected_to, open_tunnel, page, serving


def unasked(name: str) -> Sequence[str]:
    raise AssertionError(f"{name} was looked up beside the proxy")


def saying(answer: bytes, heads: list[bytes] | None = None) -> Answer:
    async def say(peer: Peer) -> None:
        head = await peer.read_head()
        if heads is not None:
            heads.append(head)
        await peer.send(answer)

    return say


async def test_the_proxy_gets_everything_and_resolves_alone() -> None:
    async with (
        serving(saying(page("behind"))) as site,
        Guard(allow_private=True, resolver=lambda _: ["127.0.0.1"]) as office,
        Guard(upstream=office.address, resolver=unasked) as guard,
        httpx.AsyncClient(proxy=guard.address) as client,
    ):
        got = await client.get(f"http://www.my.gov.cn:{site.port}/a")
        assert got.text == "behind"
        async with connected_to(guard.address) as tunnel:
            assert b" 200 " in await open_tunnel(tunnel, f"www.my.gov.cn:{site.port}")
            await tunnel.send(b"GET / HTTP/1.0\r\n\r\n")
            assert await tunnel.read_to_end() == (page("behind"), "fin")
    assert (guard.addresses, office.addresses) == ({}, {"www.my.gov.cn": ("127.0.0.1",)})
    assert guard.failures == {} and guard.refused == []


async def test_what_is_sent_to_the_proxy() -> None:
    heads: list[bytes] = []
    secret = base64.b64encode("用户:a@b".encode()).decode().encode()
    async with (
        serving(saying(page(""), heads)) as proxy,
        Guard(upstream=f"http://%E7%94%A8%E6%88%B7:a%40b@127.0.0.1:{proxy.port}", resolver=unasked) as guard,
        connected_to(guard.address) as client,
    ):
        await ask(guard.address, "http://www.my.gov.cn:8080/a?b", "Proxy-Authorization: Basic theirs\r\n")
        await open_tunnel(client, "www.my.gov.cn:443")
    assert heads == [
        b"GET http://www.my.gov.cn:8080/a?b HTTP/1.1\r\nHost: www.my.gov.cn:8080\r\nProxy-Authorization: Basic " + secret
        + b"\r\nConnection: close\r\n\r\n",
        b"CONNECT www.my.gov.cn:443 HTTP/1.1\r\nHost: www.my.gov.cn:443\r\nProxy-Authorization: Basic " + secret + b"\r\n\r\n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spelling",
    ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:10.0.0.1]", "localhost", "a.localhost.", "10.0.0.1", "169.254.169.254",
     "metadata.google.internal", "1.2.3.4.5"],
)  # fmt: skip
async def test_private_addresses_are_refused_before_the_proxy(spelling: str) -> None:
    async with serving(saying(page("secret"))) as proxy:
        async with Guard(upstream=f"http://127.0.0.1:{proxy.port}", resolver=unasked) as guard:
            assert b"X-Checker-Failure: not_allowed" in (await ask(guard.address, f"http://{spelling}/"))[0]
            async with connected_to(guard.address) as client:
                assert b"X-Checker-Failure: not_allowed" in await open_tunnel(client, f"{spelling}:443")
        assert proxy.connections == 0
        async with Guard(upstream=f"127.0.0.1:{proxy.port}", resolver=unasked, allow_private=True) as guard:
            wanted = b"not_allowed" if spelling == "1.2.3.4.5" else b"secret"
            assert wanted in (await ask(guard.address, f"http://{spelling}/"))[0]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"HTTP/1.1 502 Bad\r\nProxy-Status: office; error=dns_error\r\n\r\n", "dns"),
        (b"HTTP/1.1 504 Slow\r\nProxy-Status: office; error=connection_timeout\r\n\r\n", "timeout"),
        (b"HTTP/1.1 503 No\r\nProxy-Status: office; error=connection_refused\r\n\r\n", "refused"),
        (b"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic\r\n\r\n", "proxy"),
    ],
)
async def test_failures_that_the_proxy_names(answer: bytes, kind: str) -> None:
    async with serving(saying(answer)) as proxy, Guard(upstream=f"http://127.0.0.1:{proxy.port}") as guard:
        got, _ = await ask(guard.address, "http://a.gov.cn/")
        assert f"X-Checker-Failure: {kind}\r\n".encode() in got and guard.token.encode() in got
        async with connected_to(guard.address) as client:
            assert f"X-Checker-Failure: {kind}\r\n".encode() in await open_tunnel(client, "b.gov.cn:443")
    assert guard.failures["a.gov.cn", 80].kind == guard.failures["b.gov.cn", 443].kind == kind
    assert guard.failures["b.gov.cn", 443].detail.startswith("the proxy answered: HTTP/1.1 " + answer[9:12].decode())


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 502 Bad\r\nContent-Length: 5\r\n\r\nplain",
        b"HTTP/1.1 503 Busy\r\nProxy-Status: office; received-status=503\r\n\r\nthe site's own",
        b"HTTP/1.1 200 OK\r\nProxy-Status: office; error=dns_error\r\n\r\nno failure",
        b"HTTP/1.1 504 half a he",
        b"HTTP/1.1 502 long\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
        b"short",
    ],
)
async def test_answers_of_the_site_pass_as_they_are(answer: bytes) -> None:
    async with serving(saying(answer)) as proxy, Guard(upstream=f"http://127.0.0.1:{proxy.port}") as guard:
        assert await ask(guard.address, "http://a.gov.cn/") == (answer, "fin")
    assert guard.failures == {}


async def test_a_break_half_way_stays_a_break() -> None:
    async def answer(peer: Peer) -> None:
        await peer.read_head()
        await peer.send(b"HTTP/1.1 502 B")
        peer.reset()

    async with serving(answer) as proxy, Guard(upstream=f"http://127.0.0.1:{proxy.port}") as guard:
        assert await ask(guard.address, "http://a.gov.cn/") == (b"HTTP/1.1 502 B", "rst")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"HTTP/1.1 502 Bad\r\n\r\n", "refused"), (b"HTTP/1.1 504 Slow\r\n\r\n", "timeout"), (b"HTTP/1.1 403 No\r\n\r\n", "refused"),
        (b"", "reset"), (b"HTTP/1.1 20", "reset"), (b"SSH-2.0\r\n\r\n", "proxy"), (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000, "proxy"),
    ],
)  # fmt: skip
async def test_tunnels_that_the_proxy_does_not_open(answer: bytes, kind: str) -> None:
    async with (
        serving(saying(answer)) as proxy,
        Guard(upstream=f"http://127.0.0.1:{proxy.port}") as guard,
        connected_to(guard.address) as client,
    ):
        assert b"HTTP/1.1 502 " in await open_tunnel(client, "a.gov.cn:443")
    assert guard.failures["a.gov.cn", 443].kind == kind


async def test_a_proxy_that_breaks_or_stays_silent() -> None:
    async def break_off(peer: Peer) -> None:
        peer.reset()

    async def stay_silent(peer: Peer) -> None:
        await peer.read_to_end()

    for answer, kind in ((break_off, "reset"), (stay_silent, "timeout")):
        async with serving(answer) as proxy, Guard(upstream=f"http://127.0.0.1:{proxy.port}", connect_timeout=0.3) as guard:
            async with connected_to(guard.address) as client:
                await open_tunnel(client, "a.gov.cn:443")
            assert guard.failures["a.gov.cn", 443].kind == kind


async def test_a_proxy_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    async with Guard(upstream=f"http://127.0.0.1:{port}") as guard:
        assert b"X-Checker-Failure: proxy\r\n" in (await ask(guard.address, "http://a.gov.cn/"))[0]
    assert "the proxy cannot be reached" in guard.failures["a.gov.cn", 80].detail


async def test_a_proxy_that_has_no_name() -> None:
    def nothing(name: str) -> Sequence[str]:
        assert name == "proxy.office"
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    async with Guard(upstream="http://proxy.office:3128", resolver=nothing) as guard:
        assert b"X-Checker-Failure: proxy\r\n" in (await ask(guard.address, "http://a.gov.cn/"))[0]


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "https://127.0.0.1", "http://", "http://a:b:c", "http://127.0.0.1:99999"])
def test_addresses_that_are_no_proxy(address: str) -> None:
    with pytest.raises(UsageFault, match="http://host:port"):
        Guard(upstream=address)


def test_a_fault_does_not_tell_the_password() -> None:
    with pytest.raises(UsageFault) as told:
        Guard(upstream="socks5://me:secret@127.0.0.1:1080")
    assert "secret" not in str(told.value) and "127.0.0.1:1080" in str(told.value)
