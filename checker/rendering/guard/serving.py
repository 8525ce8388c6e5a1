"""One client's connection, request after request, and the guard's own answers to it."""

import contextlib

import structlog

from checker.rendering.guard.hosts import MalformedHostError, read_host
from checker.rendering.guard.ledger import Failure, FailureKind, Ledger, LimitReachedError, NotAllowedError, UnreachedError
from checker.rendering.guard.relay import Relay, ServerBrokeError
from checker.rendering.guard.request import BadRequestError, Request, read_request
from checker.rendering.guard.route import Route
from checker.rendering.guard.wire import HEAD_END, TooLongError, Wire

_log = structlog.get_logger()
_REQUEST_LIMIT = 1 << 20  # bytes of a request's head, with all cookies that a browser keeps of a site: the site says if it is too long
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Service:
    """What all connections of one guard share."""

    def __init__(self, route: Route, ledger: Ledger, token: str) -> None:
        self._route = route
        self._ledger = ledger
        self._token = token

    async def serve(self, client: Wire) -> None:
        """Serves until either side ends."""
        try:
            while await self._serve_one(client):
                pass
        except OSError:
            return  # the client ended, politely between two requests or not: nobody is left to be told
        except TooLongError:
            await self._answer(client, "431 Request Header Fields Too Large", "The request's head is too long.")
        except BadRequestError as bad:
            await self._answer(client, "400 Bad Request", str(bad))

    async def _serve_one(self, client: Wire) -> bool:
        """True if the client went on to another request."""
        request = read_request(await client.read_through(HEAD_END, _REQUEST_LIMIT))
        name = request.host
        try:
            name = str(read_host(request.host))
            return await self._carry(client, request)
        except MalformedHostError as malformed:
            await self._refuse(client, name, request.port, NotAllowedError(str(malformed)))
        except UnreachedError as unreached:
            await self._refuse(client, name, request.port, unreached)
        except ServerBrokeError:
            await client.reset()
        except LimitReachedError:
            self._note(name, request.port, "limit", f"the visit has had its limit of {self._ledger.limit_reached}")
            await client.reset()
        except (OSError, BadRequestError, TooLongError):
            raise
        except Exception as bug:  # noqa: BLE001 - it shall break this one connection, and accuse no site
            _log.exception("the guard failed at a request", host=name, port=request.port)
            self._note(name, request.port, "proxy", f"the guard itself failed: {bug!r}")
            await client.reset()
        return False

    async def _carry(self, client: Wire, request: Request) -> bool:
        """Carries one request or one tunnel to its end. Raises what the relay and the route raise."""
        self._ledger.count_request()
        host, port = read_host(request.host), request.port
        opening = self._route.open_tunnel(host, port) if request.is_tunnel else self._route.open_request(host, port)
        async with await opening as server:
            relay = Relay(client, server, self._ledger, lambda reason: self._note(str(host), port, "reset", reason))
            if request.is_tunnel:
                await client.send(_ESTABLISHED)
                await relay.carry_tunnel()
            elif await relay.carry_request(self._route.head_for(request, host), request, self._route):
                return True
            await client.drain()
        return False

    async def _refuse(self, client: Wire, name: str, port: int, unreached: UnreachedError) -> None:
        failure = unreached.failure
        self._ledger.note_failure(name, port, failure)
        if isinstance(unreached, NotAllowedError):
            self._ledger.note_refusal(name, port, unreached)
        own = f"X-Checker-Failure: {failure.kind}\r\nX-Checker-Token: {self._token}\r\n"
        await self._answer(client, "502 Bad Gateway", f"{failure.kind}: {failure.detail}", own)

    async def _answer(self, client: Wire, status: str, text: str, own_headers: str = "") -> None:
        body = f"{text}\n".encode()
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
            f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n{own_headers}Connection: close\r\n\r\n"
        )
        with contextlib.suppress(OSError):  # the client is gone: nobody is left to be told
            await client.send(head.encode() + body)
            client.finish()
            await client.drain()

    def _note(self, host: str, port: int, kind: FailureKind, detail: str) -> None:
        self._ledger.note_failure(host, port, Failure(kind, detail))
