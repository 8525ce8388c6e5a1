"""What stands in the way of a secure connection: certificates that are not to be trusted, and servers that speak no TLS."""

import asyncio
import socket
import ssl
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from checker.sample_city.authority import Authority
from tests.hostile.server import Kind
from tests.rendering.servers import FOOTER, TALL, page

GOOD = page(TALL + FOOTER)
_NO_TLS = frozenset({"tls"})


def secure_kinds(authority: Authority, folder: Path) -> dict[str, Kind]:
    """`authority` is trusted by the run; the files of a certificate that signs itself go to `folder`."""

    def closed(context: ssl.SSLContext) -> Kind:
        return Kind(GOOD, _NO_TLS, pictured=False, tls=context, scheme="https")

    return {
        "certificate in order": Kind(GOOD, seen=True, tls=authority.context_for("certificate-in-order.localhost"), scheme="https"),
        "certificate expired": closed(_expired(authority, "certificate-expired.localhost")),
        "certificate for another name": closed(authority.context_for("www.example.gov.cn")),
        "certificate of an unknown authority": closed(_issued(trustme.CA(), "certificate-of-an-unknown-authority.localhost")),
        "certificate that signs itself": closed(_self_signed(folder)),
        "old TLS alone": closed(_old(authority, "old-tls-alone.localhost")),
        "plain words for TLS": _spoken(_plain_words),
        "words before TLS": _spoken(_words_first),
        "words before TLS and a break": _spoken(_words_and_break),
        "break at TLS": _spoken(_break),
        "silence at TLS": _spoken(_silence, "timeout"),
    }


def _spoken(speech: object, *states: str) -> Kind:
    return Kind(states=frozenset(states or ("tls", "reset")), pictured=False, speech=speech, scheme="https")  # type: ignore[arg-type]  # Speech


def _issued(root: trustme.CA, name: str, last: datetime | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    root.issue_cert(name, not_before=last and last - timedelta(days=40), not_after=last).configure_cert(context)
    return context


def _expired(authority: Authority, name: str) -> ssl.SSLContext:
    return _issued(authority._root, name, datetime.now(UTC) - timedelta(days=1))


def _old(authority: Authority, name: str) -> ssl.SSLContext:
    context = _issued(authority._root, name)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    return context


def _self_signed(folder: Path) -> ssl.SSLContext:
    itself = trustme.CA()
    itself.cert_pem.write_to_path(str(folder / "itself.pem"))
    itself.private_key_pem.write_to_path(str(folder / "itself.key"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "itself.pem", folder / "itself.key")
    return context


async def _plain_words(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()


async def _words_first(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 ready\r\n")
    await writer.drain()


async def _words_and_break(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _words_first(reader, writer)
    await _break(reader, writer)


async def _break(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _silence(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)
