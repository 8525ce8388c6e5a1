"""Answers pass byte by byte as they came, except that nobody but the guard uses its header names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rendering.guard.answer import AnswerHead

BODY = b"\r\nX-Checker-Token: this is text\r\n\r\nHTTP/1.1 200\r\nx-checker-token: so is this"
HEAD = b"HTTP/1.1 502 Bad Gateway\r\nServer: x\r\nX-Checker-Failure: dns\r\nx-CHECKER-token:1\rX-Checker-Y: 2\nX-Checkered: 3\r\n\r\n"
MADE_HARMLESS = (
    b"HTTP/1.1 502 Bad Gateway\r\nServer: x\r\ny-Checker-Failure: dns\r\ny-CHECKER-token:1\ry-Checker-Y: 2\nX-Checkered: 3\r\n\r\n"
)


def passed(data: bytes, cuts: list[int]) -> bytes:
    answer, out, last = AnswerHead(), b"", 0
    for cut in sorted(cuts):
        out += answer.pass_on(data[last:cut])
        last = max(last, cut)
    return out + answer.pass_on(data[last:]) + answer.rest()


cuts = st.lists(st.integers(0, 300), max_size=40)


@given(cuts)
def test_our_names_are_made_others_however_the_bytes_arrive(cuts: list[int]) -> None:
    assert passed(HEAD + BODY, cuts) == MADE_HARMLESS + BODY


@given(cuts)
def test_also_behind_answers_that_are_only_announcements(cuts: list[int]) -> None:
    before = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    assert passed(before + HEAD + BODY, cuts) == before + MADE_HARMLESS + BODY


@given(cuts)
def test_a_changed_protocol_is_no_head_any_more(cuts: list[int]) -> None:
    data = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + BODY
    assert passed(data, cuts) == data


@given(st.binary(max_size=400).filter(lambda data: b"x-checker-" not in data.lower()), cuts)
def test_everything_else_stays_byte_by_byte(data: bytes, cuts: list[int]) -> None:
    assert passed(data, cuts) == data
    assert passed(b"HTTP/1.1 200 OK\r\n" + data, cuts) == b"HTTP/1.1 200 OK\r\n" + data


@given(cuts)
def test_an_answer_without_a_head_stays_as_it_is(cuts: list[int]) -> None:
    data = b"<html>\r\nx-checker-token: 1\r\n\r\n</html>"
    assert passed(data, cuts) == data


def test_rubbish_before_the_status_line() -> None:
    assert passed(b"\r\n\r\n" + HEAD, []) == b"\r\n\r\n" + MADE_HARMLESS


@pytest.mark.parametrize(
    ("line", "status"), [(b"HTTP/1.1 204 No Content", 204), (b"http/1.0  301 x", 301), (b"HTTP/1.1 OK", None), (b"<html>", None)]
)
def test_status(line: bytes, status: int | None) -> None:
    answer = AnswerHead()
    answer.pass_on(line + b"\r\nServer: a long enough line\r\n\r\n")
    assert answer.status == status


def test_an_endless_head_is_not_kept_back() -> None:
    answer = AnswerHead()
    answer.pass_on(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        answer.pass_on(b"A: " + b"b" * 10_000 + b"\r\n")
    assert len(answer.rest()) < 20
