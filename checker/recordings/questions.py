"""When two questions are the same: what pages put into addresses only to get past a cache does not count."""

import re
from urllib.parse import urlsplit, urlunsplit

from checker.locating.columns.masked_words import mask_address

# a moment in milliseconds or seconds, or a number by chance
_OF_CHANCE = re.compile(r"(?:^|(?<==))(?:1[5-9]\d{8}(?:\d{3})?|0?\.\d+)(?=&|$)")


def same_question(address: str) -> str:
    """The address in the form by which its answer is looked up."""
    parts = urlsplit(mask_address(address))
    port = f":{parts.port}" if parts.port not in (None, {"http": 80, "https": 443}.get(parts.scheme)) else ""
    return urlunsplit((parts.scheme, f"{parts.hostname or ''}{port}", parts.path or "/", _OF_CHANCE.sub("~", parts.query), ""))


def host_of(address: str) -> str:
    """Host, with its port where one is written that is not the scheme's own."""
    return urlsplit(same_question(address)).netloc
