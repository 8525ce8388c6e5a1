"""From checked addresses to a connection: the first that answers wins, as in a person's browser (RFC 8305)."""

import asyncio
import errno
import os
import socket
from collections.abc import Sequence

from checker.rendering.guard.ledger import FailureKind, UnreachedError
from checker.rendering.guard.wire import Wire

_STAGGER_SECONDS = 0.3  # after so long without an answer the next address is tried as well
_NO_ROAD = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_OWN_TROUBLE = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


async def dial(addresses: Sequence[str], port: int) -> Wire:
    """Connects to one of `addresses`, and to nothing else. Raises UnreachedError when all have failed."""
    waiting = list(addresses)
    calls: dict[asyncio.Task[socket.socket], str] = {}
    failures: dict[str, OSError] = {}
    try:
        while waiting or not all(call.done() for call in calls):
            if waiting:
                address = waiting.pop(0)
                calls[asyncio.create_task(_connect(address, port))] = address
            ringing = [call for call in calls if not call.done()]
            patience = _STAGGER_SECONDS if waiting else None
            done, _ = await asyncio.wait(ringing, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            for call in done:
                trouble = call.exception()
                if trouble is None:
                    del calls[call]
                    return Wire(call.result())
                if not isinstance(trouble, OSError):
                    raise trouble
                failures[calls[call]] = trouble
    finally:
        await _hang_up(list(calls))
    raise _unreached([(address, failures[address]) for address in addresses], port)


async def _connect(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    calling = socket.socket(family, socket.SOCK_STREAM)
    try:
        calling.setblocking(False)
        await asyncio.get_running_loop().sock_connect(calling, (address, port))
    except BaseException:
        calling.close()
        raise
    return calling


async def _hang_up(calls: list[asyncio.Task[socket.socket]]) -> None:
    for call in calls:
        call.cancel()
    for ended in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(ended, socket.socket):  # two answered at once
            ended.close()


def _unreached(failures: list[tuple[str, OSError]], port: int) -> UnreachedError:
    """The last failure speaks for all, but an address without a road to it never speaks for one that has one."""
    telling = [failure for failure in failures if failure[1].errno not in _NO_ROAD] or failures
    detail = "; ".join(f"{address} port {port}: {_reason(trouble)}" for address, trouble in failures)
    return UnreachedError(_kind_of(telling[-1][1]), detail)


def _reason(trouble: OSError) -> str:
    return os.strerror(trouble.errno) if trouble.errno else str(trouble)


def _kind_of(trouble: OSError) -> FailureKind:
    if isinstance(trouble, ConnectionResetError):
        return "reset"
    if trouble.errno == errno.ETIMEDOUT:
        return "timeout"
    return "proxy" if trouble.errno in _OWN_TROUBLE else "refused"
