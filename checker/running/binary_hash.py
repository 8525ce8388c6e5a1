"""The SHA-256 of the browser's binary, which has some 200 MB: computed once for each state of the file, and remembered with the moment."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.clock import utc_now

log = structlog.get_logger()


def hash_binary(binary: Path, memory: Path | None = None) -> dict[str, Any]:
    """`sha256`, `size`, and `hashed`, the moment when the file was read for it (UTC).

    What is remembered holds as long as file, size, times of writing and of change are the same; the kernel sets the last whenever the
    file is written, replaced or renamed. `memory` is where it is remembered (null: the user's cache).
    """
    found = binary.stat()
    state = [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    memory = memory or _users_cache() / "browser-hashes.json"
    known = _recall(memory)
    entry = known.get(str(binary))
    if isinstance(entry, dict) and entry.get("state") == state and isinstance(entry.get("hash"), dict):
        return dict(entry["hash"])
    with binary.open("rb") as file:
        made = {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": found.st_size, "hashed": utc_now()}
    _remember(memory, {**known, str(binary): {"state": state, "hash": made}})
    return made


def _users_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "checker"


def _recall(memory: Path) -> dict[str, Any]:
    """Empty where there is none, or where somebody else could have written it."""
    try:
        if memory.stat().st_uid != os.getuid():
            return {}
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}  # nothing to go by: the file is read
    return known if isinstance(known, dict) else {}


def _remember(memory: Path, known: dict[str, Any]) -> None:
    part = memory.with_name(f"{memory.name}.{os.getpid()}")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(json.dumps(known), encoding="utf-8")
        part.replace(memory)
    except OSError as trouble:
        log.info("the hash of the browser's binary is not remembered", file=str(memory), because=trouble.strerror)
