"""What leads from the guard to a server: straight, or through another proxy."""

from typing import Protocol

from checker.rendering.guard.hosts import Host
from checker.rendering.guard.request import Request
from checker.rendering.guard.wire import Wire


class Route(Protocol):
    """Every method raises UnreachedError where the server is not reached."""

    async def open_tunnel(self, host: Host, port: int) -> Wire:
        """A connection on which the server itself answers."""

    async def open_request(self, host: Host, port: int) -> Wire:
        """A connection that takes one head of `head_for` and a body."""

    def head_for(self, request: Request, host: Host) -> bytes:
        """The head as the other end of `open_request` wants it."""

    async def check_answer(self, server: Wire) -> None:
        """Waits for the beginning of the answer, where it could be the next proxy's own."""
