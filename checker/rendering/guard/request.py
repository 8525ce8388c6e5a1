"""The head of a proxy request: read strictly, written anew for the server or for the next proxy."""

import re
from dataclasses import dataclass
from itertools import chain

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HOP_BY_HOP = frozenset({"connection", "proxy-connection", "proxy-authorization", "proxy-authenticate", "keep-alive", "te", "upgrade"})
_FRAMING = {"host", "content-length", "transfer-encoding"}
_OWN = "x-checker-"


class BadRequestError(Exception):
    """Not a request that a proxy can carry; the text says why."""


@dataclass(frozen=True)
class Request:
    """One request. `host` as the client wrote it, not yet read; `path` with its query, empty for a tunnel.

    `body` is the length of the body in bytes, null for a chunked one; `upgrade` the protocol that the client would change to.
    """

    method: str
    host: str
    port: int
    path: str
    version: str
    headers: tuple[tuple[str, str], ...]
    body: int | None = 0
    upgrade: str | None = None

    @property
    def is_tunnel(self) -> bool:
        return self.method == "CONNECT"

    def head(self, target: str, authority: str, extra: tuple[tuple[str, str], ...] = ()) -> bytes:
        """The head with `target` in its first line and `authority` as its Host; the connection ends with the answer."""
        last = (("Connection", "Upgrade"), ("Upgrade", self.upgrade)) if self.upgrade else (("Connection", "close"),)
        kept = tuple((name, authority if name.lower() == "host" else value) for name, value in self.headers)
        if not any(name.lower() == "host" for name, _ in kept):
            kept = (("Host", authority), *kept)
        lines = (f"{name}: {value}" for name, value in chain(kept, extra, last))
        return "\r\n".join((f"{self.method} {target} {self.version}", *lines, "", "")).encode("latin-1")


def read_request(head: bytes) -> Request:
    """Reads CONNECT and absolute-form requests (RFC 9112, 3.2). Raises BadRequestError for anything else."""
    first, *rest = head.decode("latin-1").strip("\r\n").replace("\r\n", "\n").split("\n")
    method, target, version = _read_first_line(first)
    headers = tuple(_read_header(line) for line in rest)
    if method == "CONNECT":
        host, port = split_authority(target, None)
        return Request(method, host, port, "", version, headers)
    host, port, path = _read_target(target)
    named = {word.strip().lower() for name, value in headers if name.lower() == "connection" for word in value.split(",")}
    upgrade = next((value for name, value in headers if name.lower() == "upgrade"), None) if "upgrade" in named else None
    dropped = _HOP_BY_HOP | (named - _FRAMING)
    kept = tuple((n, v) for n, v in headers if n.lower() not in dropped and not n.lower().startswith(_OWN))
    if len([name for name, _ in kept if name.lower() == "host"]) > 1:
        raise BadRequestError("two Host headers")
    return Request(method, host, port, path, version, kept, _body_length(headers), upgrade)


def split_authority(authority: str, default_port: int | None) -> tuple[str, int]:
    """Host and port of `host:port`. Raises BadRequestError."""
    host, colon, digits = authority.rpartition(":")
    if not colon or authority.endswith("]"):
        host, digits = authority, ""
    if not digits and default_port is not None:
        return host, default_port
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and 0 < int(digits) < 65_536):
        raise BadRequestError(f"no port in {authority[:200]!r}")
    return host, int(digits)


def _read_first_line(line: str) -> tuple[str, str, str]:
    parts = line.split(" ")
    if len(parts) != 3 or not _TOKEN.fullmatch(parts[0]) or parts[2] not in {"HTTP/1.0", "HTTP/1.1"} or not parts[1].isprintable():
        raise BadRequestError(f"{line[:200]!r} is not the first line of a request")
    return parts[0], parts[1], parts[2]


def _read_header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not _TOKEN.fullmatch(name) or "\r" in value or "\0" in value:
        raise BadRequestError(f"{line[:200]!r} is not a header")
    return name, value.strip(" \t")


def _read_target(target: str) -> tuple[str, int, str]:
    scheme, _, rest = target.partition("://")
    if scheme.lower() not in {"http", "ws"} or not rest:
        raise BadRequestError("this is the checker's filtering proxy: it takes CONNECT, and requests for http://… addresses")
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    host, port = split_authority(authority.rpartition("@")[2], 80)
    path = rest[len(authority) :].partition("#")[0]
    return host, port, path if path.startswith("/") else "/" + path


def _body_length(headers: tuple[tuple[str, str], ...]) -> int | None:
    lengths = {value for name, value in headers if name.lower() == "content-length"}
    codings = [value for name, value in headers if name.lower() == "transfer-encoding"]
    if codings and (lengths or len(codings) > 1 or codings[0].lower() != "chunked"):
        raise BadRequestError("a body with two lengths, or in an unknown coding")
    if codings:
        return None
    if len(lengths) > 1 or not all(re.fullmatch(r"[0-9]{1,18}", length) for length in lengths):
        raise BadRequestError("a Content-Length that is no length")
    return int(lengths.pop()) if lengths else 0
