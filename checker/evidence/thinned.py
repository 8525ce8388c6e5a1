"""after/thinned.jsonl: pictures of a closed run that are kept as their difference from an earlier one, byte for byte.

The differences of a run stand one after the other in an attachment. Nobody has to believe them: what is put together again is held against
the run's manifest like any other file.
"""

import base64
import binascii
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, ValidationError

from checker.evidence.after_folder import ATTACHMENTS, AfterFolder
from checker.evidence.blobs import blob_of
from checker.evidence.case import Case
from checker.evidence.chained_log import read_log
from checker.evidence.jpeg_delta import apply_delta
from checker.evidence.manifest import AFTER, MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import Sealed, read_part, read_plain, seal
from checker.evidence.things import things
from checker.evidence.verification import Assertion, assert_that
from checker.records.base import Record

THINNED = f"{AFTER}/thinned.jsonl"
_EVENT, _UNLIKE = "thinned", "unlike"
_PACK = re.compile(rf"{ATTACHMENTS}/[0-9a-f]{{64}}")
_Count = Annotated[int, Field(ge=0)]


class Ground(Record):
    """The picture from which another one differs: what it is, and the run and file in which it lay; its blob will do too."""

    run: str
    file: str
    sealed: Sealed


class Thin(Record):
    """What a picture was, its ground, and where the difference stands: `size` bytes of the file `pack` from `start` on.

    Runs that were thinned by the first versions have it in `delta` (base64) instead.
    """

    sealed: Sealed
    ground: Ground
    pack: str = ""
    start: _Count = 0
    size: _Count = 0
    delta: str = ""


class Difference(NamedTuple):
    """A picture that can go, its ground, and the bytes that make the one from the other."""

    sealed: Sealed
    ground: Ground
    delta: bytes


def record_thinned(after: AfterFolder, files: Mapping[str, Difference], unlike: Collection[str] = ()) -> None:
    """In one line: the files may go when it is written. `unlike` are those that have too little in common with what there is."""
    if unlike:
        after.append(THINNED, _UNLIKE, files=sorted(unlike))
    if not files:
        return
    places: dict[bytes, int] = {}
    end = 0
    for each in files.values():
        if each.delta not in places:
            places[each.delta], end = end, end + len(each.delta)
    pack = after.keep("differences", b"".join(places)).file
    told = {
        name: Thin(sealed=each.sealed, ground=each.ground, pack=pack, start=places[each.delta], size=len(each.delta))
        for name, each in files.items()
    }
    after.append(THINNED, _EVENT, files={name: thin.model_dump(mode="json", exclude={"delta"}) for name, thin in told.items()})


def read_thinned(run: Path) -> dict[str, Thin]:
    """By name relative to the run folder. What cannot be understood is left out, and its file is missing then."""
    found: dict[str, Thin] = {}
    for files in _lines(run, _EVENT):
        for name, said in files.items() if isinstance(files, dict) else ():
            try:
                found[name] = Thin.model_validate(said)
            except ValidationError:
                continue
    return found


def read_unlike(run: Path) -> set[str]:
    """The pictures that were tried, and are kept whole."""
    return {name for files in _lines(run, _UNLIKE) if isinstance(files, list) for name in files if isinstance(name, str)}


def picture_again(run: Path, thin: Thin) -> bytes | None:
    """The picture of the run again; null where its ground is gone or the difference was damaged."""
    for place in _places(run.parent, thin.ground):
        try:
            ground = read_plain(place)
            picture = apply_delta(ground, _delta(run, thin)) if seal(ground) == thin.ground.sealed else b""
        except (OSError, ValueError, binascii.Error):
            continue
        if seal(picture) == thin.sealed:
            return picture
    return None


class Recall:
    """The pictures of a closed run that are kept as differences, for whoever wants to see them; what is written down is read once."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._thinned: dict[str, Thin] | None = None

    def __call__(self, name: str) -> bytes | None:
        """The file as it was sealed; null where it was not thinned, was altered, or cannot be put together any more."""
        if self._thinned is None:
            sealed = _sealed(self._run)
            self._thinned = {file: thin for file, thin in read_thinned(self._run).items() if sealed.get(file) == thin.sealed}
        thin = self._thinned.get(name)
        return picture_again(self._run, thin) if thin is not None else None


def with_thinned(case: Case) -> Case:
    """The case with the thinned pictures as they are when they are put together again."""
    there = case.measured.keys() | case.odd.keys()
    absent = {name: thin for name, thin in read_thinned(case.run).items() if name not in there and name.startswith("sites/")}
    found = {name: thin.sealed for name, thin in absent.items() if picture_again(case.run, thin) is not None}
    lost = frozenset(absent.keys() - found.keys())
    return replace(case, measured=case.measured | found, thinned=frozenset(found), lost=lost) if absent else case


def check_thinned(case: Case, pruned: Collection[str]) -> Assertion:
    """Says that pictures are no files, to whom `sha256sum` misses them; `pruned` are those that were taken away since."""
    if lost := case.lost.difference(pruned):
        return assert_that("thinned", "failed", things("missing", lost))
    count = len(case.thinned.difference(pruned))
    if not count:
        return assert_that("thinned", "not_applicable")
    return assert_that("thinned", "passed", detail=("1 file" if count == 1 else f"{count} files", f"{count}个文件"))


def _lines(run: Path, event: str) -> Iterator[object]:
    try:
        raw = read_plain(run / THINNED)
    except OSError:  # none, or no plain file, which verification names
        return
    yield from (line.get("files") for line in read_log(raw).lines if line.get("event") == event)


def _delta(run: Path, thin: Thin) -> bytes:
    if not thin.pack:
        return base64.b64decode(thin.delta, validate=True)
    if not _PACK.fullmatch(thin.pack):
        raise ValueError("no place of a difference")
    return read_part(run / thin.pack, thin.start, thin.size)


def _sealed(run: Path) -> dict[str, Sealed]:
    try:
        return read_manifest(read_plain(run / MANIFEST), Manifest)[0].files
    except (OSError, ValidationError):  # a run that is not closed, or not to be believed, has nothing to recall
        return {}


def _places(archive: Path, ground: Ground) -> Iterator[Path]:
    yield blob_of(archive, ground.sealed.sha256)
    parts = Path(ground.run, ground.file)
    if not parts.is_absolute() and ".." not in parts.parts:
        yield archive / parts
