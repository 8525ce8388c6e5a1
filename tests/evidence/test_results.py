"""results.jsonl never holds a broken line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.results import Results, split_results
from checker.faults import ArchiveFault, UsageFault


def test_a_later_line_of_a_site_takes_the_earlier_ones_place(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    for key, look in (("b", 1), ("a", 1), ("b", 2)):
        results.append(json.dumps({"key": key, "look": look}))
    results.put_in_order(["a", "b"])
    assert (tmp_path / "results.jsonl").read_text() == '{"key": "a", "look": 1}\n{"key": "b", "look": 2}\n'


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"key": 1}', '{"key": "a"', '{"key": "a"}\n', '{"key":\n"a"}'])
def test_what_is_not_one_line_of_a_site_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="one JSON object on one line"):
        Results(tmp_path / "results.jsonl").append(line)
    assert not (tmp_path / "results.jsonl").exists()


def test_another_roster(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    results.append('{"key": "a"}')
    with pytest.raises(UsageFault, match=r"results of 1 sites that this roster does not have \(a\)"):
        results.put_in_order(["b"])
    with pytest.raises(ValueError, match="no line yet for c"):
        results.put_in_order(["a", "c"])
    with pytest.raises(ValueError, match="must differ"):
        results.put_in_order(["a", "a"])
    assert (tmp_path / "results.jsonl").read_text() == '{"key": "a"}\n'


def test_a_full_disk_breaks_no_line(small_disk: Path) -> None:
    results = Results(small_disk / "results.jsonl")
    written = 0
    with pytest.raises(ArchiveFault, match="the disk is full"):
        while True:
            results.append(json.dumps({"key": str(written), "because": "x" * 30_000}))
            written += 1
    assert written > 10
    assert [key for key, _ in results.read()] == [str(n) for n in range(written)]
    assert results.find_broken() == []


@given(st.lists(st.one_of(st.binary(max_size=20), st.just(b'{"key":"a"}'), st.just('{"key":"长信箱"}'.encode())), max_size=6))
def test_every_byte_is_a_line_or_named_as_broken(pieces: list[bytes]) -> None:
    raw = b"\n".join(pieces)
    good, bad = split_results(raw)
    assert all(json.loads(line)["key"] == key for key, line in good)
    assert sum(len(line) for _, line in good) + sum(len(piece) for piece in bad) == len(raw) - raw.count(b"\n")
