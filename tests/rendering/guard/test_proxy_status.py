"""What another proxy's refusal tells of the site."""

import pytest

from checker.rendering.guard.proxy_status import failure_of_proxy, named_error


def kind(status: str, *headers: str) -> str:
    return failure_of_proxy("\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode()).failure.kind


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("dns_error", "dns"), ("dns_timeout", "dns"), ("connection_refused", "refused"), ("destination_ip_unroutable", "refused"),
        ("connection_timeout", "timeout"), ("connection_terminated", "reset"), ("destination_ip_prohibited", "not_allowed"),
        ("proxy_internal_error", "proxy"),
    ],
)  # fmt: skip
def test_named_errors(error: str, expected: str) -> None:
    assert kind("502 Bad Gateway", f"Proxy-Status: proxy.example; error={error}") == expected
    assert kind("504 Gateway Timeout", "Via: x", f'proxy-status:p;next-hop=a ; error = {error};details="x"') == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("504 Gateway Timeout", "timeout"), ("407 Proxy Authentication Required", "proxy"), ("502 Bad Gateway", "refused"),
     ("503 Unavailable", "refused"), ("403 Forbidden", "refused")],
)  # fmt: skip
def test_without_a_name(status: str, expected: str) -> None:
    assert kind(status) == expected
    assert kind(status, "Proxy-Status: p; error=never_heard_of") == expected


def test_what_is_quoted_is_no_error() -> None:
    assert kind("504 x", 'Proxy-Status: p; details="a \\"; error=dns_error"; received-status=200') == "timeout"


def test_the_proxy_nearest_to_the_server_speaks() -> None:
    assert named_error(b"HTTP/1.1 502 x\r\nProxy-Status: a; error=dns_error, b; error=connection_refused\r\n\r\n") == "dns_error"


def test_no_http() -> None:
    failure = failure_of_proxy(b"SSH-2.0\x1b[2J\r\n\r\n").failure
    assert failure.kind == "proxy"


def test_the_line_is_told_without_control_characters() -> None:
    assert failure_of_proxy(b"HTTP/1.1 502 a\x1b[2Jb\r\n\r\n").failure.detail == "the proxy answered: HTTP/1.1 502 a�[2Jb"
