"""Which blobs make up a run: those that its manifest names, and those of what lies beside that."""

from pathlib import PurePosixPath

from pydantic import Field, ValidationError

from checker.archive.store.blobs import BlobError, get_blob, name_of
from checker.archive.store.place import Place
from checker.archive.store.pushes import StoredRun
from checker.evidence.json_lines import json_page
from checker.evidence.manifest import AFTER, MANIFEST, REPORT, SEALED, Manifest, read_manifest
from checker.evidence.plain_files import Sealed
from checker.evidence.sealing import BESIDE
from checker.records.base import Record

_TOPS = {*SEALED, *BESIDE, REPORT, AFTER}


class RunMap(Record):
    """`beside` are the files that manifest.json does not fix; `pruned` those that it names and that were taken away before the push.

    `grounds` are, by what they show (`grounds.page_of`), pictures of this or earlier runs that lie in the store whole, the latest last:
    later ones may differ from them.
    """

    schema_: int = Field(1, alias="schema")
    run: str
    manifest: Sealed
    beside: dict[str, Sealed]
    pruned: tuple[str, ...] = ()
    grounds: dict[str, tuple[Sealed, ...]]

    def raw(self) -> bytes:
        return json_page(self.model_dump(mode="json", by_alias=True))


class Stored(Record):
    """A run of a store with its map and manifest."""

    map: RunMap
    manifest: Manifest

    @property
    def files(self) -> dict[str, Sealed]:
        """All of the run by name, relative to its folder, manifest.json too."""
        sealed = {name: file for name, file in self.manifest.files.items() if name not in self.map.pruned}
        return {**sealed, MANIFEST: self.map.manifest, **self.map.beside}


def read_map(place: Place, run: str, stored: StoredRun) -> RunMap:
    """Raises BlobError."""
    try:
        found = RunMap.model_validate_json(get_blob(place, stored.map))
        if found.run != run or found.manifest != stored.manifest or not all(map(may_lie, found.beside)):
            raise ValueError("of something else")
    except (ValidationError, ValueError) as error:
        raise BlobError(name_of(stored.map.sha256), "altered") from error
    return found


def read_stored(place: Place, run: str, stored: StoredRun) -> Stored:
    """Raises BlobError."""
    found = read_map(place, run, stored)
    try:
        manifest, _ = read_manifest(get_blob(place, found.manifest), Manifest)
        if not all(map(may_lie, manifest.files)):
            raise ValueError("names that lead elsewhere")
    except (ValidationError, ValueError) as error:
        raise BlobError(name_of(found.manifest.sha256), "altered") from error
    return Stored(map=found, manifest=manifest)


def may_lie(name: str) -> bool:
    """Whether a run may have such a file: a store is written by others, and no name may lead out of the folder."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in _TOPS and ".." not in parts and "\0" not in name and "/".join(parts) == name
