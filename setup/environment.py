"""The virtual environment `.venv`: exactly the versions that the locks name, each proven by its hash, and the checker itself."""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from setup import system_packages
from setup.words import SetupFault, say

LOCKS = Path("requirements")


def lay_environment(folder: Path, wanted: Sequence[str]) -> bool:
    """Makes or mends the environment in `folder`; `wanted` are extras (`ocr`), kept once asked for. True if it did anything."""
    remembered = folder / ".setup" / "extras"
    extras = sorted({*wanted, *(remembered.read_text().split() if remembered.is_file() else ())})
    locks = [_lock_file(name) for name in ("dev", *extras)]
    seal = _seal(locks)
    stamp = folder / ".setup" / "packages"
    python = folder / "bin" / "python"
    if stamp.is_file() and stamp.read_text() == seal and _runs(python):
        return False
    if not _runs(python):
        _make_environment(folder)
    say(f"installing the locked packages into {folder} ({', '.join(map(str, locks))})")
    for lock in locks:
        _pip(python, "--require-hashes", "--requirement", str(lock))
    _pip(python, "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp.parent.mkdir(exist_ok=True)
    remembered.write_text(" ".join(extras))
    stamp.write_text(seal)
    return True


def _lock_file(name: str) -> Path:
    lock = LOCKS / f"{name}.txt"
    if not lock.is_file():
        known = sorted(path.stem for path in LOCKS.glob("*.txt") if path.stem not in ("dev", "run"))
        raise SetupFault(f"there is no lock {lock}; EXTRAS knows: {', '.join(known) or 'none'}.")
    return lock


def _seal(locks: Sequence[Path]) -> str:
    """Changes with whatever decides what is installed: the locks, the package's own description, Python, and the place."""
    seal = hashlib.sha256(f"{sys.version_info[:3]}\n{Path.cwd()}\n".encode())
    for file in (*locks, Path("pyproject.toml")):
        seal.update(file.read_bytes())
    return seal.hexdigest()


def _runs(python: Path) -> bool:
    """A virtual environment outlives its Python, or is moved, and then its links lead nowhere."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_environment(folder: Path) -> None:
    say(f"making {folder} with Python {sys.version.split()[0]}")
    if importlib.util.find_spec("ensurepip") is None:
        # Debian and Ubuntu keep this part of Python in a package of its own
        system_packages.refresh("Python's own `venv`")
        system_packages.install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], "Python's own `venv`")
    # a process of its own: Python looks for ensurepip anew, and a failure stays outside of ours
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupFault(f"{folder} could not be made: {(made.stdout + made.stderr).strip()}")


def _pip(python: Path, *words: str) -> None:
    # whatever index the machine's own pip configuration names; only a request for user-wide installing would break a venv
    surroundings = os.environ | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([python, "-m", "pip", "install", "-qq", *words], env=surroundings, check=False)
    if done.returncode:
        raise SetupFault(f"pip could not install {' '.join(words)}; its own words stand above. Is the package index reachable?")
