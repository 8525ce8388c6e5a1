"""Names, passwords and tokens that stand in addresses: they are used, and never written down or told."""

import re
from typing import Any

# greedy to the last @ of the word: a password may have an @ or a / of its own
_CREDENTIALS = re.compile(r"(?<=//)[^\s'\"]*@")
_BARE = re.compile(r"^(?!.*//)[^\s@]+:[^\s@]*@")  # a proxy may be given without its scheme
_QUERY = re.compile(r"(//[^\s'\"?]*\?)[^\s'\"]+")  # whether a query holds a token nobody can see from it


def blot(text: str) -> str:
    """The text with `user:password@` and the query of every address in it made unreadable."""
    return _BARE.sub("***@", _QUERY.sub(r"\1***", _CREDENTIALS.sub("***@", text)))


def blot_all(value: Any) -> Any:
    """The same for every text within lists and dicts."""
    if isinstance(value, str):
        head, sign, rest = value.partition("=")  # --proxy=user:password@host
        return f"{head}={blot(rest)}" if sign and head.startswith("-") else blot(value)
    if isinstance(value, dict):
        return {name: blot_all(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [blot_all(inner) for inner in value]
    return value
