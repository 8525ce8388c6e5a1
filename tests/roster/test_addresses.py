"""Addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.roster.addresses import Address, read_address
from checker.roster.troubles import Trouble


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://rsj.my.gov.cn", "http://rsj.my.gov.cn/"),
        ("HTTP://WWW.My.Gov.Cn/Index.HTML", "http://www.my.gov.cn/Index.HTML"),
        ("https://a.gov.cn:443/x?y=1", "https://a.gov.cn/x?y=1"),
        ("http://a.gov.cn:443/", "http://a.gov.cn:443/"),
        ("http:\\\\a.gov.cn\\b", "http://a.gov.cn/b"),
        ("http：／／ｗｗｗ．ａ．ｇｏｖ．ｃｎ／", "http://www.a.gov.cn/"),
        (" \u200bhttp://a.gov.cn/。", "http://a.gov.cn/"),
        ("http://a.gov.cn./", "http://a.gov.cn/"),
        ("“http://a.gov.cn/”；", "http://a.gov.cn/"),
        ("（http://a.gov.cn/）", "http://a.gov.cn/"),
        ("http://a.gov.cn/（改版中）", "http://a.gov.cn/"),
        ("http: //a.gov.cn", "http://a.gov.cn/"),
        ("http;//a.gov.cn", "http://a.gov.cn/"),
        ("http//a.gov.cn", "http://a.gov.cn/"),
        ("http:a.gov.cn", "http://a.gov.cn/"),
        ("http://https://a.gov.cn", "https://a.gov.cn/"),
        ("http://a.gov.cn/#/首页", "http://a.gov.cn/#/%E9%A6%96%E9%A1%B5"),
        ("http://a.gov.cn/公告?q=中", "http://a.gov.cn/%E5%85%AC%E5%91%8A?q=%E4%B8%AD"),
        ("http://a.gov.cn/%e5?u=http://b.cn/", "http://a.gov.cn/%e5?u=http://b.cn/"),
        ("http://a.gov.cn?x", "http://a.gov.cn/?x"),
        ("http://绵阳。政务", "http://xn--7o0az98b.xn--zfr164b/"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("http://[0:0::1]:8080", "http://[::1]:8080/"),
        ("http://rsj/", "http://rsj/"),
    ],
)
def test_an_address_is_read_as_http_would_ask_it(written: str, url: str) -> None:
    address = read_address(written)
    assert isinstance(address, Address)
    assert (address.url, address.scheme_assumed) == (url, False)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("www.a.gov.cn", "http://www.a.gov.cn/"),
        ("www。a。gov。cn", "http://www.a.gov.cn/"),
        ("//a.gov.cn/x", "http://a.gov.cn/x"),
        ("绵阳.政务", "http://xn--7o0az98b.xn--zfr164b/"),
        ("a.gov.cn:8080", "http://a.gov.cn:8080/"),
        ("localhost:8080/x", "http://localhost:8080/x"),
        ("[::1]:80", "http://[::1]/"),
    ],
)
def test_http_is_assumed_where_no_scheme_stands(written: str, url: str) -> None:
    address = read_address(written)
    assert isinstance(address, Address)
    assert (address.url, address.scheme_assumed) == (url, True)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "no address"),
        ("无", "no address"),
        ("http://", "no address"),
        ("javascript:void(0)", "is not http(s)"),
        ("ftp://a.gov.cn/", "is not http(s)"),
        ("mailto:a@b.gov.cn", "is not http(s)"),
        ("file:///etc/passwd", "is not http(s)"),
        ("C:\\首页.html", "is not http(s)"),
        ("http://me@a.gov.cn", "user name or password"),
        ("http://me:pw@a.gov.cn", "user name or password"),
        ("me@a.gov.cn", "user name or password"),
        ("建设中", "no usable host"),
        ("暂无。请勿填", "no usable host"),
        ("http://建设中", "no usable host"),
        ("/index.html", "no usable host"),
        ("http://a.gov.cn:0/", "no usable host"),
        ("http://a.gov.cn:65536/", "no usable host"),
        ("http://a.gov.cn:x/", "no usable host"),
        ("http://1.2.3.999/", "no usable host"),
        ("http://[::1/", "no usable host"),
        ("http://a.gov.cn、http://b.gov.cn", "second address"),
        ("http://a.gov.cn/\nhttp://b.gov.cn/", "second address"),
        ("www. a.gov.cn", "has a space"),
    ],
)
def test_what_cannot_be_asked_is_told(written: str, reason: str) -> None:
    trouble = read_address(written)
    assert isinstance(trouble, Trouble)
    assert reason in trouble.reason
    assert trouble.because
    assert "pw" not in trouble.reason + trouble.because


near_addresses = st.lists(
    st.sampled_from(
        ["http", "https", ":", "/", "\\", "//", ".", "。", "@", "#", "?", "[", "]", "a", "gov.cn", "绵阳", " ", "80", "：", ",", "）"]
    )
).map("".join)


@given(st.text() | near_addresses | near_addresses.map("http://a.gov.cn".__add__))
def test_whatever_stands_in_the_cell_an_address_or_a_reason_comes_out(text: str) -> None:
    read = read_address(text)
    if isinstance(read, Trouble):
        assert read.reason and read.because
    else:
        again = read_address(read.url)
        assert isinstance(again, Address)
        assert again == read._replace(scheme_assumed=False)
        assert read.url.isascii() and " " not in read.url
        assert read.url.startswith(("http://" + read.host, "https://" + read.host))
