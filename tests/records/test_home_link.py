"""What one answer proves of a link."""

import pytest

from checker.records.home_link import is_gone


@pytest.mark.parametrize(
    ("status_", "trouble", "gone"),
    [
        (404, None, True), (410, None, True), (500, None, True), (503, None, True), (None, "dns", True), (None, "refused", True),
        (200, None, False), (401, None, False), (403, None, False), (412, None, False), (429, None, False), (521, None, False),
        (511, None, False), (None, "timeout", False), (None, "reset", False), (None, "tls", False), (None, "not_allowed", False),
        (None, "not_asked", False), (None, "our_fault", False), (None, None, False),
    ],
)  # fmt: skip
def test_what_is_gone(status_: int | None, trouble: str | None, gone: bool) -> None:
    assert is_gone(status_, trouble) is gone
