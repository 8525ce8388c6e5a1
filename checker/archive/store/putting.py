"""Puts the files of a run into a store, each once; a picture as its difference from one of earlier nights where that is small."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checker.archive.grounds import page_of
from checker.archive.store.blobs import BlobError, get_blob, has_blob, may_be_ground, put_blob
from checker.archive.store.place import Place
from checker.archive.store.run_files import RunFiles
from checker.evidence.blobs import blob_of
from checker.evidence.disk import archive_faults
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, read_plain, seal
from checker.evidence.thinned import picture_again
from checker.faults import ArchiveFault

Grounds = Mapping[str, tuple[Sealed, ...]]  # by page, the latest last
AT_ONCE = 8  # questions to the storage
_PICTURE = ".jpg"
_MOST = 4  # grounds of a page: one for each slide of a small carousel


def put_files(place: Place, run: Path, files: RunFiles, grounds: Grounds) -> tuple[Grounds, list[int]]:
    """Gives the grounds for the nights that follow, and the bytes that each blob took, 0 where it was there."""
    once = {sealed: name for name, sealed in sorted(files.all.items(), reverse=True)}  # though several files be the same
    pages: dict[str, list[tuple[str, Sealed]]] = {}
    for sealed, name in sorted(once.items(), key=lambda each: each[1]):
        pages.setdefault(page_of(name) if name.endswith(_PICTURE) else name, []).append((name, sealed))

    def put(page: str) -> tuple[list[int], tuple[Sealed, ...]]:
        return _put_page(place, run, files, pages[page], grounds.get(page, ()))

    with ThreadPoolExecutor(AT_ONCE) as several:
        done = dict(zip(pages, several.map(put, pages), strict=True))
    found = {**grounds, **{page: kept for page, (_, kept) in done.items() if kept}}
    return dict(sorted(found.items())), [size for sizes, _ in done.values() for size in sizes]


def _put_page(
    place: Place, run: Path, files: RunFiles, pictures: Sequence[tuple[str, Sealed]], earlier: tuple[Sealed, ...]
) -> tuple[list[int], tuple[Sealed, ...]]:
    """The pictures of one page, one after the other: what is like none of earlier nights may be a ground for the next of this night.

    A page of which there is no earlier picture has all of them put whole. Any other file is a page of its own, without grounds.
    """
    sizes, grounds = [], [*earlier]
    for name, sealed in pictures:
        sizes.append(0 if has_blob(place, sealed) else _put(place, run, files, name, sealed, grounds if earlier else []))
        if name.endswith(_PICTURE) and sealed not in grounds and may_be_ground(place, sealed):
            grounds.append(sealed)
    return sizes, tuple(grounds[-_MOST:])


def _put(place: Place, run: Path, files: RunFiles, name: str, sealed: Sealed, grounds: Sequence[Sealed]) -> int:
    data = _read(run, files, name)
    if seal(data) != sealed:
        raise ArchiveFault(f"{shown(str(run / name))} was altered while it was pushed: `checker verify` names it.")
    there = [(ground, raw) for ground in reversed(grounds) if (raw := _read_ground(place, run.parent, ground)) is not None]
    return put_blob(place, data, sealed, there)


def _read(run: Path, files: RunFiles, name: str) -> bytes:
    if name in files.thin:
        return picture_again(run, files.thin[name]) or b""
    with archive_faults(run / name, "read"):
        return read_plain(run / name)


def _read_ground(place: Place, archive: Path, ground: Sealed) -> bytes | None:
    """Of a ground that lies in the store whole: from this archive, where it has it."""
    if not may_be_ground(place, ground):
        return None
    try:
        here = read_plain(blob_of(archive, ground.sha256))
        if seal(here) == ground:
            return here
    except OSError:  # this archive has it no more, or never had
        pass
    try:
        return get_blob(place, ground)
    except BlobError:  # `verify` names it; this picture rests on another, or is put whole
        return None
