"""The index of an archive: one row a run, one row a site of it, in SQLite beside the runs or in PostgreSQL.

It holds nothing that the files do not say, is made from them alone, and may be deleted at any time.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from checker.archive.place import INDEX
from checker.evidence.names import shown
from checker.faults import ArchiveFault, UsageFault

_WAIT = 30  # seconds for another process that writes the index

# The number is that of the tables' form: a later form makes tables of its own, and needs no migration.
_TABLES = MetaData()
RUNS = Table(
    "checker_runs_2",
    _TABLES,
    Column("archive", String, primary_key=True),  # its absolute path: one database may serve several archives
    Column("run", String, primary_key=True),
    Column("stamp", String, nullable=False),  # of the files that the rows were made from, as `stamp_of` gives it
    Column("day", String, nullable=False),  # on which it began, ISO, of the offices
    Column("edition", String),
    Column("as_of", String),
    Column("trouble", String),  # why its lines could not be read; null where they could
)
SITES = Table(
    "checker_sites_2",
    _TABLES,
    Column("archive", String, primary_key=True),
    Column("run", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("number", Integer, nullable=False),  # in the run's order
    Column("day", String, nullable=False, index=True),
    Column("site_code", String),
    Column("host", String, index=True),
    Column("final_host", String),
    Column("name", String),
    Column("unit", String),
    Column("url", String, nullable=False),
    Column("names_folded", String, nullable=False),  # name and unit in lower case, for a part of them
    Column("state", String, nullable=False),  # of its reach
    Column("verdict", String, nullable=False),
    Column("final_verdict", String, nullable=False),  # people's decisions counted in
    Column("problems", String, nullable=False),  # as `final_verdict`
)


class Index(NamedTuple):
    """An open index; `archive` as its rows name it."""

    engine: Engine
    archive: str


@contextmanager
def open_index(archive: Path, database_url: str | None, *, anew: bool = False) -> Iterator[Index]:
    """Opens the index, makes its tables where there are none, and closes it. `anew` throws away what stands there of this archive.

    UsageFault: the address is none, or PostgreSQL's driver is not installed. ArchiveFault: the database refuses, or is damaged.
    """
    url = _address(archive, database_url)
    with _faults(url):
        if anew and database_url is None:
            (archive / INDEX).unlink(missing_ok=True)  # whatever it is: it is not worth mending
        try:
            engine = create_engine(url, connect_args={"timeout": _WAIT} if url.get_backend_name() == "sqlite" else {})
        except ModuleNotFoundError as error:
            raise UsageFault(
                f"The driver of {url.get_backend_name()} is not installed: install checker with the extra postgresql."
            ) from error
        try:
            if not set(_TABLES.tables) <= set(inspect(engine).get_table_names()):
                _TABLES.create_all(engine)
            index = Index(engine, str(archive.resolve()))
            if anew:
                with engine.begin() as connection:
                    for table in (SITES, RUNS):
                        connection.execute(table.delete().where(table.c.archive == index.archive))
            yield index
        finally:
            engine.dispose()


def _address(archive: Path, database_url: str | None) -> URL:
    if database_url is None:
        may_write = os.access(archive, os.W_OK)  # a read-only medium is indexed in memory each time
        return URL.create("sqlite", database=str((archive / INDEX).resolve()) if may_write else ":memory:")
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise UsageFault("The setting `database_url` is no address of a database: write postgresql://user@host/name.") from error
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("postgresql", "sqlite"):
        raise UsageFault(f"The index is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}: see the setting `database_url`.")
    return url


@contextmanager
def _faults(url: URL) -> Iterator[None]:
    where = shown(url.render_as_string(hide_password=True))
    try:
        yield
    except OperationalError as error:
        why = str(error.orig).strip().splitlines()[0]
        raise ArchiveFault(
            f"The index {where} cannot be used: {why}. Check that it is there and can be written; "
            "the setting `database_url` puts it elsewhere."
        ) from error
    except DBAPIError as error:
        why = str(error.orig).strip().splitlines()[0]
        raise ArchiveFault(f"The index {where} is damaged ({why}): `checker archive reindex` makes it anew from the runs.") from error
    except SQLAlchemyError as error:
        raise ArchiveFault(f"The index {where} cannot be used: {type(error).__name__}.") from error
