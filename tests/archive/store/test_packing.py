"""A blob gives back what went in, whatever its form, and nothing where it was damaged."""

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.archive.store.packing import Difference, is_difference, pack, pack_difference, read_difference, require, unpack
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.plain_files import seal
from tests.archive.store.nights import page

TEXT = '{"通知公告": "每天更新"}'.encode() * 100
ONE, OTHER = page("site", "08:00:00"), page("site", "09:11:12")
DIFFERENCE = pack_difference(Difference(seal(ONE), make_delta(ONE, OTHER) or b""))
PACKED = pack(TEXT)


@given(st.binary(max_size=2000))
@example(TEXT)
@example(ONE)
@example(b"")
@example(pack(TEXT))
@example(b"checker blob, packed\n")
@example(b"checker blob, difference\nsomething of a page's own")
def test_what_goes_in_comes_out(data: bytes) -> None:
    blob = pack(data)
    assert unpack(blob, size=len(data)) == data
    assert not is_difference(blob)
    assert len(blob) <= len(data) or blob.startswith(b"checker blob, packed\n")


def test_text_is_packed_and_pictures_are_left_plain() -> None:
    assert len(pack(TEXT)) < len(TEXT) / 5
    assert pack(ONE) == ONE
    assert pack(noise := os.urandom(3000)) == noise


def test_a_difference_goes_with_its_ground() -> None:
    assert is_difference(DIFFERENCE) and read_difference(DIFFERENCE).ground == seal(ONE)
    assert unpack(DIFFERENCE, ONE) == OTHER
    with pytest.raises(ValueError, match="without its ground"):
        unpack(DIFFERENCE)


@settings(max_examples=60)
@given(
    st.sampled_from([(PACKED, TEXT), (DIFFERENCE, OTHER)]), st.floats(0, 1, exclude_max=True), st.sampled_from(["cut", "flipped", "longer"])
)
def test_whatever_is_altered_in_our_own_forms_shows(which: tuple[bytes, bytes], where: float, how: str) -> None:
    blob, plain = which
    at = int(len(blob) * where)
    damaged = {"cut": blob[:at], "flipped": blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :], "longer": blob + b"x"}[how]
    with pytest.raises(ValueError):
        require(unpack(damaged, ONE, size=len(plain)), seal(plain))


def test_no_more_is_unpacked_than_was_asked_for() -> None:
    assert len(unpack(pack(b"0" * 5_000_000), size=1000)) == 1001
