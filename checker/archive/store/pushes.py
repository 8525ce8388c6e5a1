"""The pushes of a store: a chain of small objects, each of which says what the store holds and names the one before it."""

import re
from collections.abc import Mapping

from pydantic import Field, ValidationError

from checker.archive.store.place import Place
from checker.evidence.clock import utc_now
from checker.evidence.json_lines import json_page
from checker.evidence.names import check_run_id, shown
from checker.evidence.plain_files import Sealed, seal
from checker.faults import ArchiveFault, UsageFault
from checker.records.base import Record

MARK = "store.json"
PUSHES = "pushes"
_MARK = json_page({"schema": 1, "kind": "checker store"})
_NAME = re.compile(rf"{PUSHES}/(\d{{8}})\.json")


class StoredRun(Record):
    """A run as a push has it: the blob of its map, and of its manifest.json, when it closed (UTC, ISO 8601)."""

    map: Sealed
    manifest: Sealed
    closed: str


class Push(Record):
    """One object of `pushes/`. `previous` is the SHA-256 of the one before it; `visits` is the blob that maps the visit history."""

    schema_: int = Field(1, alias="schema")
    number: int
    at: str
    previous: str | None
    runs: dict[str, StoredRun]
    visits: Sealed | None
    self_sha256: str = ""

    @property
    def in_order(self) -> list[str]:
        """The runs by the moment at which they closed."""
        return sorted(self.runs, key=lambda run: (self.runs[run].closed, run))


class Found(Record):
    """A push as it lies there; `push` is null where its bytes are not those that were written."""

    name: str
    sha256: str
    push: Push | None


def push_name(number: int) -> str:
    return f"{PUSHES}/{number:08}.json"


def list_pushes(place: Place) -> list[str]:
    return [name for name in place.names(PUSHES) if _NAME.fullmatch(name)]


def read_push(place: Place, name: str) -> Found:
    """Raises ArchiveFault where it went meanwhile."""
    raw = place.read(name)
    if raw is None:
        raise ArchiveFault(f"{shown(name)} of the store {shown(place.told)} is gone: try again.")
    try:
        push = Push.model_validate_json(raw)
        for run in push.runs:
            check_run_id(run)  # it becomes a folder's name
        fits = raw == _page(push) and push_name(push.number) == name
    except (ValidationError, ValueError, UsageFault):
        return Found(name=name, sha256=seal(raw).sha256, push=None)
    return Found(name=name, sha256=seal(raw).sha256, push=push if fits else None)


def last_push(place: Place) -> Found | None:
    """The last one; null in a store where nothing was pushed yet.

    Raises UsageFault where there is no store, ArchiveFault where it is damaged.
    """
    names = list_pushes(place)
    if not names:
        if place.read(MARK) is None:
            raise UsageFault(f"There is no store at {shown(place.told)}: check the address; `checker archive push` makes one.")
        return None
    found = read_push(place, names[-1])
    if found.push is None:
        raise ArchiveFault(
            f"{names[-1]} of the store {shown(place.told)} is not as it was written: put back the copy that was kept elsewhere, or the "
            "version before it where the bucket keeps versions."
        )
    return found


def make_store(place: Place) -> None:
    """Marks the place as a store, and makes sure that it does not let anybody write over what is there.

    Raises UsageFault where something else lies there, such as the archive itself, ArchiveFault where the storage will not do.
    """
    if not place.has(MARK) and (there := place.names()) and MARK not in there:  # the mark comes first, whoever makes the store
        raise UsageFault(f"{shown(place.told)} is no store, and {shown(there[0])} lies there: choose an empty place, or one of its own.")
    if place.put_new(MARK, _MARK) and place.put_new(MARK, _MARK):
        raise ArchiveFault(
            f"The storage at {shown(place.told)} writes over what is there though it was asked not to (put if absent, If-None-Match): "
            "no store can be kept there."
        )
    if place.read(MARK) != _MARK:
        raise ArchiveFault(f"{shown(place.told)}/{MARK} is not ours: choose another place for the store.")


def add_push(place: Place, before: Found | None, runs: Mapping[str, StoredRun], visits: Sealed | None) -> Found | None:
    """Puts the next push, in one step; null where somebody else came first, and the store has to be looked at again."""
    number = int(before.push.number) + 1 if before and before.push else 1
    push = Push(
        schema=1, number=number, at=utc_now(), previous=before.sha256 if before else None, runs=dict(runs), visits=visits
    )  # fmt: skip
    raw = _page(push)
    name = push_name(number)
    if place.put_new(name, raw) or place.read(name) == raw:  # the second: our own, whose answer was lost on the way
        return Found(name=name, sha256=seal(raw).sha256, push=push)
    return None


def _page(push: Push) -> bytes:
    content = push.model_dump(mode="json", by_alias=True, exclude={"self_sha256"})
    return json_page(content | {"self_sha256": seal(json_page(content)).sha256})
