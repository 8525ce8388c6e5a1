"""Puts the certificates of a time-stamp reply into the order that DER wants of a set, which many an authority does not keep.

OpenSSL's `ts -reply` with `certs =` sends them as they come, and all but the strictest readers take them so. The signature is not over
them, and no length changes. Encoding: X.690; the reply: RFC 3161; its signed data: RFC 5652.
"""

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCE, _OID, _EXPLICIT_0 = 0x30, 0x06, 0xA0  # the certificates have the same tag, [0], as the content around them


class _Part(NamedTuple):
    """One element: where its header starts, its content starts, and it ends."""

    tag: int
    start: int
    content: int
    end: int


def order_certificates(reply: bytes) -> bytes:
    """The same reply with its certificates in order; unchanged where they are, or where it is none. Raises nothing."""
    try:
        place = _find_certificates(reply)
        if place is None:
            return reply
        parts = [reply[each.start : each.end] for each in _parts(reply, place.content, place.end)]
    except (IndexError, ValueError):
        return reply  # no such reply: whoever reads it says so
    return reply[: place.content] + b"".join(sorted(parts)) + reply[place.end :]


def _find_certificates(reply: bytes) -> _Part | None:
    whole = _read(reply, 0, len(reply))
    token = list(_parts(reply, whole.content, whole.end))[1]  # behind the status
    content_type, content = _parts(reply, token.content, token.end)
    if (whole.tag, token.tag, content_type.tag, content.tag) != (_SEQUENCE, _SEQUENCE, _OID, _EXPLICIT_0):
        raise ValueError("no signed data")
    signed = _read(reply, content.content, content.end)
    return next((part for part in _parts(reply, signed.content, signed.end) if part.tag == _EXPLICIT_0), None)


def _parts(raw: bytes, start: int, end: int) -> Iterator[_Part]:
    while start < end:
        part = _read(raw, start, end)
        yield part
        start = part.end


def _read(raw: bytes, start: int, end: int) -> _Part:
    """Raises IndexError or ValueError for what is no element, or reaches beyond `end`."""
    first = raw[start + 1]
    more = first & 0x7F if first & 0x80 else 0
    content = start + 2 + more
    length = int.from_bytes(raw[start + 2 : content]) if first & 0x80 else first
    if first == 0x80 or more > 4 or content + length > end:
        raise ValueError("no definite length, or one that is too large")
    return _Part(raw[start], start, content, content + length)
