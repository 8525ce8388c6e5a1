"""The blobs of a store: each put once, and never believed before it was held against its hash."""

from collections.abc import Sequence
from typing import Literal

from checker.archive.store.packing import (
    MARK_SIZE,
    Difference,
    is_difference,
    pack,
    pack_difference,
    read_difference,
    require,
    unpack,
)
from checker.archive.store.place import Place
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.plain_files import Sealed, seal

BLOBS = "blobs"
_LITTLE = 0.05  # of a picture: another ground would save nothing to speak of
_LARGEST = 1 << 30  # bytes of a blob of which nobody knows the size


class BlobError(Exception):
    """Why a blob gives nothing: `name` is the object that is `kind`, itself or the ground from which it differs."""

    def __init__(self, name: str, kind: Literal["missing", "altered"]) -> None:
        super().__init__(f"{name} is {kind}")
        self.name, self.kind = name, kind


def name_of(sha256: str) -> str:
    return f"{BLOBS}/{sha256[:2]}/{sha256[2:]}"


def put_blob(place: Place, data: bytes, sealed: Sealed, grounds: Sequence[tuple[Sealed, bytes]] = ()) -> int:
    """Puts `data`, which is what `sealed` says, as its difference from the best of `grounds` where that is much smaller.

    The likeliest ground comes first. Gives the bytes that it takes, 0 where it was there before.
    """
    blob = pack(data)
    for ground, raw in grounds:
        delta = make_delta(raw, data)
        if delta is not None:
            blob = min(blob, pack_difference(Difference(ground, delta)), key=len)
        if len(blob) < len(data) * _LITTLE:
            break
    return len(blob) if place.put_new(name_of(sealed.sha256), blob) else 0


def get_blob(place: Place, sealed: Sealed) -> bytes:
    """Its plain bytes, which are what `sealed` says. Raises BlobError."""
    name = name_of(sealed.sha256)
    blob = place.read(name)
    if blob is None:
        raise BlobError(name, "missing")
    try:
        ground = _ground_of(place, read_difference(blob).ground) if is_difference(blob) else None
        return require(unpack(blob, ground, size=sealed.size), sealed)
    except ValueError as error:
        raise BlobError(name, "altered") from error


def check_blob(place: Place, name: str) -> BlobError | None:
    """Whether a blob of which nothing is known but its name gives the bytes that belong to it; null where it does."""
    blob = place.read(name)
    if blob is None:
        return BlobError(name, "missing")
    try:
        ground = _ground_of(place, read_difference(blob).ground) if is_difference(blob) else None
        is_sound = name_of(seal(unpack(blob, ground, size=_LARGEST)).sha256) == name
    except ValueError:
        is_sound = False
    except BlobError as fault:
        return fault
    return None if is_sound else BlobError(name, "altered")


def has_blob(place: Place, sealed: Sealed) -> bool:
    return place.has(name_of(sealed.sha256))


def may_be_ground(place: Place, sealed: Sealed) -> bool:
    """Whether the blob is there and is no difference itself."""
    start = place.read_start(name_of(sealed.sha256), MARK_SIZE)
    return start is not None and not is_difference(start)


def _ground_of(place: Place, ground: Sealed) -> bytes:
    name = name_of(ground.sha256)
    blob = place.read(name)
    if blob is None:
        raise BlobError(name, "missing")
    try:
        if is_difference(blob):
            raise ValueError("a difference cannot be a ground")
        return require(unpack(blob, size=ground.size), ground)
    except ValueError as error:
        raise BlobError(name, "altered") from error
