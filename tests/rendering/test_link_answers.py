"""Whether an address answers: `dead` only where the address itself says so, asked once, never for long."""

import asyncio
import socket
import time

import pytest

from checker.rendering.link_answers import LinkAnswers
from checker.settings import Settings
from tests.rendering.servers import Answer, Asked, hang, raw, status, web_site

ANSWERS: dict[str, tuple[Answer, str]] = {
    "/": ("<h1>ok</h1>", "alive"),
    "/moved": (status("302 Found", headers="Location: /\r\n"), "alive"),
    "/gone": (status("410 Gone"), "dead"),
    "/not-there": (status("404 Not Found"), "dead"),
    "/forbidden": (status("403 Forbidden"), "unproven"),
    "/wall": (status("412 X"), "unproven"),
    "/broken": (status("500 X"), "unproven"),
    "/gateway": (status("502 Bad Gateway"), "unproven"),
    "/loop": (status("302 Found", headers="Location: /loop\r\n"), "unproven"),
    "/reset": (raw(b"", reset=True), "unproven"),
    "/rubbish": (raw(b"\0\1\2\r\n\r\n"), "unproven"),
}
OPEN = Settings(allow_private=True)


@pytest.mark.parametrize("path", ANSWERS)
async def test_each_answer_is_read(path: str) -> None:
    async with web_site({path: answer for path, (answer, _) in ANSWERS.items()}) as site:
        assert await LinkAnswers(OPEN).ask(site.url(path)) == ANSWERS[path][1]


async def test_an_address_is_asked_once_for_all() -> None:
    async with web_site({"/": "ok"}) as site:
        links = LinkAnswers(OPEN)
        answers = await asyncio.gather(*(links.ask(site.url("/#" + str(i))) for i in range(6)))
        assert answers == ["alive"] * 6
        assert site.asked["/"] == 1


async def test_private_addresses_are_not_asked() -> None:
    async with web_site({"/": "ok"}) as site:
        assert await LinkAnswers(Settings()).ask(site.url()) == "unproven"
        assert site.asked["/"] == 0


@pytest.mark.parametrize(
    "address", ["javascript:void(0)", "mailto:a@b.c", "http://", "http://[::1", "http://a b/", "https://127.0.0.1:99999/"]
)
async def test_what_is_no_address_proves_nothing(address: str) -> None:
    assert await LinkAnswers(OPEN).ask(address) == "unproven"


async def test_a_port_where_nobody_listens_proves_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert await LinkAnswers(OPEN).ask(f"http://127.0.0.1:{free.getsockname()[1]}/") == "unproven"


@pytest.mark.parametrize("kind", ["silent", "dripping"])
async def test_an_answer_has_its_time(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rendering import link_answers

    async def drip(asked: Asked) -> None:
        await asked.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            await asked.send(b"X-A: b\r\n")
            await asyncio.sleep(0.1)

    monkeypatch.setattr(link_answers, "_TIMEOUT", 1.0)
    async with web_site({"/": hang if kind == "silent" else drip}) as site:
        begun = time.monotonic()
        assert await LinkAnswers(OPEN).ask(site.url()) == "unproven"
        assert time.monotonic() - begun < 10


async def test_a_host_that_was_silent_is_not_asked_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rendering import link_answers

    monkeypatch.setattr(link_answers, "_TIMEOUT", 0.5)
    async with web_site({f"/{i}": hang for i in range(8)}) as site:
        links = LinkAnswers(OPEN)
        for i in range(8):
            assert await links.ask(site.url(f"/{i}")) == "unproven"
        assert sum(site.asked.values()) == 2
