"""What many tests of a file look at is walked once, although the workers of pytest share the file's tests among them."""

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def once_for_all(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What `make` gives for an empty folder of its own; the worker that asks first makes it, and the others wait for it.

    A walk that fails is tried again by the next worker that asks: each of its tests fails then, as it should.
    """
    own = factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once" / name
    place.mkdir(parents=True, exist_ok=True)
    made = place / "made"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder = place / f"try-{sum(1 for _ in place.glob('try-*')) + 1}"
            folder.mkdir()
            made.write_bytes(pickle.dumps(make(folder)))
    told: Made = pickle.loads(made.read_bytes())
    return told
