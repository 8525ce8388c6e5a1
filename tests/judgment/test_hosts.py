"""Hosts and the domain rule's table, and that no host at all can be anything but pass, fail or cannot tell."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judgment.checks.domain import judge_host
from checker.judgment.hosts import bare_domain, host_of, is_chinese_name, is_ip_literal, readable_name
from checker.records.site import Level

PARENTS = {"yunling.gov.cn"}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://WWW.My.Gov.Cn:8080/a?b#c", "www.my.gov.cn"),
        ("http://rsj.my.gov.cn./", "rsj.my.gov.cn"),
        ("http://user:pass@my.gov.cn/", "my.gov.cn"),
        ("http://[::1]:80/", "::1"),
        ("http://[broken", None),
        ("about:blank", None),
        ("data:text/html,x", None),
        ("", None),
        (None, None),
    ],
)
def test_host_of(address: str | None, host: str | None) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "2130706433", "0x7f.1", "127.1", "0x7f000001", "::ffff:127.0.0.1"])
def test_ip_literals_in_any_form(host: str) -> None:
    assert is_ip_literal(host)
    outcome, reason = judge_host(host, "department", PARENTS)
    assert outcome == "fail" and "IP地址" in reason


@pytest.mark.parametrize("host", ["my.gov.cn", "1.my.gov.cn", "127.0.0.1.my.gov.cn", "0xyz.cn", "xn--fiqs8s"])
def test_names_with_digits_are_names(host: str) -> None:
    assert not is_ip_literal(host)


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("www.my.gov.cn", "my.gov.cn"),
        ("WWW.my.gov.cn:80", "my.gov.cn"),
        (" my.gov.cn. ", "my.gov.cn"),
        ("http://www.my.gov.cn/", "my.gov.cn"),
        ("", ""),
    ],
)
def test_bare_domain(written: str, domain: str) -> None:
    assert bare_domain(written) == domain


def test_chinese_names() -> None:
    assert is_chinese_name("绵阳.政务") and is_chinese_name("www.xn--fiqs8s") and not is_chinese_name("www.my.gov.cn")
    assert readable_name("xn--fiqs8s.xn--zfr164b") == "中国.政务"
    assert readable_name("xn--\x80broken") == "xn--\x80broken"


@pytest.mark.parametrize(
    ("level", "host", "outcome"),
    [
        ("city_portal", "www.yunling.gov.cn", "pass"),
        ("city_portal", "www.gov.cn", "pass"),
        ("city_portal", "yunling.gov.cn", "fail"),
        ("city_portal", "portal.yunling.gov.cn", "fail"),
        ("city_portal", "www.a.b.gov.cn", "cannot_tell"),
        ("city_portal", "www.yunling.cn", "fail"),
        ("county_portal", "www.qingxi.gov.cn", "pass"),
        ("county_portal", "qingxi.yunling.gov.cn", "fail"),
        ("department", "rsj.yunling.gov.cn", "pass"),
        ("department", "a.rsj.yunling.gov.cn", "pass"),
        ("department", "www.rsj.yunling.gov.cn", "pass"),
        ("department", "www.yunling.gov.cn", "fail"),
        ("department", "www.ylrsj.gov.cn", "fail"),
        ("department", "rsj.other.gov.cn", "cannot_tell"),
        ("department", "ylrsj.gov.cn", "cannot_tell"),
        ("department", "www.gov.cn", "cannot_tell"),
        ("department", "yunling.gov.cn.evil.com", "fail"),
        ("department", "rsj.yunling.com", "fail"),
        ("department", "localhost", "fail"),
        ("department", "gov.cn", "cannot_tell"),
        ("park", "www.ylgxq.gov.cn", "pass"),
        ("park", "gxq.yunling.gov.cn", "pass"),
        ("park", "gxq.other.gov.cn", "cannot_tell"),
        ("park", "www.ylgxq.com", "fail"),
        (None, "www.yunling.gov.cn", "cannot_tell"),
        (None, "www.gov.cn", "pass"),
        (None, "www.yunling.com", "fail"),
        (None, "绵阳.政务", "cannot_tell"),
        ("department", "人社.yunling.gov.cn", "cannot_tell"),
    ],
)
def test_the_domain_rule(level: Level | None, host: str, outcome: str) -> None:
    assert judge_host(host, level, PARENTS)[0] == outcome


def test_the_central_portal_is_nobodys_parent() -> None:
    assert judge_host("rsj.other.gov.cn", "department", {bare_domain("www.gov.cn")})[0] == "cannot_tell"


@given(st.text(max_size=80), st.sampled_from(["city_portal", "county_portal", "department", "park", None]))
def test_any_address_gets_an_answer(text: str, level: Level | None) -> None:
    for address in (text, f"http://{text}/", f"http://{quote(text)}.gov.cn/"):
        host = host_of(address)
        if host is not None:
            outcome, reason = judge_host(host, level, PARENTS)
            assert outcome in ("pass", "fail", "cannot_tell") and reason
            readable_name(host)


@given(st.from_regex(r"[a-z]{1,10}(\.[a-z]{1,10}){0,3}", fullmatch=True), st.sampled_from(["com", "cn", "org.cn", "gov.com"]))
def test_every_english_name_outside_is_irregular_at_every_level(name: str, suffix: str) -> None:
    for level in ("city_portal", "county_portal", "department", "park", None):
        assert judge_host(f"{name}.{suffix}", level, PARENTS)[0] == ("cannot_tell" if name.startswith("xn--") else "fail")
