"""Who may be visited: no loopback, private, link-local or metadata address, in whatever spelling, under whatever name."""

from collections.abc import Iterable

from checker.rendering.guard.addresses import is_public
from checker.rendering.guard.hosts import Host, names_this_machine
from checker.rendering.guard.ledger import NotAllowedError


def check_host(host: Host) -> None:
    """Raises NotAllowedError for an address that is not public, and for a name that no public site can bear."""
    if isinstance(host, str):
        if names_this_machine(host):
            raise NotAllowedError(f"{host} is a name of this machine or of its own network")
    elif not is_public(str(host)):
        raise NotAllowedError(f"{host} is not a public address", str(host))


def check_addresses(name: str, addresses: Iterable[str]) -> None:
    """Raises NotAllowedError if only one of the addresses of `name` is not public: honest names do not mix."""
    for address in addresses:
        if not is_public(address):
            raise NotAllowedError(f"{name} resolves to {address}, which is not a public address", address)
