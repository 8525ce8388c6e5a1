"""The visit history in a store: the same files, a day each, which only grow.

Where two machines added visits of one day without knowing of each other, the second to come joins its own to the store's, here first and
then there, so that both have one chain again.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog
from pydantic import Field, ValidationError

from checker.archive.store.blobs import BlobError, get_blob, name_of, put_blob
from checker.archive.store.place import Place
from checker.archive.store.pushes import Found, add_push, last_push, make_store
from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.clock import utc_now
from checker.evidence.disk import archive_faults, write_atomically
from checker.evidence.json_lines import json_page
from checker.evidence.lock import FolderLock
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, list_plain_files, read_plain, seal
from checker.evidence.visit_joining import join_logs
from checker.evidence.visit_log import VISITS
from checker.faults import ArchiveFault
from checker.records.base import Record

log = structlog.get_logger()


class VisitMap(Record):
    """The blobs of the days, by the name of their file relative to the archive."""

    schema_: int = Field(1, alias="schema")
    days: dict[str, Sealed]

    def raw(self) -> bytes:
        return json_page(self.model_dump(mode="json", by_alias=True))


def push_visits(place: Place, archive: Path) -> Found | None:
    """Puts what the history of `archive` has more than the store's; null where that is nothing. Raises ArchiveFault where it was altered.

    A day that another machine added to as well is joined to the store's in `archive` too.
    """
    make_store(place)
    while True:
        before = last_push(place)
        there = read_visit_map(place, before.push.visits if before and before.push else None)
        days = {**there, **_put_days(place, archive, there)}
        if days == there:
            return None
        raw = VisitMap(schema=1, days=dict(sorted(days.items()))).raw()
        sealed = seal(raw)
        put_blob(place, raw, sealed)
        if found := add_push(place, before, before.push.runs if before and before.push else {}, sealed):
            return found


def fetch_visits(place: Place, visits: Sealed | None, archive: Path) -> int:
    """Brings the history of `archive` up to the store's; gives how many days were written. Raises ArchiveFault where it was altered."""
    days = read_visit_map(place, visits)
    if not days:
        return 0
    with archive_faults(archive / VISITS, "create"):
        (archive / VISITS).mkdir(parents=True, exist_ok=True)
    door = FolderLock(archive / VISITS, wait=True)
    written = 0
    try:
        for name, sealed in days.items():
            written += _bring_up(archive, name, _believed(place, sealed))
    finally:
        door.release()
    return written


def lay_out_visits(place: Place, visits: Sealed | None, archive: Path) -> Iterator[tuple[str, BlobError]]:
    """Writes the history as the store has it; gives the days that cannot be had, and why."""
    try:
        days = parse_visit_map(place, visits)
    except BlobError as fault:
        yield VISITS, fault
        return
    for name, sealed in days.items():
        try:
            write_atomically(archive / name, get_blob(place, sealed))
        except BlobError as fault:
            yield name, fault


def read_visit_map(place: Place, visits: Sealed | None) -> Mapping[str, Sealed]:
    """Raises ArchiveFault where it is damaged."""
    try:
        return parse_visit_map(place, visits)
    except BlobError as fault:
        raise _damaged(place, fault) from fault


def parse_visit_map(place: Place, visits: Sealed | None) -> Mapping[str, Sealed]:
    """Raises BlobError."""
    if visits is None:
        return {}
    try:
        found = VisitMap.model_validate_json(get_blob(place, visits)).days
        if not all(map(is_day, found)):
            raise ValueError("names that lead elsewhere")
    except (ValidationError, ValueError) as error:
        raise BlobError(name_of(visits.sha256), "altered") from error
    return found


def is_day(name: str) -> bool:
    """Whether the history has files of such a name."""
    day = name.removeprefix(f"{VISITS}/").removesuffix(".jsonl")
    return name == f"{VISITS}/{day}.jsonl" and len(day) == len("2026-11-23") and day.replace("-", "").isdecimal() and day.isascii()


def _put_days(place: Place, archive: Path, there: Mapping[str, Sealed]) -> dict[str, Sealed]:
    """The days of which there is more here than in the store, put."""
    put: dict[str, Sealed] = {}
    for name in filter(is_day, list_plain_files(archive, VISITS).files):
        raw = _read_day(archive, name)
        if raw and there.get(name) != seal(raw):
            stored = _believed(place, there[name]) if name in there else b""
            if not _goes_on(raw, stored) and not _goes_on(stored, raw):
                door = FolderLock(archive / VISITS, wait=True)
                try:
                    _bring_up(archive, name, stored)
                    raw = _read_day(archive, name)
                finally:
                    door.release()
            if raw != stored and _goes_on(raw, stored):
                put[name] = seal(raw)
                put_blob(place, raw, put[name])
    return put


def _bring_up(archive: Path, name: str, stored: bytes) -> bool:
    """Writes the day with all that the store has of it, and tells whether that was more; whoever calls holds the door."""
    here = _read_day(archive, name)
    if _goes_on(here, stored):
        return False
    if not _goes_on(stored, here):
        if read_log(stored).breaks:
            raise ArchiveFault(f"{shown(name)} of the store is not as it was written: nothing is joined to it. See `checker verify --all`.")
        ChainedLog(archive / name)  # a torn end that was left there becomes a line of its own, so that no byte is lost
        here = _read_day(archive, name)
        log.info("two machines wrote visits of one day: theirs are joined", day=name)
    write_atomically(archive / name, join_logs(stored, here, utc_now()))
    return True


def _read_day(archive: Path, name: str) -> bytes:
    """Its whole lines; what a process that died left behind them is none. Raises ArchiveFault where they are not as they were written."""
    with archive_faults(archive / name, "read"):
        raw = read_plain(archive / name) if (archive / name).exists() else b""
    found = read_log(raw)
    if found.breaks:
        raise ArchiveFault(f"{shown(str(archive / name))} is not as it was written, and goes into no store: see `checker verify --all`.")
    return raw.removesuffix(found.torn)


def _goes_on(one: bytes, other: bytes) -> bool:
    """Whether the one is the other, or more."""
    return one.startswith(other)


def _believed(place: Place, sealed: Sealed) -> bytes:
    try:
        return get_blob(place, sealed)
    except BlobError as fault:
        raise _damaged(place, fault) from fault


def _damaged(place: Place, fault: BlobError) -> ArchiveFault:
    return ArchiveFault(f"The store {shown(place.told)} is damaged: {fault}. `checker verify --all` names all that is.")
