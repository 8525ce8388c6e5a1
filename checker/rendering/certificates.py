"""The certificates that a site showed: the chain that Chromium checked, or what the site offers where Chromium refused it."""

import asyncio
import base64
import hashlib
import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cryptography import x509

from checker.records.network import Certificate
from checker.rendering.session import Session

_PATIENCE = 5.0  # seconds for each step of the handshake
_NO_BODIES = {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0}
_TRIES = 5  # the certificate is there a moment after the answer, when the document is committed
_BEAT = 0.1  # seconds
_LONGEST_HEAD = 8192  # bytes of a proxy's answer


class NoCertificate(Exception):  # noqa: N818 - turned into the record's reason by whoever asked
    """The site's certificate could not be had; the text says why."""


class ChainWatch:
    """The chain of the first document, where that comes over https. Chromium tells it only while it reports on the network, which costs
    CPU for every file of a page: so it reports only where https is asked for at first, and only until the chain is told."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reports = False
        self._is_over = False
        self.chains: dict[str, list[bytes]] = {}  # origin -> DER certificates, the site's own first

    async def expect(self, address: str) -> None:
        """Before the first request, which is for `address`. Raises PageTrouble."""
        if address.lower().startswith("https://"):
            self._reports = True
            await self._session.send("Network.enable", _NO_BODIES, seconds=_PATIENCE)

    async def take(self, url: str) -> None:
        """A document answered at `url`; only the first one is asked. Raises PageTrouble."""
        if self._is_over:
            return
        self._is_over = True
        if not self._reports:
            return
        if url.startswith("https://"):
            origin = origin_of(url)
            for _ in range(_TRIES):
                answer = await self._session.send("Network.getCertificate", {"origin": origin}, seconds=_PATIENCE)
                if answer["tableNames"]:
                    self.chains[origin] = [base64.b64decode(each) for each in answer["tableNames"]]
                    break
                await asyncio.sleep(_BEAT)
        await self._session.send("Network.disable", seconds=_PATIENCE)


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


async def ask_certificates(guard: str, url: str) -> list[bytes]:
    """What the site offers (DER, its own first) in a handshake of ours through the guard at `guard`, checked by nobody.

    Chromium tells nothing of a certificate that it refused, or that it was led to. Nothing is sent over this connection, and nothing
    is read from it. Raises NoCertificate.
    """
    return await asyncio.to_thread(_shake_hands, guard, url)


def _shake_hands(guard: str, url: str) -> list[bytes]:
    site, proxy = urlsplit(url), urlsplit(guard)
    host, port = site.hostname or "", site.port or 443
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # a wrong certificate is just what is wanted here
    context.set_ciphers("ALL:@SECLEVEL=0")
    try:
        with socket.create_connection((proxy.hostname, proxy.port), timeout=_PATIENCE) as raw:
            raw.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
            head = b""
            while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
                if not (data := raw.recv(1)):  # one by one: what follows belongs to the handshake
                    break
                head += data
            if b" 200 " not in head.partition(b"\r\n")[0]:
                raise NoCertificate("the connection for a handshake of our own was not made")
            with context.wrap_socket(raw, server_hostname=host) as wrapped:
                offered = _offered(wrapped)
    except (OSError, ValueError) as trouble:  # SSLError is one of the first
        raise NoCertificate(f"a handshake of our own failed too: {trouble}") from trouble
    if not offered:
        raise NoCertificate("the site offered no certificate")
    return offered


def _offered(wrapped: ssl.SSLSocket) -> list[bytes]:
    """All that was offered; where this Python cannot tell (it can by a public name from 3.13 on), the site's own certificate."""
    if tell := getattr(wrapped, "get_unverified_chain", None):
        return list(tell())
    if tell := getattr(getattr(wrapped, "_sslobj", None), "get_unverified_chain", None):
        return [ssl.PEM_cert_to_DER_cert(each.public_bytes()) for each in tell()]
    own = wrapped.getpeercert(binary_form=True)
    return [own] if own else []


def read_certificate(der: bytes) -> Certificate:
    """What a certificate says; one that cannot be read keeps its hash and says so in `subject`."""
    fingerprint = hashlib.sha256(der).hexdigest()
    try:
        read = x509.load_der_x509_certificate(der)
        return Certificate(
            sha256=fingerprint,
            subject=read.subject.rfc4514_string(),
            issuer=read.issuer.rfc4514_string(),
            names=_names(read),
            valid_from=_utc(read.not_valid_before_utc),
            valid_until=_utc(read.not_valid_after_utc),
        )
    except ValueError as trouble:
        return Certificate(sha256=fingerprint, subject=f"unreadable: {trouble}", issuer="", valid_from="", valid_until="")


def write_pem(chain: list[bytes]) -> bytes:
    """The chain as PEM, byte for byte the same certificates."""
    return "".join(ssl.DER_cert_to_PEM_cert(der) for der in chain).encode()


def _names(read: x509.Certificate) -> list[str]:
    try:
        alternatives = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [str(name.value) for name in alternatives]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
