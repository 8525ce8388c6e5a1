"""Real servers and clients on loopback, down to how a connection ends."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Peer:
    """One end of a connection, on plain sockets."""

    connected: socket.socket
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    async def read_head(self) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            data = await self.read()
            if not data:
                break
            head += data
        return head

    async def read(self) -> bytes:
        return await self.loop.sock_recv(self.connected, 65_536)

    async def send(self, data: bytes) -> None:
        await self.loop.sock_sendall(self.connected, data)

    async def read_to_end(self) -> tuple[bytes, str]:
        """All that comes, and how it ended: `fin` or `rst`."""
        read = bytearray()
        try:
            while data := await self.read():
                read += data
        except ConnectionResetError:
            return bytes(read), "rst"
        return bytes(read), "fin"

    def finish(self) -> None:
        self.connected.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        self.connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connected.close()


Answer = Callable[[Peer], Awaitable[None]]


@dataclass
class Server:
    """A listening server; counts its connections. Its exceptions end the test."""

    port: int
    connections: int = 0


@asynccontextmanager
async def serving(answer: Answer, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Server]:
    """Serves each connection with `answer`, and closes it afterwards."""
    listener = socket.create_server((host, port), backlog=256)
    listener.setblocking(False)
    server = Server(listener.getsockname()[1])
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(connected: socket.socket) -> None:
        try:
            await answer(Peer(connected))
        finally:
            connected.close()

    async def accept() -> None:
        while True:
            connected, _ = await loop.sock_accept(listener)
            server.connections += 1
            tasks.add(asyncio.create_task(serve(connected)))

    acceptor = asyncio.create_task(accept())
    try:
        yield server
    finally:
        for task in (acceptor, *tasks):
            task.cancel()
        await asyncio.gather(acceptor, *tasks, return_exceptions=True)
        listener.close()


@asynccontextmanager
async def connected_to(address: str, source: str = "127.0.0.1") -> AsyncIterator[Peer]:
    """A client's connection to `http://host:port`."""
    parts = urlsplit(address)
    client = socket.socket()
    client.setblocking(False)
    client.bind((source, 0))
    try:
        await asyncio.get_running_loop().sock_connect(client, (parts.hostname, parts.port))
        yield Peer(client)
    finally:
        client.close()


async def ask(proxy: str, url: str, headers: str = "") -> tuple[bytes, str]:
    """One GET through the proxy: its whole answer, and how the connection ended."""
    async with connected_to(proxy) as client:
        await client.send(f"GET {url} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n{headers}\r\n".encode())
        return await client.read_to_end()


async def open_tunnel(client: Peer, authority: str) -> bytes:
    """Sends CONNECT; gives back what was answered."""
    await client.send(f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode())
    return await client.read_head()


def page(body: str, headers: str = "") -> bytes:
    """A whole answer."""
    data = body.encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n{headers}\r\n".encode() + data
