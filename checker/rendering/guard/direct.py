"""The straight way: the name is resolved and checked here, and the connection goes to the address that was checked."""

import asyncio

from checker.rendering.guard.admission import check_addresses, check_host
from checker.rendering.guard.dialing import dial
from checker.rendering.guard.hosts import Host, written
from checker.rendering.guard.ledger import Ledger, UnreachedError
from checker.rendering.guard.names import NameBook
from checker.rendering.guard.request import Request
from checker.rendering.guard.wire import Wire


class Direct:
    """A route (see `Route`) without a proxy; `patience` in seconds for the look-up and the connection together."""

    def __init__(self, names: NameBook, ledger: Ledger, *, allow_private: bool, patience: float) -> None:
        self._names = names
        self._ledger = ledger
        self._allow_private = allow_private
        self._patience = patience

    async def open_tunnel(self, host: Host, port: int) -> Wire:
        if not self._allow_private:
            check_host(host)
        addresses: tuple[str, ...] = () if isinstance(host, str) else (str(host),)
        try:
            async with asyncio.timeout(self._patience):
                if isinstance(host, str):
                    addresses = await self._addresses_of(host)
                return await dial(addresses, port)
        except TimeoutError:
            what = f"connection to {', '.join(addresses)} port {port}" if addresses else f"answer to the question for {host}"
            raise UnreachedError("timeout", f"no {what} within {self._patience:g} s") from None

    async def open_request(self, host: Host, port: int) -> Wire:
        return await self.open_tunnel(host, port)

    def head_for(self, request: Request, host: Host) -> bytes:
        return request.head(request.path, authority_of(request, host))

    async def check_answer(self, server: Wire) -> None:
        """On a straight way every answer is the server's."""

    async def _addresses_of(self, name: str) -> tuple[str, ...]:
        addresses = await self._names.addresses_of(name)
        self._ledger.note_addresses(name, addresses)
        if not self._allow_private:
            check_addresses(name, addresses)
        return addresses


def authority_of(request: Request, host: Host) -> str:
    """The request's Host header: the port only where it is not http's own."""
    return written(host) if request.port == 80 else f"{written(host)}:{request.port}"
