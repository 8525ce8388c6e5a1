"""Bytes between a client and a server, both ways at once, each end passed on as the end that it was."""

import asyncio
import contextlib
from collections.abc import Callable

from checker.rendering.guard.answer import AnswerHead
from checker.rendering.guard.ledger import Ledger, LimitReachedError
from checker.rendering.guard.request import Request
from checker.rendering.guard.request_body import carry_body
from checker.rendering.guard.route import Route
from checker.rendering.guard.wire import Wire

_FIRST_WORD_SECONDS = 1.0  # a browser says its first word as soon as its tunnel is open


class ServerBrokeError(Exception):
    """The server broke the connection (RST); so must we, to the client."""


class Relay:
    """One connected pair; `note` is told why a server ended without its work done, before the client learns of the end.

    Its methods raise ServerBrokeError, LimitReachedError, and OSError where the client broke off.
    """

    def __init__(self, client: Wire, server: Wire, ledger: Ledger, note: Callable[[str], None]) -> None:
        self._client = client
        self._server = server
        self._ledger = ledger
        self._note = note
        self._has_asked = asyncio.Event()
        self._waited = False  # for the client's first word, which some never say
        self._has_answered = False
        self._client_ended = False
        self._server_ended = False

    async def carry_tunnel(self) -> None:
        """Everything, until both sides have ended; the end of one direction is passed on while the other goes on."""
        down, up = asyncio.create_task(self._carry_down(None)), asyncio.create_task(self._carry_up())
        try:
            done, _ = await asyncio.wait((down, up), return_when=asyncio.FIRST_EXCEPTION)
            for direction in (down, up):
                if direction in done:
                    direction.result()
        finally:
            await _stop(down, up)

    async def carry_request(self, head: bytes, request: Request, route: Route) -> bool:
        """One request, with `head` in the place of its own, and its answer, up to the server's end.

        True if the client went on to another request before. Raises also UnreachedError where the next proxy says that it failed,
        and BadRequestError or TooLongError for a body that cannot be followed.
        """
        answer = AnswerHead()
        down = asyncio.create_task(self._carry_answer(answer, route))
        up = asyncio.create_task(self._carry_body(head, request, answer))
        try:
            await asyncio.wait((down, up), return_when=asyncio.FIRST_COMPLETED)
            if down.done() or (answer.status == 101 and up.exception() is None):
                await down
                return False
            return up.result()
        finally:
            await _stop(down, up)

    async def _carry_answer(self, answer: AnswerHead, route: Route) -> None:
        await route.check_answer(self._server)
        await self._carry_down(answer)

    async def _carry_body(self, head: bytes, request: Request, answer: AnswerHead) -> bool:
        """Ends when the client does (False), or with the first byte of another request (True): a server that was asked to end its
        connection and did not makes browsers believe that they may go on, with requests to any host."""
        self._has_asked.set()
        with contextlib.suppress(OSError):  # a server that broke at once: the other direction tells
            await self._server.send(head)
        await carry_body(self._client, self._server, request.body)
        while data := await self._client.receive():
            if answer.status != 101:
                self._client.hold(data)
                return True
            await self._offer(data)
        self._client_ended = True
        self._server.finish()
        return False

    async def _carry_up(self) -> None:
        while data := await self._client.receive():
            self._has_asked.set()
            await self._offer(data)
        self._client_ended = True
        self._server.finish()

    async def _offer(self, data: bytes) -> None:
        """A server that takes no more may still have something to say: only the other direction tells how it ends."""
        try:
            await self._server.send(data)
        except OSError as broken:
            if self._server_ended:
                raise ServerBrokeError(str(broken)) from broken
            await asyncio.Event().wait()

    async def _hear_server(self, *, is_tunnel: bool) -> bytes:
        """What a server says, or how it ends, before it was asked anything waits for the client's first word: right behind the guard's own
        "established" the browser would take it for the guard's, and blame the guard."""
        try:
            data = await self._server.receive()
        except OSError:
            await self._hear_first_word(is_tunnel=is_tunnel)
            raise
        await self._hear_first_word(is_tunnel=is_tunnel)
        return data

    async def _hear_first_word(self, *, is_tunnel: bool) -> None:
        if is_tunnel and not self._waited and not self._has_asked.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FIRST_WORD_SECONDS):
                    await self._has_asked.wait()
            self._waited = True

    async def _carry_down(self, answer: AnswerHead | None) -> None:
        while True:
            try:
                data = await self._hear_server(is_tunnel=answer is None)
            except OSError as broken:
                self._end_server(f"the server broke the connection: {broken}", is_failure=answer is not None)
                await self._client.send(answer.rest() if answer else b"")
                raise ServerBrokeError(str(broken)) from broken
            if not data:
                break
            self._has_answered = True
            allowed = self._ledger.take(data)
            await self._client.send(answer.pass_on(allowed) if answer else allowed)
            if len(allowed) < len(data):
                raise LimitReachedError
        self._end_server("the server closed the connection without an answer")
        await self._client.send(answer.rest() if answer else b"")
        self._client.finish()

    def _end_server(self, reason: str, *, is_failure: bool = False) -> None:
        """Within a tunnel, and at a polite end, only the two ends know whether the work was done; but not if nothing was answered."""
        self._server_ended = True
        if is_failure or (self._has_asked.is_set() and not self._has_answered and not self._client_ended):
            self._note(reason)


async def _stop(*directions: asyncio.Task[None] | asyncio.Task[bool]) -> None:
    for direction in directions:
        direction.cancel()
    await asyncio.gather(*directions, return_exceptions=True)
