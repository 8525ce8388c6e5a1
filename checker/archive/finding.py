"""Asks the index: which sites were seen when, and with which verdict."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, and_, func, or_, select

from checker.archive.index import SITES, Index
from checker.archive.rows import Row

_TOLD = ("day", "run", "key", "site_code", "name", "unit", "url", "state", "verdict", "final_verdict", "problems")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; null is everything. `site`: a key, code, host, address, or a part of name or unit. Days include both ends."""

    site: str | None = None
    first: date | None = None
    last: date | None = None
    verdict: str | None = None


def find(index: Index, wanted: Wanted) -> list[Row]:
    """The rows of the archive that fit, by day, run and the run's order. `verdict` looks at the final one."""
    query = select(SITES).where(SITES.c.archive == index.archive)
    if wanted.site is not None:
        query = query.where(_is_called(wanted.site))
    if wanted.first is not None:
        query = query.where(SITES.c.day >= wanted.first.isoformat())
    if wanted.last is not None:
        query = query.where(SITES.c.day <= wanted.last.isoformat())
    if wanted.verdict is not None:
        query = query.where(SITES.c.final_verdict == wanted.verdict)
    with index.engine.connect() as connection:
        rows = connection.execute(query.order_by(SITES.c.day, SITES.c.run, SITES.c.number))
        return [{name: row[name] for name in _TOLD} for row in rows.mappings()]


def _is_called(text: str) -> ColumnElement[bool]:
    name = text.strip()
    host, port = _host_in(name), _port_in(name)
    if port is not None:  # a host may have a site at each of its ports
        address = f"//{host}:{port}"
        url = func.lower(SITES.c.url)
        return and_(SITES.c.host == host, or_(url.endswith(address), url.contains(f"{address}/", autoescape=True)))
    return or_(
        SITES.c.key == name,
        SITES.c.site_code == name.lower(),
        SITES.c.key == host,
        SITES.c.host == host,
        SITES.c.final_host == host,
        SITES.c.names_folded.contains(name.casefold(), autoescape=True),
    )


def _host_in(text: str) -> str:
    """The host of an address, with or without its scheme; the text in lower case where it is none."""
    try:
        return urlsplit(text if "//" in text else f"//{text}").hostname or text.lower()
    except ValueError:
        return text.lower()


def _port_in(text: str) -> int | None:
    """The port that an address names, where it is not the one of its scheme."""
    try:
        port = urlsplit(text if "//" in text else f"//{text}").port
    except ValueError:
        return None
    return None if port in (80, 443) else port
