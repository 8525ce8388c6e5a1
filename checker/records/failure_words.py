"""Why something did not load, in Chinese: what an office reads of a failure that the network, the server or the browser named."""

import re

_FAILURES = (
    (re.compile(r"HTTP (\d{3})"), r"服务器返回错误状态码\1"),
    (re.compile(r"ERR_BLOCKED_BY_ORB"), "服务器返回的是错误页面或者其他内容，不是应有的脚本或图片"),
    (re.compile(r"ERR_NAME_NOT_RESOLVED|network: dns"), "域名无法解析"),
    (re.compile(r"ERR_CONNECTION_REFUSED|network: refused"), "服务器拒绝连接"),
    (re.compile(r"ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING"), "内容没有传完，连接即中断"),
    (re.compile(r"ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE)|network: reset"), "连接被中断"),
    (re.compile(r"no end after (\d+) s"), r"\1秒内没有加载完"),
    (re.compile(r"TIMED_OUT|network: timeout"), "长时间没有应答"),
    (re.compile(r"ERR_(?:CERT|SSL|BAD_SSL)|network: tls"), "安全证书未能通过验证"),
    (re.compile(r"network: not_allowed"), "指向不允许访问的地址"),
    (re.compile(r"^csp$|ERR_BLOCKED_BY_CSP", re.IGNORECASE), "被页面自身的安全策略拦截"),
    (re.compile(r"mixed-content", re.IGNORECASE), "在加密页面中引用了未加密的资源"),
    (re.compile(r"ERR_BLOCKED_BY_RESPONSE|corp-not-same|coep|ERR_BLOCKED_BY"), "被浏览器的安全规则拦截"),
    (re.compile(r"ERR_TOO_MANY_REDIRECTS"), "地址反复跳转"),
    (re.compile(r"ERR_ABORTED"), "加载被中止"),
    (re.compile(r"ERR_(?:HTTP2|QUIC|INVALID_HTTP|INVALID_CHUNKED|RESPONSE_HEADERS|CONTENT_DECODING)"), "服务器的应答不符合规范"),
    (re.compile(r"ERR_(?:INVALID_URL|UNKNOWN_URL|UNSAFE_PORT|FILE_NOT_FOUND)"), "地址不正确"),
    (re.compile(r"picture did not load"), "没有可以显示的图像"),
)


def tell_failure(reason: str) -> str:
    """As part of a sentence; what nobody foresaw is a failure all the same, and the log has its own words."""
    return next((found.expand(words) for pattern, words in _FAILURES if (found := pattern.search(reason))), "加载失败")
