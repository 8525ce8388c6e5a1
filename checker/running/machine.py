"""What this machine would have a say in: its name, its hosts file, whom it asks for names."""

import hashlib
import os
import platform
import socket
from pathlib import Path
from typing import Any

HOSTS = Path("/etc/hosts")
NAME_SERVERS = Path("/etc/resolv.conf")


def describe_machine() -> dict[str, Any]:
    """For run.json. What cannot be read says why in the place of its value."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "host": socket.gethostname(),
        "processors": os.cpu_count(),
        "hosts_file": describe_hosts(HOSTS),
        "name_servers": read_name_servers(NAME_SERVERS),
    }


def describe_hosts(file: Path) -> dict[str, Any]:
    """Path, hash and the number of lines that name an address: a name that stands there is never asked of a server."""
    try:
        raw = file.read_bytes()
    except OSError as trouble:
        return {"file": str(file), "trouble": trouble.strerror}
    named = [line for line in raw.splitlines() if line.split(b"#")[0].strip()]
    return {"file": str(file), "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw), "lines": len(named)}


def read_name_servers(file: Path) -> dict[str, Any]:
    """The servers that the system asks, in order, as resolv.conf(5) has them."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as trouble:
        return {"file": str(file), "trouble": trouble.strerror}
    words = [line.split() for line in lines]
    return {"file": str(file), "servers": [word[1] for word in words if len(word) > 1 and word[0] == "nameserver"]}
