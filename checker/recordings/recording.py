"""A recorded site: one readable index, and the bodies of the answers under their hashes. No cookie, no moment, nothing of the machine."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import Field

from checker.faults import UsageFault
from checker.records.base import Record
from checker.records.kept import UnreadableError, read_kept
from checker.records.site import Site

INDEX = "recording.json"
BODIES = "bodies"


class RecordedAnswer(Record):
    """One answer. Where a question was answered differently later, its answers stand one after the other in their order.

    `asked` tells questions with a body apart: the first 16 digits of its SHA-256. `body` is a file beside the index; `changed` says
    what was done to it.
    """

    method: str
    url: str
    asked: str | None = None
    status: int
    headers: list[tuple[str, str]] = Field(default_factory=list)
    body: str | None = None
    size: int = 0
    changed: list[str] = Field(default_factory=list)


class LeftOut(Record):
    """What the visit asked for and the recording does not hold."""

    method: str
    url: str
    because: str


class Recording(Record):
    """recording.json. `as_of` is the day on which it is judged: that of the visit."""

    schema_: int = Field(default=1, alias="schema")
    site: Site
    as_of: str
    edition: str | None = None  # null: the national one in force on that day
    answers: list[RecordedAnswer]
    left_out: list[LeftOut] = Field(default_factory=list)


def name_body(body: bytes, ending: str) -> str:
    return f"{BODIES}/{hashlib.sha256(body).hexdigest()[:16]}.{ending}"


def digest_of(body: bytes) -> str | None:
    return hashlib.sha256(body).hexdigest()[:16] if body else None


def write_recording(folder: Path, recording: Recording, bodies: Mapping[str, bytes]) -> None:
    """Writes bodies and index, and takes away the bodies of an earlier recording; expectation and negatives stay as they are.

    Whoever is interrupted has the earlier recording or the new one: bodies bear their hashes, and the index changes at once.
    """
    (folder / BODIES).mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    new = folder / f"{INDEX}.new"
    new.write_text(_written(recording), encoding="utf-8")
    new.replace(folder / INDEX)
    for file in (folder / BODIES).iterdir():
        if f"{BODIES}/{file.name}" not in bodies:
            file.unlink()


def _written(recording: Recording) -> str:
    return recording.model_dump_json(by_alias=True, indent=1, exclude_defaults=True, ensure_ascii=False) + "\n"


def keep_before(folder: Path, place: Path, new: Recording) -> Path | None:
    """Copies the recording whose place a new one takes; null where there is none, or the new one is the same."""
    if not (folder / INDEX).is_file() or (folder / INDEX).read_text(encoding="utf-8", errors="replace") == _written(new):
        return None
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place)
    return place


def recorded_day(folder: Path) -> str | None:
    """ISO day of the recording; null where there is none that can be read."""
    try:
        return read_recording(folder).as_of
    except UsageFault:
        return None


def read_recording(folder: Path) -> Recording:
    """Raises UsageFault where there is none, or one that is not whole."""
    if not (folder / INDEX).is_file():
        raise UsageFault(f"{folder} holds no recording: `checker scenario new URL` makes one.")
    try:
        recording = read_kept(folder / INDEX, Recording)
    except UnreadableError as trouble:
        raise UsageFault(f"{folder / INDEX} is not a recording that this version can read: {trouble}.") from trouble
    lost = missing_bodies(folder, recording.answers)
    if lost:
        raise UsageFault(f"{folder} is not whole: {lost[0]} is missing. `checker scenario new {recording.site.url}` records it again.")
    return recording


def missing_bodies(folder: Path, answers: Iterable[RecordedAnswer]) -> list[str]:
    return [answer.body for answer in answers if answer.body is not None and not (folder / answer.body).is_file()]
