"""One TCP connection, read and written in order, whose end is told apart: a polite one (FIN) from a broken one (RST)."""

import asyncio
import contextlib
import fcntl
import re
import socket
import struct
import termios
from typing import Self

CHUNK = 65_536
HEAD_LIMIT = 65_536
HEAD_END = re.compile(rb"\n\r?\n")
_DELIVERY_SECONDS = 2.0


class TooLongError(Exception):
    """What should end after so many bytes did not."""


class CutOffError(ConnectionError):
    """The connection ended in the middle of something; `part` is what had come."""

    def __init__(self, part: bytes) -> None:
        super().__init__("the connection ended half-way")
        self.part = part


class Wire:
    """A connected socket, which it owns. Plain sockets rather than asyncio's streams, since these lose what came just before an RST.

    Every method may raise OSError when the other side broke the connection.
    """

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        with contextlib.suppress(OSError):  # already gone: the first read tells
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = connected
        self._loop = asyncio.get_running_loop()
        self._held = b""
        self._lost: OSError | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def receive(self) -> bytes:
        """What has come, as a rule up to CHUNK bytes; empty at the other side's polite end, OSError at a break."""
        if self._held:
            held, self._held = self._held, b""
            return held
        try:
            data = await self._loop.sock_recv(self._socket, CHUNK)
        except OSError as lost:
            self._lost = lost
            raise
        if not data and self._lost is not None:  # the kernel tells of a break only once, perhaps to a write
            raise self._lost
        if len(data) == CHUNK:  # a sender that never lets up must not keep the others from their turn
            await asyncio.sleep(0)
        return data

    async def send(self, data: bytes) -> None:
        """Returns when the kernel has taken all; so a slow reader slows its sender."""
        try:
            await self._loop.sock_sendall(self._socket, data)
        except OSError as lost:
            self._lost = lost
            raise

    def hold(self, data: bytes) -> None:
        """Puts back what was read too far."""
        self._held = data + self._held

    async def read_through(self, end: re.Pattern[bytes], limit: int = HEAD_LIMIT) -> bytes:
        """All bytes up to and with the first match of `end` (of at most four bytes). Raises TooLongError, CutOffError."""
        read = b""
        while True:
            data = await self.receive()
            if not data:
                raise CutOffError(read)
            found = end.search(read := read + data, max(0, len(read) - len(data) - 3))
            if found and found.end() <= limit:
                self.hold(read[found.end() :])
                return read[: found.end()]
            if len(read) > limit:
                self.hold(read)
                raise TooLongError(f"no end in {limit} bytes")

    def finish(self) -> None:
        """Says politely that nothing more will be sent (FIN)."""
        with contextlib.suppress(OSError):  # broken already: nothing left to say
            self._socket.shutdown(socket.SHUT_WR)

    async def drain(self, seconds: float = _DELIVERY_SECONDS) -> None:
        """Reads and forgets until the other side ends: closing over unread bytes would break what it has not read yet."""
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(seconds):
                while await self.receive():
                    pass

    async def reset(self) -> None:
        """Breaks the connection (RST) as soon as what was sent before has arrived, since a break throws away what has not."""
        with contextlib.suppress(OSError):
            for _ in range(int(_DELIVERY_SECONDS / 0.01)):
                if self._socket.fileno() < 0 or not _undelivered(self._socket):
                    break
                await asyncio.sleep(0.01)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        self._socket.close()


def _undelivered(connected: socket.socket) -> int:
    """Bytes that the other side's kernel has not acknowledged."""
    (waiting,) = struct.unpack("i", fcntl.ioctl(connected, termios.TIOCOUTQ, struct.pack("i", 0)))
    return int(waiting)
