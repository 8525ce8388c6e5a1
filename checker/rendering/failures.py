"""One table from what the browser and the guard say to the states of CONTRACT.md, and their sentences in Chinese."""

import re

from checker.records.look import ReachState, Release

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
    "INVALID_REDIRECT": "reset",
    "ZERO_LENGTH": "reset",
    "RESPONSE_HEADERS_TOO_BIG": "reset",
    "RESPONSE_HEADERS_TRUNCATED": "reset",
    "RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH": "reset",
    "RESPONSE_HEADERS_MULTIPLE_LOCATION": "reset",
    "RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION": "reset",
    "HTTP2_PROTOCOL_ERROR": "reset",
    "HTTP2_PING_FAILED": "reset",
    "HTTP2_SERVER_REFUSED_STREAM": "reset",
    "TIMED_OUT": "timeout",
    "CONNECTION_TIMED_OUT": "timeout",
    "TOO_MANY_REDIRECTS": "redirect_loop",
    "UNSAFE_PORT": "not_allowed",
    "UNSAFE_REDIRECT": "not_allowed",
    "BLOCKED_BY_CLIENT": "not_allowed",
    "HTTP_RESPONSE_CODE_FAILURE": "http_error",
    "INVALID_AUTH_CREDENTIALS": "http_error",
    "UNEXPECTED_PROXY_AUTH": "http_error",
    "DISALLOWED_URL_SCHEME": "not_allowed",
    "BLOCKED_BY_ADMINISTRATOR": "not_allowed",
    "NETWORK_ACCESS_DENIED": "our_fault",
    "INTERNET_DISCONNECTED": "our_fault",
    "NETWORK_CHANGED": "our_fault",
    "INSUFFICIENT_RESOURCES": "our_fault",
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
    "not_allowed": "网址指向不允许访问的地址（内部地址或受限端口）",
    "our_fault": "检查工具自身原因，未能完成检查",
}


# what the browser says of a connection that the guard ended: the guard knows why
_GUARD_KNOWS = {"TUNNEL_CONNECTION_FAILED", "PROXY_CONNECTION_FAILED", "EMPTY_RESPONSE", "CONNECTION_RESET", "CONNECTION_CLOSED"}


def state_of_error(message: str, guard_kind: str | None = None) -> ReachState:
    """From a navigation error's text (`net::ERR_…`) and the guard's own word on that host, where it has one.

    An error that nobody foresaw is the network's if the browser named it, and ours if it did not.
    """
    name = re.search(r"ERR_([A-Z0-9_]+)", message)
    code = name[1] if name else ""
    if guard_kind and code in _GUARD_KNOWS:
        return state_of_guard(guard_kind)
    if code in _NET:
        return _NET[code]
    if code.startswith(("CERT_", "SSL_", "BAD_SSL", "ECH_")):
        return "tls"
    if code.startswith(("CONNECTION_", "HTTP2_", "RESPONSE_", "CONTENT_")):
        return "reset"
    if "timeout" in message.lower():
        return "timeout"
    return "our_fault"


def state_of_guard(kind: str) -> ReachState:
    """From the guard's word on a host that it did not reach."""
    return _GUARD.get(kind, "our_fault")


_RELEASES: dict[Release, str] = {
    "deadline": "页面在规定时间内未加载完毕",
    "endless": "页面滚动到底后仍不断增加内容，未能看到最底部",
    "navigation_limit": "页面跳转次数超过上限",
    "script_loop": "页面脚本陷入死循环，已中止脚本后继续查看",
    "byte_limit": "页面数据量超过上限，已停止加载",
    "closed": "页面自行关闭，未能看完",
}


def tell_state(state: ReachState, status: int | None = None) -> str | None:
    """The sentence for a state, in Chinese; null for `reached`."""
    if state == "http_error" and status is not None:
        return f"网站返回错误状态码{status}"
    if state == "blocked" and status in (412, 429):
        return f"网站的防护系统拦截了自动访问（状态码{status}），未能看到首页"
    return SENTENCES.get(state)


def tell_release(release: Release) -> str | None:
    """Why a page was not at rest when it was looked at, in Chinese; null for one that was."""
    return _RELEASES.get(release)
