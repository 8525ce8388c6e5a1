"""The one door of the city: a forward proxy on loopback behind which every host of the city answers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple, Self

from checker.sample_city.authority import Authority
from checker.sample_city.wire import (
    HEAD_LIMIT,
    Answer,
    BadRequestError,
    Head,
    Request,
    read_head,
    split_authority,
    split_target,
)

Trouble = Literal["unknown", "refused", "silent"]
# RFC 9209: how a proxy says what kept it from reaching the server
PROXY_ERRORS: dict[Trouble, str] = {"unknown": "dns_error", "refused": "connection_refused"}


@dataclass(frozen=True)
class Visit:
    """One line of the server's own log. `path` carries the query and is empty where a tunnel was refused; `time` is UTC."""

    host: str
    path: str
    time: datetime
    client: str  # address and port on loopback
    agent: str  # User-Agent


class Stream(NamedTuple):
    """Both directions of one connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Proxy:
    """Serves absolute-form requests, and CONNECT to port 80 (plain) and to all others (TLS by the city's authority).

    `respond` gives the answer of a host, `trouble_of` says for host and port why it cannot be reached, or null.
    """

    def __init__(
        self,
        respond: Callable[[Request], Awaitable[Answer]],
        trouble_of: Callable[[str, int], Trouble | None],
        authority: Authority,
    ) -> None:
        self._respond = respond
        self._trouble_of = trouble_of
        self._authority = authority
        self._open: set[asyncio.Task[None]] = set()
        self.visits: list[Visit] = []
        self.address = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=HEAD_LIMIT, backlog=512)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._serve_client(Stream(reader, writer))
        except OSError:
            pass  # the client went away, or did not accept our certificate: nobody is left to be told
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve_client(self, stream: Stream) -> None:
        try:
            while head := await read_head(stream.reader):
                if head.method == "CONNECT":
                    await self._open_tunnel(stream, head)
                    return
                if not head.target.lower().startswith("http://"):
                    raise BadRequestError("This is a proxy: ask for http://host/path, or CONNECT host:port.")
                host, port = split_authority(head.target[7:].split("/", 1)[0].split("?", 1)[0], 80)
                if not await self._exchange(stream, head, "http", host, port):
                    return
        except BadRequestError as wrong:
            await self._refuse(stream, wrong)

    async def _open_tunnel(self, stream: Stream, head: Head) -> None:
        host, port = split_authority(head.target, 443)
        if trouble := self._trouble_of(host, port):
            self._log(stream, head, host, "")
            await self._tell_trouble(stream, trouble)
            return
        stream.writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await stream.writer.drain()
        inner = await self._put_tls_on(stream, host) if port != 80 else stream
        try:
            await self._serve_tunnel(inner, "https" if port != 80 else "http", host, port)
        finally:
            inner.writer.close()

    async def _serve_tunnel(self, inner: Stream, scheme: str, host: str, port: int) -> None:
        try:
            while (head := await read_head(inner.reader)) and await self._exchange(inner, head, scheme, host, port):
                pass
        except BadRequestError as wrong:
            await self._refuse(inner, wrong)

    async def _refuse(self, stream: Stream, wrong: BadRequestError) -> None:
        stream.writer.write(Answer(f"{wrong}\n".encode(), "text/plain; charset=utf-8", 400).to_bytes(keep_alive=False))
        await stream.writer.drain()

    async def _put_tls_on(self, stream: Stream, host: str) -> Stream:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=HEAD_LIMIT)
        protocol = asyncio.StreamReaderProtocol(reader)
        context = self._authority.context_for(host)
        transport = await loop.start_tls(stream.writer.transport, protocol, context, server_side=True)
        assert transport is not None
        protocol.connection_made(transport)  # start_tls leaves this to its caller
        return Stream(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    async def _exchange(self, stream: Stream, head: Head, scheme: str, host: str, port: int) -> bool:
        """One request and its answer; true where the connection stays open for another."""
        body = await stream.reader.readexactly(head.body_length)
        path, query = split_target(head.target)
        self._log(stream, head, host, f"{path}?{query}" if query else path)
        if trouble := self._trouble_of(host, port):
            await self._tell_trouble(stream, trouble)
            return False
        own_port = None if port == (443 if scheme == "https" else 80) else port
        answer = await self._respond(Request(scheme, host, path, query, head.method, head.headers, body, own_port))
        stream.writer.write(answer.to_bytes(keep_alive=head.keeps_alive, with_body=head.method != "HEAD"))
        await stream.writer.drain()
        return head.keeps_alive

    async def _tell_trouble(self, stream: Stream, trouble: Trouble) -> None:
        if trouble == "silent":
            await stream.reader.read()  # until the client gives up
            return
        status = (("Proxy-Status", f"city; error={PROXY_ERRORS[trouble]}"),)
        answer = Answer(f"{PROXY_ERRORS[trouble]}\n".encode(), "text/plain; charset=utf-8", 502, status)
        stream.writer.write(answer.to_bytes(keep_alive=False))
        await stream.writer.drain()

    def _log(self, stream: Stream, head: Head, host: str, path: str) -> None:
        client = "{}:{}".format(*stream.writer.get_extra_info("peername"))
        self.visits.append(Visit(host, path, datetime.now(UTC), client, head.headers.get("user-agent", "")))
