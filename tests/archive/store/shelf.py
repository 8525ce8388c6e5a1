"""A store as somebody sees it who may do everything there, past the checker: for those who attack it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from checker.archive.store.opening import open_place
from checker.archive.store.place import Place
from checker.archive.store.verification import verify_store
from checker.settings import Settings


class Shelf:
    """`address` and `settings` as a command has them; objects are read, written and deleted by their names."""

    def __init__(self, address: str, settings: Settings, files: Any, root: str) -> None:
        self.address, self.settings = address, settings
        self._files, self._root = files, root

    @contextmanager
    def place(self) -> Iterator[Place]:
        with open_place(self.address, self.settings) as place:
            yield place

    def names(self) -> list[str]:
        return sorted(str(path)[len(self._root) + 1 :] for path in self._files.find(self._root))

    def read(self, name: str) -> bytes:
        found = self._files.cat_file(f"{self._root}/{name}")
        assert isinstance(found, bytes)
        return found

    def write(self, name: str, data: bytes) -> None:
        self._files.pipe_file(f"{self._root}/{name}", data)

    def delete(self, name: str) -> None:
        self._files.rm_file(f"{self._root}/{name}")

    def size(self) -> int:
        return sum(len(self.read(name)) for name in self.names())

    def bad(self) -> set[str]:
        """The files that a verification of the whole store names, beside the runs themselves."""
        with self.place() as place:
            found = verify_store(place)
        named = {file for each in found.assertions if each.state == "failed" and each.id != "runs" for file in each.files}
        assert found.altered is bool(named), found
        return named


def new_root(bucket: str) -> str:
    return f"{bucket}/{secrets.token_hex(6)}/archive"
