"""The address guard: a filtering proxy, through which everything goes that a visit fetches."""

from checker.rendering.guard.addresses import is_public
from checker.rendering.guard.guard import Guard
from checker.rendering.guard.hosts import literal_address
from checker.rendering.guard.ledger import Failure, FailureKind, Refusal
from checker.rendering.guard.names import Resolver, system_resolver

__all__ = ["Failure", "FailureKind", "Guard", "Refusal", "Resolver", "is_public", "literal_address", "system_resolver"]
