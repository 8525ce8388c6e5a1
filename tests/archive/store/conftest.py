"""The same test bodies on a folder and, marked `long`, on a real S3."""

import os
from collections.abc import Iterator
from pathlib import Path

import fsspec  # type: ignore[import-untyped]  # the library has no types
import pytest
from pydantic import SecretStr

from checker.settings import Settings
from tests.archive.store.nights import decide, keep_night, probe
from tests.archive.store.s3_server import KEY, SECRET, s3_server
from tests.archive.store.shelf import Shelf, new_root


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Shelf:
    """An empty place for a store, in a folder: for what does not depend on the storage."""
    root = str(tmp_path / "store")
    return Shelf(root, Settings(), fsspec.filesystem("file", auto_mkdir=True), root)


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.long)])
def shelf(request: pytest.FixtureRequest, folder: Shelf) -> Shelf:
    """An empty place for a store."""
    if request.param == "folder":
        return folder
    endpoint = request.getfixturevalue("s3")
    settings = Settings(allow_private=True, store_endpoint=endpoint, store_key=SecretStr(KEY), store_secret=SecretStr(SECRET))
    files = fsspec.filesystem("s3", key=KEY, secret=SECRET, endpoint_url=endpoint, use_listings_cache=False)
    root = new_root("office")
    return Shelf(f"s3://{root}", settings, files, root)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two nights with reports, a decision on the first, and visits of two days."""
    folder = tmp_path / "archive"
    folder.mkdir()
    decide(keep_night(folder, "n1"), "看过原件")
    keep_night(folder, "n2")
    probe(folder, 1, 1)
    probe(folder, 2, 1)
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk is what these tests would spend their time with, and nothing here cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
