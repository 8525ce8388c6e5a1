"""What another proxy says of its failures: the Proxy-Status header (RFC 9209), else its status."""

import re

from checker.rendering.guard.ledger import FailureKind, UnreachedError

# RFC 9209, section 2.3; what the proxy itself is to blame for is `proxy`
_KINDS: dict[str, FailureKind] = {
    "dns_timeout": "dns", "dns_error": "dns",
    "destination_unavailable": "refused", "destination_ip_unroutable": "refused", "connection_refused": "refused",
    "destination_ip_prohibited": "not_allowed", "http_request_denied": "not_allowed",
    "connection_terminated": "reset", "http_response_incomplete": "reset",
    "connection_timeout": "timeout", "connection_read_timeout": "timeout", "connection_write_timeout": "timeout",
    "http_response_timeout": "timeout",
    "destination_not_found": "proxy", "connection_limit_reached": "proxy", "proxy_internal_response": "proxy",
    "proxy_internal_error": "proxy", "proxy_configuration_error": "proxy", "proxy_loop_detected": "proxy",
}  # fmt: skip

_STATUS = re.compile(rb"HTTP/\d\.\d +(\d{3})[^\r\n]*")
_HEADER = re.compile(rb"(?im)^proxy-status[ \t]*:(.*)$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ERROR = re.compile(r";\s*error\s*=\s*([a-z_]+)")


def status_of(head: bytes) -> int | None:
    """The status of an answer's head, null where it is none."""
    found = _STATUS.match(head)
    return int(found[1]) if found else None


def named_error(head: bytes) -> str | None:
    """The error type that Proxy-Status names; of several proxies the one nearest to the server, which stands first."""
    for header in _HEADER.findall(head):
        found = _ERROR.search(_QUOTED.sub('""', header.decode("latin-1")))
        if found:
            return found[1]
    return None


def failure_of_proxy(head: bytes) -> UnreachedError:
    """The failure that the head of a proxy's refusal tells of."""
    found, error = _STATUS.match(head), named_error(head)
    if found is None:
        return UnreachedError("proxy", "the proxy's answer is not HTTP")
    line = found[0].decode("latin-1") + (f" ({error})" if error else "")
    return UnreachedError(_kind_of(int(found[1]), error), f"the proxy answered: {line}")


def _kind_of(status: int, error: str | None) -> FailureKind:
    by_status: dict[int, FailureKind] = {407: "proxy", 504: "timeout"}
    return _KINDS.get(error or "") or by_status.get(status, "refused")
