"""Two addresses are one question where they differ only by what gets past a cache."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.recordings.questions import host_of, same_question


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/x.js?_=1700000000123", "http://a.gov.cn/x.js?_=1800000000456"),
        ("http://a.gov.cn/x.js?v=2&t=0.123456789", "http://a.gov.cn/x.js?v=2&t=0.9"),
        ("http://a.gov.cn/x.js?0.123456789", "http://a.gov.cn/x.js?0.55"),
        ("http://A.gov.cn:80", "http://a.gov.cn/"),
        ("https://a.gov.cn:443/#top", "https://a.gov.cn/"),
        ("http://a.gov.cn/letter?tel=13912345678", "http://a.gov.cn/letter?tel=%E3%80%94%E5%B7%B2%E9%9A%90%E5%8E%BB%E3%80%95"),
    ],
)
def test_the_same_question(one: str, other: str) -> None:
    assert same_question(one) == same_question(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/list?page=1", "http://a.gov.cn/list?page=2"),
        ("http://a.gov.cn/x?id=20180801", "http://a.gov.cn/x?id=20180802"),
        ("http://a.gov.cn/", "https://a.gov.cn/"),
        ("http://a.gov.cn:8080/", "http://a.gov.cn/"),
        ("http://a.gov.cn/letter?id=1", "http://a.gov.cn/letter?id=2"),
    ],
)
def test_another_question(one: str, other: str) -> None:
    assert same_question(one) != same_question(other)


@given(st.from_regex(r"https?://[a-z]{1,8}\.cn(:[1-9][0-9]{1,3})?/[a-z0-9/]{0,8}(\?[a-z]=[a-z0-9.]{0,14})?", fullmatch=True))
def test_the_form_is_its_own_form(address: str) -> None:
    assert same_question(same_question(address)) == same_question(address)
    assert host_of(address) == host_of(same_question(address))
