"""Each link of a home page is asked as a polite reader would: by the server's own log, and by what it answered."""

import asyncio
import itertools
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from checker.rendering.home_links import LinkBudget
from checker.settings import Settings
from tests.rendering.asking import BOX, ask, short_patience, told
from tests.rendering.servers import Answer, Asked, hang, raw, status, web_site

__all__ = ["short_patience"]  # a fixture for every test here


def for_get_only(to_head: Answer, body: str = "ok") -> Answer:
    """A server that knows its pages by GET alone."""

    async def answer(asked: Asked) -> None:
        if asked.head.startswith("HEAD "):
            assert not isinstance(to_head, str)
            await to_head(asked)
        else:
            await asked.answer(body)

    return answer


async def drip(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asked.send(b"X-A: b\r\n")
        await asyncio.sleep(0.1)


async def endless(asked: Asked) -> None:
    """Who reads the body never comes to its end."""
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        await asked.send(b"x" * 1000)
        await asyncio.sleep(0.01)


async def wall_with_cookie(asked: Asked) -> None:
    if "cookie: seen=1" in asked.head.lower():
        await asked.answer("ok")
    else:
        await asked.answer("", "302 Found", headers="Location: /cookie\r\nSet-Cookie: seen=1\r\n")


# path → its answer, the method that told, and what is told: a status or a trouble
ANSWERS: dict[str, tuple[Answer, str, int | str]] = {
    "/plain": ("ok", "HEAD", 200),
    "/moved": (status("301 X", headers="Location: /plain\r\n"), "HEAD", 200),
    "/moved-to-nothing": (status("302 X", headers="Location: /not-there\r\n"), "GET", 404),
    "/to-an-app": (status("302 X", headers="Location: weixin://x/\r\n"), "HEAD", 302),
    "/cookie": (wall_with_cookie, "HEAD", 200),
    "/head-405": (for_get_only(status("405 Method Not Allowed")), "GET", 200),
    "/head-501": (for_get_only(status("501 X")), "GET", 200),
    "/head-403": (for_get_only(status("403 X")), "GET", 200),
    "/head-400": (for_get_only(status("400 X")), "GET", 200),
    "/head-404": (for_get_only(status("404 X")), "GET", 200),
    "/head-500": (for_get_only(status("500 X")), "GET", 200),
    "/head-reset": (for_get_only(raw(b"", reset=True)), "GET", 200),
    "/head-silent": (for_get_only(hang), "GET", 200),
    "/endless": (for_get_only(status("405 X")), "GET", 200),
    "/gone": (status("410 Gone"), "GET", 410),
    "/not-there": (status("404 Not Found"), "GET", 404),
    "/broken": (status("500 X"), "GET", 500),
    "/forbidden": (status("403 X"), "GET", 403),
    "/wall": (status("412 X"), "GET", 412),
    "/busy": (status("429 X"), "HEAD", 429),
    "/loop": (status("302 X", headers="Location: /loop\r\n"), "GET", "redirect_loop"),
    "/reset": (raw(b"", reset=True), "GET", "reset"),
    "/rubbish": (raw(b"\0\1\2\r\n\r\n"), "GET", "reset"),
    "/drips": (drip, "GET", "timeout"),
}


@contextmanager
def closed_port() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{free.getsockname()[1]}/"


@pytest.mark.parametrize("path", ANSWERS)
async def test_each_answer_is_told(path: str) -> None:
    pages = {other: answer for other, (answer, _, _) in ANSWERS.items()}
    pages["/endless"] = endless
    async with web_site(pages) as site:
        [check] = await ask(site, site.url(path))
    method = "HEAD" if path == "/endless" else ANSWERS[path][1]
    assert (check.method, told(check)) == (method, ANSWERS[path][2])
    assert (check.words, check.box, check.box_in) == ("第0个", BOX, "settled.jpg")


async def test_a_head_that_helped_is_not_asked_with_get() -> None:
    async with web_site({"/": "ok", "/busy": status("429 X")}) as site:
        await ask(site, site.url("/"), site.url("/busy"))
        assert site.asked == {"/": 1, "/busy": 1}


async def test_of_a_body_nothing_is_waited_for() -> None:
    async def answer(asked: Asked) -> None:
        await (endless(asked) if asked.head.startswith("GET ") else asked.answer("", "405 X"))

    async with web_site({"/": answer}) as site:
        begun = time.monotonic()
        [check] = await ask(site, site.url())
    assert (check.method, check.status) == ("GET", 200)
    assert time.monotonic() - begun < 0.7


async def test_what_is_not_reached_is_told_as_the_network_says() -> None:
    with closed_port() as refused:
        async with web_site({"/": "ok"}) as site:
            addresses = [
                "http://a.invalid/",
                "https://b.invalid/",
                refused,
                refused.replace("http", "https"),
                "http://127.0.0.1:99999/",
                "https://127.0.0.1:99999/",
            ]
            checks = await ask(site, *addresses)
    assert [check.trouble for check in checks] == ["dns", "dns", "refused", "refused", "our_fault", "our_fault"]
    assert not any(check.status for check in checks)


async def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    async with web_site({"/": "ok"}, tls=server) as site:
        address = site.url(scheme="https")
        [strange] = await ask(site, address)
        [known] = await ask(site, address, settings=Settings(allow_private=True, trust_ca=tmp_path / "ca.pem"))
    assert (strange.status, strange.trouble) == (None, "tls")
    assert (known.status, known.trouble) == (200, None)


async def test_what_the_guard_refuses_is_told_apart_and_not_asked() -> None:
    async with web_site({"/": "ok"}) as site:
        checks = await ask(site, site.url(), "http://10.1.2.3/", "https://192.168.1.1/x", settings=Settings())
        assert not site.asked
    assert [check.trouble for check in checks] == ["not_allowed"] * 3


async def test_no_host_is_asked_faster_than_its_pace() -> None:
    moments: dict[str, list[float]] = {"one": [], "other": []}

    def noting(name: str) -> Answer:
        async def answer(asked: Asked) -> None:
            moments[name].append(time.monotonic())
            await asked.answer("", "404 X" if asked.path == "/2" else "200 OK")

        return answer

    pages = {f"/{n}": noting("one") for n in range(5)} | {"/hop": status("302 X", headers="Location: /0\r\n")}
    others = {f"/{n}": noting("other") for n in range(5)}
    async with web_site(pages) as site, web_site(others, host="127.0.0.2") as other:
        there = [other.url(f"/{n}", host="127.0.0.2") for n in range(5)]
        begun = time.monotonic()
        checks = await ask(site, *(site.url(f"/{n}") for n in range(5)), site.url("/hop"), *there, pace=0.15)
        took = time.monotonic() - begun
    assert [check.status for check in checks] == [200, 200, 404, 200, 200, 200, 200, 200, 404, 200, 200]
    for asked in moments.values():
        gaps = [later - sooner for sooner, later in itertools.pairwise(asked)]
        assert len(gaps) >= 5
        assert min(gaps) >= 0.149
    assert took < 0.15 * 13, "both hosts were asked side by side"


async def test_the_count_ends_the_asking_and_the_own_host_comes_first() -> None:
    async with web_site({"/1": "ok", "/2": "ok"}) as site, web_site({"/": "ok"}, host="127.0.0.2") as other:
        addresses = [other.url(host="127.0.0.2"), site.url("/1"), site.url("/2")]
        checks = await ask(site, *addresses, budget=LinkBudget(count=2))
    assert [check.url for check in checks] == addresses
    assert [told(check) for check in checks] == ["not_asked", 200, 200]


async def test_the_seconds_end_the_asking() -> None:
    async with web_site({"/": "ok", **{f"/{n}": hang for n in range(4)}}) as site:
        begun = time.monotonic()
        checks = await ask(site, site.url(), site.url("/0"), budget=LinkBudget(seconds=0.3))
    assert [told(check) for check in checks] == [200, "not_asked"]
    assert time.monotonic() - begun < 2


async def test_who_is_cut_short_asks_no_more() -> None:
    async with web_site({f"/{n}": "ok" for n in range(20)}) as site:
        asking = asyncio.create_task(ask(site, *(site.url(f"/{n}") for n in range(20)), pace=0.1))
        await asyncio.sleep(0.35)
        asking.cancel()
        await asyncio.wait({asking})
        assert asking.cancelled()
        asked = site.asked.total()
        assert 0 < asked < 20
        await asyncio.sleep(0.3)
        assert site.asked.total() == asked


async def test_nothing_to_ask_is_no_trouble() -> None:
    async with web_site({"/": "ok"}) as site:
        assert await ask(site) == []
        assert [told(check) for check in await ask(site, site.url(), budget=LinkBudget(count=0))] == ["not_asked"]
        assert not site.asked


async def test_a_host_that_is_silent_is_left_alone() -> None:
    async with web_site({f"/{n}": hang for n in range(6)}) as site:
        checks = await ask(site, *(site.url(f"/{n}") for n in range(6)))
        assert sum(site.asked.values()) == 4  # HEAD and GET, twice
    assert [told(check) for check in checks] == ["timeout", "timeout", *["not_asked"] * 4]
