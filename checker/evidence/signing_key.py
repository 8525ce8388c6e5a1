"""An Ed25519 key as a PEM file: the secret half signs what a run closes with, the public half is for everybody."""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)  # fmt: skip

from checker.evidence.disk import archive_faults, settle
from checker.evidence.names import shown
from checker.faults import UsageFault

_LARGEST = 64 << 10  # bytes that are read of what should be a key
_OTHERS = 0o077  # what nobody but the owner may do with a secret key


class PublicKey:
    """The public half. Two keys are the same where their fingerprints are."""

    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key

    @property
    def pem(self) -> str:
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 (lower-case hex) of the key's DER form: `openssl pkey -pubin -in FILE -outform DER | sha256sum`."""
        return hashlib.sha256(self._key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()

    def has_signed(self, data: bytes, signature: bytes) -> bool:
        try:
            self._key.verify(signature, data)
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """The secret half, in memory."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(key.public_key())

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(data)


def make_key(file: Path, passphrase: str | None) -> SigningKey:
    """Writes a new key to `file`, for its owner alone.

    Raises UsageFault where something stands there already, ArchiveFault where the disk refuses.
    """
    key = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    _write_new(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked), 0o600)
    return SigningKey(key)


def write_public_key(file: Path, key: PublicKey) -> None:
    """Raises as `make_key`."""
    _write_new(file, key.pem.encode(), 0o644)


def needs_passphrase(file: Path) -> bool:
    """Whether the key in `file` is locked. Raises UsageFault where the file cannot be read."""
    return b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in _read(file)


def read_signing_key(file: Path, passphrase: str | None) -> SigningKey:
    """Raises UsageFault where `file` holds no Ed25519 key, where others may read it, or where the passphrase does not open it."""
    raw = _read(file)
    if file.stat().st_mode & _OTHERS:
        raise UsageFault(f"The signing key {shown(str(file))} can be read by others: chmod 600 it, or make a new one (`checker keys new`).")
    locked = needs_passphrase(file)
    if locked and not passphrase:
        raise UsageFault(f"The signing key {shown(str(file))} has a passphrase: set CHECKER_SIGNING_PASSPHRASE, or call from a terminal.")
    try:
        key = load_pem_private_key(raw, passphrase.encode() if locked and passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        why = "its passphrase does not open it" if locked else "it is no secret key in PEM form"
        raise UsageFault(f"The signing key {shown(str(file))} cannot be used: {why}.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageFault(f"The signing key {shown(str(file))} is no Ed25519 key: make one with `checker keys new`.")
    return SigningKey(key)


def read_public_key(file: Path) -> PublicKey:
    """Raises UsageFault where `file` holds no public Ed25519 key."""
    raw = _read(file)
    try:
        return parse_public_key(raw)
    except ValueError as error:
        hint = " It is a secret key: keep it to yourself, and give the .pub.pem beside it." if b"PRIVATE KEY" in raw else ""
        raise UsageFault(f"{shown(str(file))} is no public Ed25519 key in PEM form.{hint}") from error


def parse_public_key(pem: bytes) -> PublicKey:
    """Raises ValueError for anything but one public Ed25519 key in PEM form."""
    try:
        key = load_pem_public_key(pem)
    except UnsupportedAlgorithm as error:
        raise ValueError("a key of an unknown kind") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("a key of another kind")
    return PublicKey(key)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise UsageFault(f"The key {shown(str(file))} cannot be read: {error.strerror}.") from error


def _write_new(file: Path, data: bytes, mode: int) -> None:
    with archive_faults(file, "write"):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
        except FileExistsError as error:
            raise UsageFault(f"{shown(str(file))} is there already, and no key is ever overwritten: choose another file.") from error
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(handle, mode)  # whatever the mask of this shell
            stream.write(data)
            stream.flush()
            os.fsync(handle)
        settle(file.parent)
