"""A push that dies at any step, or several that go on at once, leave a store that verifies and lose nothing."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]  # the library has no types
import pytest

from checker.archive.store.place import Place
from checker.archive.store.pushes import PUSHES, add_push, last_push
from checker.settings import Settings
from tests.archive.store.nights import bytes_of, decide, keep_night, probe
from tests.archive.store.shelf import Shelf
from tests.archive.store.test_round_trip import fetch, last, push

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def killer() -> Iterator[Callable[[Path, Path, int], str]]:
    """Lets a push of n2 die at that step; says how it ended."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.archive.store.dying_push"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def kill(archive: Path, store: Path, step: int) -> str:
        assert program.stdin and program.stdout
        program.stdin.write(f"{archive} {store} {step}\n")
        program.stdin.flush()
        return program.stdout.readline().strip()

    yield kill
    program.communicate(timeout=20)


@pytest.mark.parametrize("every", [61, pytest.param(11, marks=pytest.mark.long)])
def test_killed_at_each_step_of_a_push(killer: Callable[[Path, Path, int], str], archive: Path, tmp_path: Path, every: int) -> None:
    push(_shelf(tmp_path / "before"), archive, "n1")
    decide(archive / "n1", "再看一遍")
    step, ended = 0, ""
    while ended != "whole":
        step += every
        store = tmp_path / str(step)
        shutil.copytree(tmp_path / "before", store)
        ended = killer(archive, store, step)
        assert ended in ("killed", "whole"), step
        shelf = _shelf(store)
        assert shelf.bad() == set(), step
        with shelf.place() as place:
            assert last(place).runs.keys() >= {"n1"}, step
        push(shelf, archive, "n1", "n2")
        fetch(shelf, tmp_path / "back")
        assert bytes_of(tmp_path / "back") == bytes_of(archive), step
        assert shelf.bad() == set(), step
        shutil.rmtree(store)
        shutil.rmtree(tmp_path / "back")
    assert step > 100


def test_a_push_whose_storage_fails_at_any_object(shelf: Shelf, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    push(shelf, archive, "n1")
    real = Place.put_new
    for last_put in (0, 1, 3):
        left = iter([True] * last_put)

        def put_new(place: Place, name: str, data: bytes, left: Iterator[bool] = left) -> bool:
            if name != "store.json" and not next(left, False):
                raise InterruptedError("the machine is gone")
            return real(place, name, data)

        with monkeypatch.context() as patch:
            patch.setattr(Place, "put_new", put_new)
            with pytest.raises(InterruptedError):
                push(shelf, archive, "n2")
        with shelf.place() as place:
            assert [*last(place).runs] == ["n1"]
    assert shelf.bad() == set()
    push(shelf, archive, "n2")
    fetch(shelf, tmp_path / "back")
    assert bytes_of(tmp_path / "back") == bytes_of(archive)


def test_several_push_at_once_and_each_of_them_counts(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archives = [tmp_path / f"a{number}" for number in range(3)]
    for number, archive in enumerate(archives):
        archive.mkdir()
        keep_night(archive, f"n{number}")
        probe(archive, number + 1, 1)
    meet = threading.Barrier(len(archives))
    met = threading.local()

    def all_at_once(*given: Any) -> Any:
        if not hasattr(met, "once"):  # each has seen the store as it was before any of them
            met.once = True
            meet.wait(30)
        return add_push(*given)

    monkeypatch.setattr("checker.archive.store.pushing.add_push", all_at_once)
    with ThreadPoolExecutor(len(archives)) as writers:
        done = [writers.submit(push, shelf, archive, f"n{number}") for number, archive in enumerate(archives)]
        assert all(pushed.push for each in done for pushed in each.result())
    with shelf.place() as place:
        assert sorted(last(place).runs) == ["n0", "n1", "n2"]
        found = last_push(place)
        assert found and found.name == f"{PUSHES}/00000006.json"  # three runs, and a day of visits of each
    assert {file for file in shelf.bad() if file.startswith(("blobs", PUSHES))} == set()
    for number, archive in enumerate(archives):
        fetch(shelf, tmp_path / "back", f"n{number}")
        assert bytes_of(tmp_path / "back" / f"n{number}") == bytes_of(archive / f"n{number}")


def _shelf(root: Path) -> Shelf:
    return Shelf(str(root), Settings(), fsspec.filesystem("file", auto_mkdir=True), str(root))
