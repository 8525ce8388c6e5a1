"""A blob as it lies in a store: plain, packed where that pays, or as its difference from a picture of an earlier night. Pure."""

import hashlib
import lzma
from typing import NamedTuple

from checker.evidence.jpeg_delta import apply_delta
from checker.evidence.plain_files import Sealed, seal

# each then has the SHA-256 of its last part on a line
_PACKED = b"checker blob, packed\n"  # then xz
_DIFFERS = b"checker blob, difference\n"  # then SHA-256 and size of the ground, a line each, and the difference
_MARKS = (_PACKED, _DIFFERS)
MARK_SIZE = max(map(len, _MARKS))
_PICTURES = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"wOF")  # packed by their own makers
_PAYS = 0.9  # of the plain size


class Difference(NamedTuple):
    """`delta` makes a picture out of `ground`, which is a blob that is no difference itself."""

    ground: Sealed
    delta: bytes


def pack(data: bytes) -> bytes:
    """The blob of `data`. What looks like one of our own forms is always packed, so that a form is never mistaken."""
    looks_like_ours = data.startswith(_MARKS)
    if data.startswith(_PICTURES) and not looks_like_ours:
        return data
    packed = _PACKED + _with_hash(lzma.compress(data, preset=6))
    return packed if looks_like_ours or len(packed) < len(data) * _PAYS else data


def pack_difference(difference: Difference) -> bytes:
    return _DIFFERS + _with_hash(f"{difference.ground.sha256}\n{difference.ground.size}\n".encode() + difference.delta)


def is_difference(blob: bytes) -> bool:
    """Whether a blob that begins so is one; its first `MARK_SIZE` bytes will do."""
    return blob.startswith(_DIFFERS)


def read_difference(blob: bytes) -> Difference:
    """Raises ValueError where the blob is damaged."""
    sha256, size, delta = _as_hashed(blob.removeprefix(_DIFFERS)).split(b"\n", 2)
    return Difference(Sealed(sha256=sha256.decode("ascii"), size=int(size)), delta)


def unpack(blob: bytes, ground: bytes | None = None, *, size: int | None = None) -> bytes:
    """The plain bytes, which nobody has held against their hash yet. `ground` is that of a difference.

    No more than `size` bytes and one are unpacked, whatever the blob says. Raises ValueError where it is damaged.
    """
    if blob.startswith(_PACKED):
        try:
            return lzma.LZMADecompressor().decompress(_as_hashed(blob[len(_PACKED) :]), -1 if size is None else size + 1)
        except (lzma.LZMAError, EOFError) as error:
            raise ValueError("a damaged blob") from error
    if not is_difference(blob):
        return blob
    if ground is None:
        raise ValueError("a difference without its ground")
    return apply_delta(ground, read_difference(blob).delta)


def _with_hash(part: bytes) -> bytes:
    return hashlib.sha256(part).hexdigest().encode() + b"\n" + part


def _as_hashed(rest: bytes) -> bytes:
    """Raises ValueError where it is not what its hash says, even if the same could still be made of it."""
    sha256, _, part = rest.partition(b"\n")
    if hashlib.sha256(part).hexdigest().encode() != sha256:
        raise ValueError("a damaged blob")
    return part


def require(data: bytes, sealed: Sealed) -> bytes:
    """Gives `data` back, or raises ValueError where it is not what `sealed` says."""
    if seal(data) != sealed:
        raise ValueError("other bytes")
    return data
