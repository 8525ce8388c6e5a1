"""One table from what the browser and the guard say to the states of CONTRACT.md, and their sentences in Chinese."""

import re

from checker.records.look import ReachState

_NET: dict[str, ReachState] = {
    "NAME_NOT_RESOLVED": "dns",
    "NAME_RESOLUTION_FAILED": "dns",
    "CONNECTION_REFUSED": "refused",
    "ADDRESS_UNREACHABLE": "refused",
    "CONNECTION_FAILED": "refused",
    "CONNECTION_RESET": "reset",
    "CONNECTION_CLOSED": "reset",
    "CONNECTION_ABORTED": "reset",
    "EMPTY_RESPONSE": "reset",
    "SOCKET_NOT_CONNECTED": "reset",
    "INCOMPLETE_CHUNKED_ENCODING": "reset",
    "INVALID_CHUNKED_ENCODING": "reset",
    "CONTENT_LENGTH_MISMATCH": "reset",
    "CONTENT_DECODING_FAILED": "reset",
    "INVALID_HTTP_RESPONSE": "reset",
    "INVALID_RESPONSE": "reset",
    "RESPONSE_HEADERS_TOO_BIG": "reset",
    "RESPONSE_HEADERS_TRUNCATED": "reset",
    "RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH": "reset",
    "RESPONSE_HEADERS_MULTIPLE_LOCATION": "reset",
    "HTTP2_PROTOCOL_ERROR": "reset",
    "HTTP2_PING_FAILED": "reset",
    "TIMED_OUT": "timeout",
    "CONNECTION_TIMED_OUT": "timeout",
    "TOO_MANY_REDIRECTS": "redirect_loop",
    "UNSAFE_PORT": "not_allowed",
    "UNSAFE_REDIRECT": "not_allowed",
    "BLOCKED_BY_CLIENT": "not_allowed",
    "INVALID_AUTH_CREDENTIALS": "http_error",
}

_GUARD: dict[str, ReachState] = {
    "dns": "dns", "refused": "refused", "timeout": "timeout", "reset": "reset",
    "not_allowed": "not_allowed", "proxy": "our_fault", "limit": "reset",
}  # fmt: skip

SENTENCES: dict[ReachState, str] = {
    "timeout": "打开首页超过规定时间仍无应答",
    "dns": "域名无法解析",
    "refused": "网站服务器拒绝连接",
    "reset": "连接被中断，未收到可显示的页面",
    "tls": "网站的安全证书或加密连接未能通过验证",
    "http_error": "网站返回错误状态码",
    "blocked": "网站的防护系统拦截了自动访问，未能看到首页",
    "redirect_loop": "首页反复跳转，超过上限",
    "download": "网址返回的是文件下载，不是网页",
    "empty": "首页为空白页，重试后仍无任何可见内容",
    "crashed": "页面两次导致浏览器崩溃",
    "not_allowed": "网址指向不允许访问的内部地址",
    "our_fault": "检查工具自身原因，未能完成检查",
}


def state_of_error(message: str, guard_kind: str | None = None) -> ReachState:
    """From a navigation error's text (`net::ERR_…`) and the guard's own word on that host, where it has one."""
    name = re.search(r"ERR_([A-Z0-9_]+)", message)
    code = name[1] if name else ""
    if guard_kind and (not code or code in {"TUNNEL_CONNECTION_FAILED", "PROXY_CONNECTION_FAILED", "EMPTY_RESPONSE", "CONNECTION_RESET"}):
        return _GUARD.get(guard_kind, "our_fault")
    if code.startswith(("CERT_", "SSL_", "BAD_SSL", "ECH_")):
        return "tls"
    if code in _NET:
        return _NET[code]
    if "Timeout" in message or "timeout" in message:
        return "timeout"
    return "our_fault"


def state_of_guard(kind: str) -> ReachState:
    """From the kind of failure that the guard answered a plain HTTP request with."""
    return _GUARD.get(kind, "our_fault")
