"""Asks a time-stamping authority (RFC 3161 over HTTP), through the guard as all our clients do."""

from checker.rendering.plain_http import PlainHttp
from checker.settings import Settings

_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_LARGEST = 1 << 20  # bytes of a reply: 2 to 10 KB are usual


class NoAnswerError(Exception):
    """Why an authority gave no reply that could be read."""


async def ask_authority(settings: Settings, address: str, query: bytes) -> bytes:
    """The reply's bytes, whatever they say. Raises NoAnswerError where none came."""
    async with PlainHttp(settings) as http:
        reply = await http.post(address, query, _HEADERS, _LARGEST)
    if reply.trouble is not None:
        hint = ": a private address, which --allow-private permits" if reply.trouble == "not_allowed" else ""
        raise NoAnswerError(f"it could not be asked ({reply.trouble}{hint})")
    if reply.status != 200:
        raise NoAnswerError(f"it answered with the status {reply.status}")
    return reply.body
