"""network.json holds what the network gave for the home page: each step, its headers and body, the certificate, what failed."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import trustme
from cryptography import x509

from checker.records.network import Network
from checker.rendering.browser import Browser
from checker.settings import Settings
from tests.rendering.conftest import SHORT, LookAt
from tests.rendering.seen import codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, page, status, web_site
from tests.rendering.test_tls import certified

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOME = page(TALL + FOOTER, "<script>console.error('出错了', {a: 1}); console.log('闲话')</script><img src=/gone.png>")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trusting(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    async with Browser(Settings(**SHORT, trust_ca=file)) as browser:
        yield browser


def network_of(run: Path) -> Network:
    """The one record of a look that `look_at` made."""
    (found,) = run.glob("site-*/sites/*/network.json")
    return Network.model_validate_json(found.read_bytes())


async def test_each_step_to_the_document_is_kept(look_at: LookAt, tmp_path: Path) -> None:
    pages: dict[str, Answer] = {"/": status("302 Found", headers="Location: /index.html\r\nX-Node: 7\r\n"), "/index.html": HOME}
    async with web_site(pages) as site:
        seen = await look_at(site.url())
    assert codes_seen(seen) == [CODE]
    network = network_of(tmp_path)
    first, document = network.answers
    assert (first.status, first.words, first.location, first.protocol) == (302, "Found", "/index.html", "HTTP/1.1")
    assert ("X-Node", "7") in first.headers
    assert first.body is None and first.without_body == "the browser gives none of a redirect"
    assert (document.url, document.status, document.method) == (site.url("/index.html"), 200, "GET")
    assert document.body is not None and document.without_body is None
    body = (tmp_path / "site-1" / document.body.file).read_bytes()
    assert body == HOME.encode() and hashlib.sha256(body).hexdigest() == document.body.sha256
    assert document.body.sha256 in (tmp_path / "site-1/sites/site-1/log.jsonl").read_text()
    for answer in network.answers:  # a fresh visit: nothing of an earlier one is told to the site
        assert not {name.lower() for name, _ in answer.asked} & {"cookie", "if-none-match", "if-modified-since"}
    assert network.cookies_before == 0
    assert [failure.status for failure in network.failures] == [404]
    assert ("error", "出错了 {a: 1}") in [(line.level, line.text) for line in network.console]
    assert not any("闲话" in line.text for line in network.console)
    assert network.certificates == [] and network.without_certificate is None


async def test_a_large_body_is_not_kept_and_that_is_said(look_at: LookAt, tmp_path: Path) -> None:
    async with web_site({"/": HOME}) as site:
        await look_at(site.url(), body_bytes=100)
    (answer,) = network_of(tmp_path).answers
    assert answer.body is None and answer.without_body == f"{len(HOME.encode())} bytes: more than the setting body_bytes"


async def test_a_console_without_end_is_not_listened_to_for_ever(look_at: LookAt, tmp_path: Path) -> None:
    busy = page(TALL + FOOTER, "<script>setInterval(() => console.warn('again'), 1)</script>")
    async with web_site({"/": busy}) as site:
        seen = await look_at(site.url(), console_lines=5)
    assert codes_seen(seen) == [CODE]
    network = network_of(tmp_path)
    assert len(network.console) == 5 and network.console_ended


async def test_what_the_guard_refused_is_told_with_its_reason(look_at: LookAt, tmp_path: Path) -> None:
    async with web_site({"/": HOME}) as site:
        await look_at(site.url(), allow_private=False)
    network = network_of(tmp_path)
    assert [(refused.host, refused.address) for refused in network.refused] == [("127.0.0.1", "127.0.0.1")]
    assert network.refused[0].because
    (answer,) = network.answers
    assert answer.by_guard == "not_allowed" and answer.body is None and answer.without_body == "the guard answered in the site's place"


async def test_a_name_has_its_addresses(look_at: LookAt, tmp_path: Path) -> None:
    async with web_site({"/": HOME}) as site:
        await look_at(site.url(host="localhost"))
    assert network_of(tmp_path).addresses["localhost"][0] == "127.0.0.1"


async def test_the_chain_that_the_browser_checked_is_kept(
    authority: trustme.CA, trusting: Browser, look_at: LookAt, tmp_path: Path
) -> None:
    async with web_site({"/": HOME}, tls=certified(authority, "127.0.0.1")) as site:
        await look_at(site.url(scheme="https"), browser=trusting)
    network = network_of(tmp_path)
    (chain,) = network.certificates
    assert (chain.origin, chain.source) == (site.url("", scheme="https"), "browser")
    own, issuer = x509.load_pem_x509_certificates((tmp_path / "site-1" / chain.file).read_bytes())
    own.verify_directly_issued_by(issuer)
    assert chain.certificates[0].names == ["127.0.0.1"]
    assert network.answers[0].security["protocol"] == "TLS 1.3"


async def test_what_a_redirect_to_https_offers_is_kept_too(
    authority: trustme.CA, trusting: Browser, look_at: LookAt, tmp_path: Path
) -> None:
    async with web_site({"/": HOME}, tls=certified(authority, "127.0.0.1")) as site:
        onward = status("301 Moved", headers=f"Location: {site.url(scheme='https')}\r\n")
        async with web_site({"/": onward}) as door:
            await look_at(door.url(), browser=trusting)
    (chain,) = network_of(tmp_path).certificates
    assert chain.origin == site.url("", scheme="https") and chain.certificates[0].names == ["127.0.0.1"]
    assert chain.source == "handshake"


async def test_a_refused_certificate_is_kept_too(authority: trustme.CA, trusting: Browser, look_at: LookAt, tmp_path: Path) -> None:
    async with web_site({"/": HOME}, tls=certified(authority, "127.0.0.1", expired=True)) as site:
        seen = await look_at(site.url(scheme="https"), browser=trusting)
    assert seen.reach.state == "tls", ended(seen)
    (chain,) = network_of(tmp_path).certificates
    assert chain.source == "handshake"
    assert chain.certificates[0].valid_until < seen.started


async def test_where_no_certificate_can_be_had_the_record_says_why(look_at: LookAt, tmp_path: Path) -> None:
    async def speak_otherwise(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(b"this is no web server\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(speak_otherwise, "127.0.0.1", 0) as server:
        seen = await look_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert seen.reach.state == "tls"
    network = network_of(tmp_path)
    assert network.certificates == [] and "handshake" in (network.without_certificate or "")
