"""The body of a request, carried to the server as it stands; its end matters, since another request may follow."""

import contextlib
import re

from checker.rendering.guard.request import BadRequestError
from checker.rendering.guard.wire import Wire

_LINE_END = re.compile(rb"\n")
_LINE_LIMIT = 8_192


async def carry_body(client: Wire, server: Wire, length: int | None) -> None:
    """Carries `length` bytes, or chunks up to the last one (null). Raises OSError where the client breaks off.

    A server that takes no more (it may have answered already) ends nothing: the rest is read and dropped, and its answer tells.
    """
    if length is None:
        await _carry_chunks(client, server)
    else:
        await _carry_bytes(client, server, length)


async def _carry_bytes(client: Wire, server: Wire, count: int) -> None:
    while count:
        data = await client.receive()
        if not data:
            raise ConnectionAbortedError("the client ended in the middle of its request")
        client.hold(data[count:])
        data = data[:count]
        count -= len(data)
        await _offer(server, data)


async def _carry_chunks(client: Wire, server: Wire) -> None:
    size = 1
    while size:
        line = await client.read_through(_LINE_END, _LINE_LIMIT)
        digits = line.partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9a-fA-F]{1,15}", digits):
            raise BadRequestError("a chunk without a size")
        size = int(digits, 16)
        await _offer(server, line)
        if size:
            await _carry_bytes(client, server, size)
            await _offer(server, await client.read_through(_LINE_END, _LINE_LIMIT))
    while line.strip():  # trailers, up to the empty line
        line = await client.read_through(_LINE_END, _LINE_LIMIT)
        await _offer(server, line)


async def _offer(server: Wire, data: bytes) -> None:
    with contextlib.suppress(OSError):  # see carry_body
        await server.send(data)
