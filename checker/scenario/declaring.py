"""What a script says of itself: for which hosts it is, how it steers, and what it knows of the site's columns."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from checker.scenario.column import Column
from checker.scenario.steps import Steps

Steer = Callable[[Steps], Awaitable[None]]


@dataclass
class Scenario:
    """One site's script. Without `steer` the visit is the plain one, and the columns are added to it."""

    hosts: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    steer: Steer | None = None
    file: str = ""  # as it is told to people: folder and name
    path: str = ""
    sha256: str = ""


_collected: ContextVar[list[Scenario] | None] = ContextVar("collected", default=None)


def scenario(*hosts: str, columns: Sequence[Column] = ()) -> Callable[[Steer], Steer]:
    """Says for which hosts a script is; over a function, that this one steers. Raises ValueError for what is no host."""
    if not hosts:
        raise ValueError("scenario() wants the host of the roster's address, as in @scenario('rsj.my.gov.cn')")
    declared = Scenario(tuple(_host(host) for host in hosts), tuple(columns))
    collected = _collected.get()
    if collected is not None:
        collected.append(declared)

    def hold(steer: Steer) -> Steer:
        declared.steer = steer
        return steer

    return hold


def _host(text: str) -> str:
    if not text or any(letter in text for letter in "/?#@ "):
        raise ValueError(f"{text!r} is no host: give it as it stands in the address, as in 'rsj.my.gov.cn' or 'rsj.my.gov.cn:8080'")
    return text.lower()


@contextmanager
def collecting() -> Iterator[list[Scenario]]:
    """What is declared while this lasts."""
    found: list[Scenario] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)
