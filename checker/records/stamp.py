"""A time-stamp of a run's manifest: who was asked for it, and what was kept of the answer."""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from checker.records.base import Record
from checker.records.review import Attachment


def _is_address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or not url.partition("//")[2]:
        raise ValueError(f"{url!r} is no http:// or https:// address")
    return url


class StampAuthority(Record):
    """Who answers time-stamp queries (RFC 3161) at `url`; `ca`: PEM file of the authority that its certificate comes from."""

    url: Annotated[str, AfterValidator(_is_address)]
    ca: Path | None = None


def split_authorities(given: Any) -> Any:
    """Of the environment's text the addresses, between blanks, or the list that stands there in JSON; an address alone needs no table."""
    if isinstance(given, str):
        given = json.loads(given) if given.lstrip().startswith("[") else given.split()
    return [{"url": each} if isinstance(each, str) else each for each in given] if isinstance(given, list | tuple) else given


class KeptStamp(Record):
    """One line of after/stamps.jsonl, without what every line has.

    `of`: SHA-256 of the manifest.json that was stamped; `time`: the authority's, UTC, ISO 8601. `attachments`: the reply as it came
    (.tsr, with the authority's certificates), then the certificates that lead from these to a root (.pem).
    """

    authority: str
    of: str
    time: str
    serial: str
    policy: str
    attachments: tuple[Attachment, Attachment]
