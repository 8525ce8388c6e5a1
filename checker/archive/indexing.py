"""Brings the index up to the files: runs that are new, gone, or decided on since are read; all others are left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from checker.archive.index import RUNS, SITES, Index, open_index
from checker.archive.rows import closed_runs, rows_of, stamp_of

log = structlog.get_logger()


class Indexed(NamedTuple):
    """`read` runs were read now, of `runs` in all; `troubles` are the runs whose lines cannot be read, and why."""

    runs: int
    read: int
    troubles: dict[str, str]


def catch_up(index: Index, archive: Path, tell: Callable[[str], None] = lambda run: None) -> Indexed:
    """May be killed at any moment, and several processes may do it at once: a run's rows are written in one step."""
    with index.engine.connect() as connection:
        known = {row.run: row.stamp for row in connection.execute(select(RUNS).where(RUNS.c.archive == index.archive))}
    there = closed_runs(archive)
    stale = [run for run in there if known.get(run) != stamp_of(archive / run)]
    for run in sorted(known.keys() - set(there)):
        _write(index, run, None)
    for run in stale:
        tell(run)
        _write(index, run, archive / run)
    with index.engine.connect() as connection:
        told = connection.execute(select(RUNS.c.run, RUNS.c.trouble).where(RUNS.c.archive == index.archive, RUNS.c.trouble.is_not(None)))
        return Indexed(len(there), len(stale), {row.run: row.trouble for row in told.all()})


def keep_up(archive: Path, database_url: str | None) -> None:
    """After a run, where somebody made an index. Whatever fails is told and costs the run nothing: it is complete."""
    try:
        with open_index(archive, database_url) as index:
            catch_up(index, archive)
    except Exception as fault:  # noqa: BLE001 - the index holds nothing that the files do not say, and is no reason to fail a run
        log.warning("the index was not kept up; `checker archive find` does it when it is asked", reason=str(fault))


def _write(index: Index, run: str, path: Path | None) -> None:
    head, sites = rows_of(path) if path is not None else (None, [])
    try:
        with index.engine.begin() as connection:
            for table in (SITES, RUNS):
                connection.execute(table.delete().where(table.c.archive == index.archive, table.c.run == run))
            if head is not None:
                connection.execute(RUNS.insert(), {"archive": index.archive, **head})
            if sites:
                connection.execute(SITES.insert(), [{"archive": index.archive, **site} for site in sites])
    except IntegrityError:  # another process wrote the same rows between our two steps: they stand
        log.debug("another process wrote the run into the index", run=run)
