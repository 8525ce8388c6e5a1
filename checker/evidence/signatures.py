"""The signature of a run: Ed25519 over the bytes of manifest.json, and whose key it was."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from checker.evidence.json_lines import json_page
from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.seal_check import SealCheck
from checker.evidence.signing_key import PublicKey, SigningKey, parse_public_key, read_public_key
from checker.evidence.things import Thing, thing
from checker.records.base import Record

SIGNATURE = "manifest.sig"  # 64 bytes as `openssl pkeyutl -verify -rawin` takes them
SIGNATURE_RECORD = "signature.json"


class SignatureRecord(Record):
    """signature.json. Each of its fields follows from the key and the manifest, so that no byte of it can be changed unseen."""

    schema_: int = Field(1, alias="schema")
    algorithm: Literal["Ed25519"] = "Ed25519"
    file: Literal["manifest.json"] = "manifest.json"
    sha256: str  # of that file
    signature: Literal["manifest.sig"] = "manifest.sig"
    key: str  # fingerprint: SHA-256 of the public key's DER form
    public_key: str  # PEM


@dataclass(frozen=True)
class SignatureCheck(SealCheck):
    """`key` is the fingerprint of who signed, where the signature holds; `is_vouched`: it is one of the keys that were asked for.

    Without keys that were asked for, a signature that holds says no more than that somebody with that key signed.
    """

    key: str | None = None
    is_vouched: bool = False


def sign_manifest(manifest: bytes, key: SigningKey) -> dict[str, bytes]:
    """The files, by name, that say who signed a manifest.json with these bytes."""
    return {SIGNATURE: key.sign(manifest), SIGNATURE_RECORD: _write_record(seal(manifest).sha256, key.public)}


def check_signature(run: Path, keys: Sequence[Path] = ()) -> SignatureCheck:
    """Looks at a run's signature; `keys` are files with public keys, one of which must have signed.

    `not_applicable` where the run is not signed and need not be. Raises UsageFault where one of `keys` holds no public key.
    """
    wanted = [read_public_key(key) for key in keys]
    try:
        raw = read_plain(run / MANIFEST)
        manifest, is_as_written = read_manifest(raw, Manifest)
    except (OSError, ValidationError):  # named by those who look at the manifest
        return SignatureCheck("failed", (thing("missing", SIGNATURE),)) if wanted else SignatureCheck("not_applicable")
    names = (SIGNATURE, SIGNATURE_RECORD)
    missing = [name for name in names if not os.path.lexists(run / name)]
    if missing:
        is_due = wanted or manifest.signer or len(missing) < len(names)
        return SignatureCheck("failed", tuple(thing("missing", name) for name in missing)) if is_due else SignatureCheck("not_applicable")
    try:
        signature, record = (read_plain(run / name) for name in names)
    except OSError:
        return SignatureCheck("failed", tuple(thing("unreadable", name) for name in names if not _is_plain(run / name)))
    if not is_as_written:
        return SignatureCheck("failed", (thing("altered", MANIFEST),))
    return _hold(raw, manifest, signature, record, wanted)


def _hold(raw: bytes, manifest: Manifest, signature: bytes, record: bytes, wanted: Sequence[PublicKey]) -> SignatureCheck:
    public, sha256 = _read_record(record)
    if public is None:
        return SignatureCheck("failed", (thing("altered", SIGNATURE_RECORD),))
    signer = next((key for key in wanted or [public] if key.has_signed(raw, signature)), None)
    if signer is not None:
        if sha256 != seal(raw).sha256 or public.fingerprint != signer.fingerprint:
            return SignatureCheck("failed", (thing("altered", SIGNATURE_RECORD),))
        if manifest.signer != signer.fingerprint:
            return SignatureCheck("failed", (_another_key([manifest.signer] if manifest.signer else [], signer),))
        return SignatureCheck("passed", (), signer.fingerprint, bool(wanted))
    if public.has_signed(raw, signature):
        return SignatureCheck("failed", (_another_key([key.fingerprint for key in wanted], public),))
    return SignatureCheck("failed", (_name_unfit(sha256, seal(raw).sha256),))


def _name_unfit(signed: str, found: str) -> Thing:
    """Which of the two was altered, where that can be told: the record beside them knows the hash of what was signed."""
    if signed == found:
        return thing("altered", SIGNATURE)
    return thing(
        "mismatched", SIGNATURE, english=f"is not of the {MANIFEST} that is here", chinese=f"不是对现有{MANIFEST}的签名"
    )  # fmt: skip


def _another_key(due: Sequence[str], found: PublicKey) -> Thing:
    told = [f"{each[:16]}…" for each in due]
    return thing(
        "mismatched", SIGNATURE,
        english=f"signed by the key {found.fingerprint[:16]}…, not by {' or '.join(told) or 'nobody'}",
        chinese=f"签名密钥为{found.fingerprint[:16]}…，应为{'或'.join(told) or '无签名'}",
    )  # fmt: skip


def _write_record(sha256: str, key: PublicKey) -> bytes:
    record = SignatureRecord(schema=1, sha256=sha256, key=key.fingerprint, public_key=key.pem)
    return json_page(record.model_dump(mode="json", by_alias=True))


def _read_record(raw: bytes) -> tuple[PublicKey | None, str]:
    """The key and the hash that signature.json names; no key where it is not as it was written."""
    try:
        record = SignatureRecord.model_validate_json(raw)
        public = parse_public_key(record.public_key.encode())
    except ValueError:
        return None, ""
    return (public if raw == _write_record(record.sha256, public) else None), record.sha256


def _is_plain(file: Path) -> bool:
    try:
        read_plain(file)
    except OSError:
        return False
    return True
