"""Whole runs: what one may take on a machine that is busy with others is known to nobody; an endless one still ends."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_SECONDS = 900


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == _HERE and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(_SECONDS))
