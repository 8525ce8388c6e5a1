"""The way through another proxy, which alone resolves names; what is written as a private address is refused here all the same."""

import asyncio
from base64 import b64encode
from urllib.parse import unquote, urlsplit

from checker.faults import UsageFault
from checker.rendering.guard.admission import check_host
from checker.rendering.guard.dialing import dial
from checker.rendering.guard.direct import authority_of
from checker.rendering.guard.hosts import Host, MalformedHostError, read_host, written
from checker.rendering.guard.ledger import UnreachedError
from checker.rendering.guard.names import NameBook
from checker.rendering.guard.proxy_status import failure_of_proxy, named_error, status_of
from checker.rendering.guard.request import Request
from checker.rendering.guard.wire import HEAD_END, CutOffError, TooLongError, Wire


class Upstream:
    """A route (see `Route`) through the proxy `http://[user:password@]host[:port]`, which may stand anywhere, on loopback too."""

    def __init__(self, address: str, names: NameBook, *, allow_private: bool, patience: float) -> None:
        self._host, self._port, self._credentials = _read_proxy(address)
        self._names = names
        self._allow_private = allow_private
        self._patience = patience

    async def open_tunnel(self, host: Host, port: int) -> Wire:
        target = f"{written(host)}:{port}"
        lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}", *(f"{name}: {value}" for name, value in self._credentials)]
        proxy = await self.open_request(host, port)
        try:
            async with asyncio.timeout(self._patience):
                await proxy.send("\r\n".join((*lines, "", "")).encode("latin-1"))
                head = await proxy.read_through(HEAD_END)
            if status_of(head) not in range(200, 300):
                raise failure_of_proxy(head)
        except TimeoutError:
            proxy.close()
            raise UnreachedError("timeout", f"the proxy did not reach {target} within {self._patience:g} s") from None
        except TooLongError:
            proxy.close()
            raise UnreachedError("proxy", "the proxy's answer has no end of its head") from None
        except OSError as broken:
            proxy.close()
            raise UnreachedError("reset", f"the proxy ended the connection without an answer: {broken}") from broken
        except BaseException:
            proxy.close()
            raise
        return proxy

    async def open_request(self, host: Host, port: int) -> Wire:
        if not self._allow_private:
            check_host(host)
        try:
            async with asyncio.timeout(self._patience):
                named = isinstance(self._host, str)
                addresses = await self._names.addresses_of(str(self._host)) if named else (str(self._host),)
                return await dial(addresses, self._port)
        except TimeoutError:
            raise UnreachedError("proxy", f"the proxy did not answer within {self._patience:g} s") from None
        except UnreachedError as unreached:
            raise UnreachedError("proxy", f"the proxy cannot be reached: {unreached}") from unreached

    def head_for(self, request: Request, host: Host) -> bytes:
        authority = authority_of(request, host)
        return request.head(f"http://{authority}{request.path}", authority, self._credentials)

    async def check_answer(self, server: Wire) -> None:
        """Raises UnreachedError where the answer is the proxy's own failure and says so; else it stands unread."""
        head = b""
        try:
            while len(head) < len("HTTP/1.1 502"):
                data = await server.receive()
                head += data
                if not data:
                    return
            if status_of(head) not in {407, 502, 503, 504}:
                return
            server.hold(head)
            head = await server.read_through(HEAD_END)
            if named_error(head) or status_of(head) == 407:  # no server behind the proxy has any business with a 407
                raise failure_of_proxy(head)
        except CutOffError as cut:
            head = cut.part
        except TooLongError:
            head = b""  # read_through has put it back
        except OSError:
            return  # the next read meets the break again
        finally:
            server.hold(head)


def _read_proxy(address: str) -> tuple[Host, int, tuple[tuple[str, str], ...]]:
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port or 80
        host = read_host(parts.hostname or "")
    except (ValueError, MalformedHostError):
        raise UsageFault(f"The proxy {_without_password(address)!r} is not an address. Write it as http://host:port.") from None
    if parts.scheme != "http":
        raise UsageFault(f"The proxy {_without_password(address)!r} is not an HTTP proxy. Give one as http://host:port.")
    if parts.username is None:
        return host, port, ()
    secret = b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()).decode()
    return host, port, (("Proxy-Authorization", f"Basic {secret}"),)


def _without_password(address: str) -> str:
    return address.rpartition("@")[2]
