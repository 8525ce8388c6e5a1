"""What one guard has carried, refused and failed at: evidence of the visit that goes through it."""

from dataclasses import dataclass, field
from typing import Literal, TypeVar

FailureKind = Literal["dns", "refused", "timeout", "reset", "not_allowed", "proxy", "limit"]
Limit = Literal["bytes", "requests"]

_KEPT = 1_000  # a hostile page may ask for names without end
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Refusal:
    """Something that the guard would not let through; `address` is the one that spoke against it, where one did."""

    host: str
    port: int
    address: str | None
    reason: str


@dataclass(frozen=True)
class Failure:
    """Why nothing came from a host; `detail` in plain English, one line, no control characters."""

    kind: FailureKind
    detail: str


class UnreachedError(Exception):
    """The host of a request was not reached."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(kind, _one_line(detail))


class NotAllowedError(UnreachedError):
    """The guard itself does not let the request through."""

    def __init__(self, reason: str, address: str | None = None) -> None:
        super().__init__("not_allowed", reason)
        self.address = address


class LimitReachedError(Exception):
    """The visit has had all that it may have."""


@dataclass
class Ledger:
    """Counts in bytes of answers and in requests (a tunnel is one); the limits are null where there are none."""

    byte_limit: int | None = None
    request_limit: int | None = None
    refused: list[Refusal] = field(default_factory=list)
    failures: dict[tuple[str, int], Failure] = field(default_factory=dict)
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bytes_received: int = 0
    requests: int = 0
    limit_reached: Limit | None = None

    def allow_more(self, byte_limit: int, request_limit: int) -> None:
        """A further part of the visit begins, with an allowance of its own on top of what was used so far."""
        self.byte_limit, self.request_limit = self.bytes_received + byte_limit, self.requests + request_limit
        self.limit_reached = None

    def count_request(self) -> None:
        """Raises LimitReachedError for one request too many, and for every one after a limit was reached."""
        if self.limit_reached is None and self.request_limit is not None and self.requests >= self.request_limit:
            self.limit_reached = "requests"
        if self.limit_reached is not None:
            raise LimitReachedError
        self.requests += 1

    def take(self, data: bytes) -> bytes:
        """Counts bytes of an answer and gives back those that are still allowed."""
        if self.byte_limit is not None and self.bytes_received + len(data) > self.byte_limit:
            self.limit_reached = self.limit_reached or "bytes"
            data = data[: max(0, self.byte_limit - self.bytes_received)]
        self.bytes_received += len(data)
        return data

    def note_addresses(self, name: str, addresses: tuple[str, ...]) -> None:
        _keep(self.addresses, name, addresses)

    def note_failure(self, host: str, port: int, failure: Failure) -> None:
        _keep(self.failures, (host, port), failure)

    def note_refusal(self, host: str, port: int, refusal: NotAllowedError) -> None:
        noted = Refusal(_one_line(host), port, refusal.address, refusal.failure.detail)
        if len(self.refused) < _KEPT and noted not in self.refused:
            self.refused.append(noted)


def _keep(notes: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """The newest note stands last; the oldest goes when there are too many."""
    notes.pop(key, None)
    notes[key] = value
    if len(notes) > _KEPT:
        del notes[next(iter(notes))]


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)[:300]
