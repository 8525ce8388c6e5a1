"""The folder name of each site: its site code, else its host with its port (CONTRACT.md, section 3)."""

import hashlib
import re

from checker.roster.addresses import Address

_LONGEST = 120  # bytes; a folder name may have 255, and others put suffixes to it
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)")  # no folder can be called so on Windows


class KeyRing:
    """Gives out keys in roster order, none twice; keys that differ only in case count as the same."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}

    def give(self, site_code: str | None, address: Address) -> str:
        """The site's key; `-2`, `-3` … is added where an earlier row has it."""
        plain = name_site(site_code, address)
        key, number = plain, self._numbers.get(plain, 1)
        while key.casefold() in self._given:
            number += 1
            key = f"{plain}-{number}"
        self._given.add(key.casefold())
        self._numbers[plain] = number
        return key


def name_site(site_code: str | None, address: Address) -> str:
    """The site code, else host or host_port in lower case: letters, digits, `.`, `_`, `-`, a dot or a dash never first."""
    if site_code:
        return site_code
    whole = address.host if address.port is None else f"{address.host}_{address.port}"
    safe = re.sub(r"[^a-z0-9._-]", "-", whole.strip("[]").replace("]", "").lower()).lstrip(".-") or "site"
    if _DEVICE.match(safe):
        safe = f"site-{safe}"
    if len(safe) > _LONGEST:
        digest = hashlib.sha256(whole.encode()).hexdigest()[:12]
        return f"{safe[: _LONGEST - 13]}-{digest}"
    return safe
