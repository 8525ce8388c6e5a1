"""manifest-sha256.txt: the hashes of manifest.json and of all its files, as `sha256sum -c` reads them with nothing installed."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import Sealed, read_plain, seal
from checker.evidence.seal_check import SealCheck
from checker.evidence.things import thing

PLAIN_LIST = "manifest-sha256.txt"
# a name with one of these stands escaped, behind a backslash at the beginning of its line
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def write_plain_list(manifest: bytes, files: Mapping[str, Sealed]) -> bytes:
    """The list for a manifest.json with these bytes, which names `files` relative to the run folder."""
    lines = [(MANIFEST, seal(manifest).sha256), *((name, files[name].sha256) for name in sorted(files))]
    return b"".join(_line(name, sha256) for name, sha256 in lines)


def check_plain_manifest(run: Path) -> SealCheck:
    """Whether the plain list says what manifest.json says; of a run from before there were such lists, there is nothing to check."""
    try:
        raw = read_plain(run / MANIFEST)
        manifest, is_as_written = read_manifest(raw, Manifest)
    except (OSError, ValidationError):  # named by those who look at the manifest
        return SealCheck("not_applicable")
    if not os.path.lexists(run / PLAIN_LIST):
        return SealCheck("failed", (thing("missing", PLAIN_LIST),)) if PLAIN_LIST in manifest.beside else SealCheck("not_applicable")
    try:
        found = read_plain(run / PLAIN_LIST)
    except OSError:
        return SealCheck("failed", (thing("unreadable", PLAIN_LIST),))
    due = write_plain_list(raw, manifest.files)
    if found == due:
        return SealCheck("passed")
    if not is_as_written:
        return SealCheck("failed", (thing("altered", MANIFEST),))
    there, wanted = found.split(b"\n"), due.split(b"\n")
    first = next((n for n, (one, other) in enumerate(zip(there, wanted, strict=False), 1) if one != other), min(len(there), len(wanted)))
    return SealCheck("failed", (thing("reordered" if sorted(there) == sorted(wanted) else "altered", PLAIN_LIST, line=first),))


def _line(name: str, sha256: str) -> bytes:
    escaped = "".join(_ESCAPED.get(letter, letter) for letter in name)
    mark = "\\" if escaped != name else ""
    return f"{mark}{sha256}  {escaped}\n".encode("utf-8", "surrogateescape")
