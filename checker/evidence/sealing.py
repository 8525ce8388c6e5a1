"""Closes a run: its manifest, the plain list of the same hashes, and the signature where there is a key for it.

manifest.json comes last: a process that dies before has not closed the run, and `--resume` does all of this again.
"""

from collections.abc import Sequence
from pathlib import Path

from checker.evidence.disk import archive_faults, write_atomically
from checker.evidence.manifest import MANIFEST, Manifest, Previous, list_run, read_manifest
from checker.evidence.plain_files import Sealed
from checker.evidence.plain_list import PLAIN_LIST, write_plain_list
from checker.evidence.signatures import SIGNATURE, SIGNATURE_RECORD, sign_manifest
from checker.evidence.signing_key import SigningKey

BESIDE = (PLAIN_LIST, SIGNATURE, SIGNATURE_RECORD)  # what may stand beside manifest.json


def seal_run(
    run: Path,
    sites: Sequence[str],
    previous: Previous | None,
    key: SigningKey | None = None,
    remembered: dict[str, dict[str, Sealed]] | None = None,
) -> Manifest:
    """`remembered` is what it says of the runs before it (`Manifest`).

    Raises ArchiveFault where something lies there that cannot be fixed, or the disk refuses; the run is not closed then."""
    names = BESIDE if key else (PLAIN_LIST,)
    raw = list_run(run, sites, previous, names, key.public.fingerprint if key else None, remembered or {})
    manifest, _ = read_manifest(raw, Manifest)
    beside = {PLAIN_LIST: write_plain_list(raw, manifest.files), **(sign_manifest(raw, key) if key else {})}
    with archive_faults(run, "clear up"):
        for stale in set(BESIDE) - beside.keys():  # of an earlier attempt to close it
            (run / stale).unlink(missing_ok=True)
    for name, content in beside.items():
        write_atomically(run / name, content)
    write_atomically(run / MANIFEST, raw)
    return manifest
