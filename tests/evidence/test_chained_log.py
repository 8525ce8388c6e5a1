"""A line taken out, altered, moved or torn shows."""

import hashlib
import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.chained_log import ChainedLog, read_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    log = ChainedLog(tmp_path / "log.jsonl")
    for number in range(5):
        log.append("seen", number=number, text="第\n行\u2028\ud800")
    return log.path


def test_a_stranger_can_check_it_line_by_line(log: Path) -> None:
    before = None
    for line in log.read_bytes().split(b"\n")[:-1]:
        assert json.loads(line)["prev"] == before
        before = hashlib.sha256(line).hexdigest()


def test_it_goes_on_where_it_stood(log: Path) -> None:
    ChainedLog(log).append("again")
    read = read_log(log.read_bytes())
    assert [line["event"] for line in read.lines] == ["seen"] * 5 + ["again"]
    assert not read.breaks


@pytest.mark.parametrize("taken", range(4))
def test_a_line_taken_out(log: Path, taken: int) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    assert read_log(b"".join(lines[:taken] + lines[taken + 1 :])).breaks == [taken + 1]


def test_two_lines_swapped(log: Path) -> None:
    lines = log.read_bytes().split(b"\n")
    lines[1], lines[2] = lines[2], lines[1]
    assert read_log(b"\n".join(lines)).breaks == [2, 3, 4]


def test_a_torn_line_is_cut_and_its_bytes_are_kept(log: Path) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"at":"2026')
    ChainedLog(log).append("after")
    read = read_log(log.read_bytes())
    assert log.read_bytes().startswith(whole)
    assert not read.breaks
    assert not read.torn
    assert [line["event"] for line in read.lines[5:]] == ["torn_line_cut", "after"]
    assert read.lines[5]["bytes_base64"] == "eyJhdCI6IjIwMjY="


def test_threads_do_not_break_the_chain(tmp_path: Path) -> None:
    log = ChainedLog(tmp_path / "log.jsonl")

    def write() -> None:
        for _ in range(20):
            log.append("x")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    read = read_log(log.path.read_bytes())
    assert len(read.lines) == 80
    assert not read.breaks


@given(st.binary(max_size=300))
def test_rubbish_is_read_without_belief(raw: bytes) -> None:
    read = read_log(raw)
    assert len(read.lines) == raw.count(b"\n")
    # nobody draws a chained line by chance: whatever whole line stands there is a break
    assert read.breaks == list(range(1, raw.count(b"\n") + 1))
