"""after/thinned.jsonl: pictures of a closed run that are kept as their difference from an earlier night's, byte for byte.

Nobody has to believe it: what is put together again is held against the run's manifest like any other file.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.after_folder import AfterFolder
from checker.evidence.blobs import blob_of
from checker.evidence.case import Case
from checker.evidence.chained_log import read_log
from checker.evidence.jpeg_delta import apply_delta
from checker.evidence.manifest import AFTER
from checker.evidence.plain_files import Sealed, read_plain, seal
from checker.records.base import Record

THINNED = f"{AFTER}/thinned.jsonl"
_EVENT = "thinned"


class Ground(Record):
    """The picture from which another one differs: what it is, and the run and file in which it lay; its blob will do too."""

    run: str
    file: str
    sealed: Sealed


class Thin(Record):
    """What a picture was, its ground, and the difference (base64)."""

    sealed: Sealed
    ground: Ground
    delta: str


def record_thinned(after: AfterFolder, files: Mapping[str, Thin]) -> None:
    """In one line: the files may go when it is written."""
    after.append(THINNED, _EVENT, files={name: thin.model_dump(mode="json") for name, thin in files.items()})


def read_thinned(run: Path) -> dict[str, Thin]:
    """By name relative to the run folder. What cannot be understood is left out, and its file is missing then."""
    try:
        raw = read_plain(run / THINNED)
    except OSError:  # none, or no plain file, which verification names
        return {}
    found: dict[str, Thin] = {}
    for line in read_log(raw).lines:
        files = line.get("files") if line.get("event") == _EVENT else None
        for name, said in files.items() if isinstance(files, dict) else ():
            try:
                found[name] = Thin.model_validate(said)
            except ValidationError:
                continue
    return found


def put_together(archive: Path, thin: Thin) -> bytes | None:
    """The picture again; null where its ground is gone or the difference was damaged."""
    for place in _places(archive, thin.ground):
        try:
            ground = read_plain(place)
            picture = apply_delta(ground, base64.b64decode(thin.delta, validate=True)) if seal(ground) == thin.ground.sealed else b""
        except (OSError, ValueError, binascii.Error):
            continue
        if seal(picture) == thin.sealed:
            return picture
    return None


def with_thinned(case: Case) -> Case:
    """The case with the thinned pictures as they are when they are put together again."""
    there = case.measured.keys() | case.odd.keys()
    absent = {name: thin for name, thin in read_thinned(case.run).items() if name not in there and name.startswith("sites/")}
    found = {name: thin.sealed for name, thin in absent.items() if put_together(case.run.parent, thin) is not None}
    return replace(case, measured=case.measured | found) if found else case


def _places(archive: Path, ground: Ground) -> Iterator[Path]:
    yield blob_of(archive, ground.sealed.sha256)
    parts = Path(ground.run, ground.file)
    if not parts.is_absolute() and ".." not in parts.parts:
        yield archive / parts
