"""Certificates are checked as a person's browser checks them, with an additional authority where one was named."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import trustme

from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.settings import Settings
from tests.rendering.conftest import SHORT, LookAt
from tests.rendering.seen import acts, codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOME: dict[str, Answer] = {"/": page(TALL + FOOTER)}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trusting(authority_file: Path) -> AsyncIterator[Browser]:
    async with Browser(Settings(**SHORT, trust_ca=authority_file)) as browser:
        yield browser


def certified(authority: trustme.CA, name: str, *, expired: bool = False) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    last = datetime.now(UTC) + timedelta(days=-1 if expired else 30)
    authority.issue_cert(name, not_before=last - timedelta(days=40), not_after=last).configure_cert(context)
    return context


async def test_the_named_authority_is_trusted(authority: trustme.CA, trusting: Browser, authority_file: Path, look_at: LookAt) -> None:
    async with web_site(HOME, tls=certified(authority, "127.0.0.1")) as site:
        seen = await look_at(site.url(scheme="https"), browser=trusting)
        link = await LinkAnswers(Settings(allow_private=True, trust_ca=authority_file)).ask(site.url(scheme="https"))
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]
    assert link == "alive"


WRONG = {"expired": ("127.0.0.1", True), "for another name": ("www.example.gov.cn", False)}


@pytest.mark.parametrize("kind", WRONG)
async def test_its_wrong_certificates_are_not(kind: str, authority: trustme.CA, trusting: Browser, look_at: LookAt) -> None:
    name, expired = WRONG[kind]
    async with web_site(HOME, tls=certified(authority, name, expired=expired)) as site:
        seen = await look_at(site.url(scheme="https"), browser=trusting)
    assert seen.reach.state == "tls"
    assert seen.reach.because
    assert site.asked["/"] == 0


async def test_an_unknown_authority_is_not_trusted(authority: trustme.CA, look_at: LookAt) -> None:
    async with web_site(HOME, tls=certified(authority, "127.0.0.1")) as site:
        seen = await look_at(site.url(scheme="https"))
        link = await LinkAnswers(Settings(allow_private=True)).ask(site.url(scheme="https"))
    assert seen.reach.state == "tls"
    assert link == "unproven"


async def test_a_way_from_http_to_a_wrong_certificate_ends_there(authority: trustme.CA, look_at: LookAt) -> None:
    async with web_site(HOME, tls=certified(authority, "127.0.0.1")) as secure:
        away = page(f"<script>location = '{secure.url(scheme='https')}'</script>")
        async with web_site({"/": away}) as site:
            seen = await look_at(site.url())
    assert seen.reach.state == "tls"


async def test_http_leads_to_https(authority: trustme.CA, trusting: Browser, look_at: LookAt) -> None:
    async with web_site(HOME, tls=certified(authority, "127.0.0.1")) as secure:
        away = page("", f"<meta http-equiv=refresh content='0;url={secure.url(scheme='https')}'>")
        async with web_site({"/": away}) as site:
            seen = await look_at(site.url(), browser=trusting)
    assert ended(seen) == ("reached", "quiet")
    assert seen.reach.final_url == secure.url(scheme="https")


async def test_plain_http_on_a_secure_port_is_no_page(look_at: LookAt) -> None:
    async def answer_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer_plainly, "127.0.0.1", 0)
    async with server:
        seen = await look_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert seen.reach.state == "tls"


@pytest.mark.parametrize("breaks", [False, True])
async def test_a_server_that_speaks_before_it_is_asked_is_none_of_ours(breaks: bool, look_at: LookAt) -> None:
    """Right behind the guard's own "established" a browser would take such words for the guard's."""

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.9\r\n")
        await writer.drain()
        if breaks:
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        seen = await look_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert seen.reach.state in ("reset", "tls")


async def test_an_assumed_http_that_is_refused_is_reached_over_https(authority: trustme.CA, trusting: Browser, look_at: LookAt) -> None:
    """The two schemes have ports of their own: here port 80 of an address that only serves https on 443, where that is free."""
    try:
        socket.create_server(("127.0.0.77", 443)).close()
    except OSError:
        pytest.skip("port 443 is not free or not ours to take")
    async with web_site(HOME, host="127.0.0.77", port=443, tls=certified(authority, "127.0.0.77")) as _:
        seen = await look_at("http://127.0.0.77/", scheme_assumed=True, browser=trusting)
    assert ended(seen) == ("reached", "quiet")
    assert seen.reach.final_url == "https://127.0.0.77/"
    assert acts(seen, "tried https")
