"""Places that the tests of this room share: a disk that can really be full, a folder that every user may enter."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.evidence.signing_key import SigningKey, make_key, read_signing_key, write_public_key
from tests.evidence.attacked import NIGHTS, write_night


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount the small disk that this test fills")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"this machine mounts no small disk: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Root reads and writes everywhere, so some tests look on as another user, who may not enter pytest's own folders."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs of keys, `own` and `foreign`."""
    folder = tmp_path_factory.mktemp("pairs")
    for name in ("own", "foreign"):
        write_public_key(folder / f"{name}.pub.pem", make_key(folder / f"{name}.pem", None).public)
    return folder


@pytest.fixture(scope="session")
def own(pairs: Path) -> Path:
    """The file with the public key that signs the nights."""
    return pairs / "own.pub.pem"


@pytest.fixture(scope="session")
def foreign(pairs: Path) -> SigningKey:
    """A forger's key."""
    return read_signing_key(pairs / "foreign.pem", None)


@pytest.fixture(scope="session")
def three_nights(pairs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, not to be changed."""
    archive = tmp_path_factory.mktemp("sound") / "archive"
    for night in NIGHTS:
        write_night(archive, night, read_signing_key(pairs / "own.pem", None))
    return archive


@pytest.fixture
def attacked(three_nights: Path, tmp_path: Path) -> Path:
    """A copy of it, to be attacked."""
    shutil.copytree(three_nights, tmp_path / "archive")
    return tmp_path / "archive"
