"""From plain facts to the states of the contract, and the sentences that an office reads."""

from typing import Any, get_args

import pytest

from checker.records.look import ReachState, Release
from checker.rendering.arrival import Facts, with_document, without_document
from checker.rendering.failures import SENTENCES, state_of_error, tell_release, tell_state
from checker.rendering.walls import is_wall

URL = "http://www.example.gov.cn/"


def facts(**known: Any) -> Facts:
    return Facts(**{"address": URL, "asked": URL, "status": 200, "words": "首页", "seconds": 0.5, **known})


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, "reached"),
        ({"status": None}, "reached"),
        ({"guard_kind": "not_allowed", "status": 502}, "not_allowed"),
        ({"guard_kind": "proxy", "status": 502}, "our_fault"),
        ({"guard_kind": "timeout", "status": 502}, "timeout"),
        ({"status": 502}, "http_error"),
        ({"status": 429, "words": "很长的页面" * 200}, "blocked"),
        ({"release": "navigation_limit"}, "redirect_loop"),
        ({"release": "navigation_limit", "status": 412}, "blocked"),
        ({"release": "closed"}, "empty"),
        ({"is_broken": True}, "reached"),
        ({"is_broken": True, "words": "", "things": 0}, "reset"),
        ({"is_broken": True, "words": "", "things": 3}, "reached"),
        ({"media_type": "application/pdf"}, "download"),
        ({"release": "deadline"}, "reached"),
    ],
)
def test_a_document_has_its_state(known: dict[str, Any], state: str) -> None:
    reach = with_document(facts(**known))
    assert reach.state == state
    assert (reach.because is None) == (state == "reached" and "release" not in known)


@pytest.mark.parametrize(
    ("error", "guard_kind", "state"),
    [
        ("net::ERR_CONNECTION_REFUSED at x", None, "refused"),
        ("net::ERR_TUNNEL_CONNECTION_FAILED", "dns", "dns"),
        ("net::ERR_TUNNEL_CONNECTION_FAILED", "not_allowed", "not_allowed"),
        ("net::ERR_TUNNEL_CONNECTION_FAILED", None, "our_fault"),
        ("net::ERR_EMPTY_RESPONSE", None, "reset"),
        ("net::ERR_EMPTY_RESPONSE", "limit", "reset"),
        ("net::ERR_CERT_DATE_INVALID", "reset", "tls"),
        ("net::ERR_SSL_PROTOCOL_ERROR", None, "tls"),
        ("net::ERR_CONNECTION_SOMETHING_NEW", None, "reset"),
        ("Page.goto: Timeout 15000ms exceeded.", "refused", "timeout"),
        ("net::ERR_TOO_MANY_REDIRECTS", None, "redirect_loop"),
        ("net::ERR_PROXY_CONNECTION_FAILED", None, "our_fault"),
        ("something else", None, "our_fault"),
    ],
)
def test_an_error_has_its_state(error: str, guard_kind: str | None, state: str) -> None:
    assert state_of_error(error, guard_kind) == state
    assert without_document(facts(error=error, guard_kind=guard_kind, status=None)).state == state


def test_what_was_not_shown_has_no_final_address() -> None:
    reach = without_document(facts(error="net::ERR_CONNECTION_REFUSED", status=None, address="chrome-error://chromewebdata/"))
    assert reach.final_url is None and reach.release is None and reach.status is None


def test_every_state_and_release_has_its_sentence() -> None:
    states = set(get_args(ReachState)) - {"reached"}
    assert set(SENTENCES) == states
    assert all(tell_state(state) for state in states)
    assert tell_state("reached") is None
    assert [release for release in get_args(Release) if tell_release(release) is None] == ["quiet"]
    assert tell_state("http_error", 503) == "网站返回错误状态码503"


@pytest.mark.parametrize(
    ("words", "scripts", "status", "wall"),
    [
        ("", 0, 412, True),
        ("请完成安全验证", 1, 200, True),
        ("您的IP访问过于频繁，请稍后再试", 0, 200, True),
        ("请开启JavaScript并刷新该页", 3, 200, True),
        ("Just a moment...", 1, 403, True),
        ("403 Forbidden nginx", 0, 403, False),
        ("", 2, 521, True),
        ("", 0, 521, False),
        ("", 3, 200, False),
        ("某某市人民政府 访问过于频繁" + "新闻" * 200, 9, 200, False),
        ("某某局 首页 政务公开 互动交流 办事服务 用户登录 验证码 " + "通知公告 " * 20, 9, 200, False),
    ],
)
def test_walls(words: str, scripts: int, status: int, wall: bool) -> None:
    assert is_wall(words, scripts, status) is wall
