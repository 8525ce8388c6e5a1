"""An additional certificate authority for the browser (`--trust-ca`), in a certificate store of its own."""

import os
import pwd
import shutil
import ssl
import subprocess
from pathlib import Path

from checker.faults import BrowserFault, UsageFault

_REMEDY = "Install it (Debian: apt-get install libnss3-tools) or run `make setup`."


def build_trust_home(folder: Path, authority: Path, user: str | None) -> Path:
    """A home folder whose NSS store holds the authority: Chromium on Linux reads it, checks everything else as ever.

    `authority` is a PEM file. Raises UsageFault for a file that is none, BrowserFault where `certutil` is missing.
    """
    read_authority(authority)
    certutil = shutil.which("certutil")
    if certutil is None:
        raise BrowserFault(f"--trust-ca needs the command `certutil`, which is not on this machine. {_REMEDY}")
    home = folder / "home"
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True, exist_ok=True)
    _run(certutil, "-N", "--empty-password", "-d", f"sql:{store}")
    _run(certutil, "-A", "-n", "checker trust-ca", "-t", "C,,", "-i", str(authority), "-d", f"sql:{store}")
    if user is not None:
        owner = pwd.getpwnam(user)
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    return home


def read_authority(authority: Path) -> ssl.SSLContext:
    """A client context that trusts the system's authorities and this one; raises UsageFault for a file that is no PEM certificate."""
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cafile=authority)
    except (OSError, ssl.SSLError) as trouble:
        raise UsageFault(f"--trust-ca {authority} is not a PEM certificate that can be read ({trouble}).") from trouble
    return context


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - certutil with paths of our own
    if done.returncode:
        raise BrowserFault(f"{' '.join(words[:2])} failed: {done.stderr.strip() or done.stdout.strip()}")
