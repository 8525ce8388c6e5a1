"""HTTP/1.1 as the sample city speaks it: a request read from a stream, an answer written to one."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

HEAD_LIMIT = 65_536  # bytes of one request head


class BadRequestError(Exception):
    """The client sent something that is not a request; the sentence says what."""


@dataclass(frozen=True)
class Head:
    """The head of one request, as it stands on the wire. Header names are in lower case; the last of a name counts."""

    method: str
    target: str
    headers: dict[str, str]

    @property
    def body_length(self) -> int:
        return int(self.headers.get("content-length", "0") or 0)

    @property
    def keeps_alive(self) -> bool:
        wish = self.headers.get("proxy-connection", self.headers.get("connection", "")).lower()
        return "close" not in wish


@dataclass(frozen=True)
class Request:
    """What a client wants of one host; `path` without query, `scheme` `http` or `https`, `port` where it is not the scheme's own."""

    scheme: str
    host: str
    path: str
    query: str = ""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    port: int | None = None

    @property
    def address(self) -> str:
        """The whole address that was asked for."""
        port = f":{self.port}" if self.port is not None else ""
        return f"{self.scheme}://{self.host}{port}{self.path}{f'?{self.query}' if self.query else ''}"

    @property
    def cookies(self) -> dict[str, str]:
        pairs = (part.strip().partition("=") for part in self.headers.get("cookie", "").split(";"))
        return {name: value for name, _, value in pairs if name}


@dataclass(frozen=True)
class Answer:
    """Status, body and headers of one answer; `content_type` is sent as it stands, so it may lack a charset."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    def to_bytes(self, *, keep_alive: bool, with_body: bool = True) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status} {_phrase(self.status)}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            f"Connection: {'keep-alive' if keep_alive else 'close'}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        return head + self.body if with_body else head


def _phrase(status: int) -> str:
    """The words beside a status; none beside one of a server's own."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


async def read_head(reader: asyncio.StreamReader) -> Head | None:
    """The next request head; null where the client closed in between. Raises BadRequestError, and OSError for a broken line."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as end:
        if end.partial.strip():
            raise BadRequestError("The connection ended inside a request head.") from end
        return None
    except asyncio.LimitOverrunError as over:
        raise BadRequestError(f"The request head is longer than {HEAD_LIMIT} bytes.") from over
    first, *rest = raw.decode("latin-1").strip("\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        raise BadRequestError(f"Not a request line: {first!r}.")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    if "transfer-encoding" in headers:
        raise BadRequestError("The city reads request bodies by Content-Length only.")
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise BadRequestError(f"Content-Length is not a number: {length!r}.")
    return Head(words[0], words[1], headers)


def split_authority(authority: str, default_port: int) -> tuple[str, int]:
    """`host:port` taken apart; the host in lower case. Raises BadRequestError."""
    try:
        parts = urlsplit(f"//{authority}")
        port = parts.port or default_port
    except ValueError as wrong:
        raise BadRequestError(f"Not a host and port: {authority!r}.") from wrong
    if not parts.hostname:
        raise BadRequestError(f"No host in {authority!r}.")
    return parts.hostname.lower(), port


def split_target(target: str) -> tuple[str, str]:
    """Path and query of a request target in origin form or absolute form. Raises BadRequestError."""
    try:
        parts = urlsplit(target)
    except ValueError as wrong:
        raise BadRequestError(f"Not an address: {target!r}.") from wrong
    return parts.path or "/", parts.query
