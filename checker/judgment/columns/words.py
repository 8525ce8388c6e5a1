"""Why a page behind a column was not read, in Chinese."""

from checker.records.column import PageState

UNREAD: dict[PageState, str] = {
    "read": "已打开",
    "http_error": "服务器返回错误",
    "timeout": "长时间没有应答",
    "dns": "域名无法解析",
    "refused": "服务器拒绝连接",
    "reset": "连接被中断",
    "tls": "安全证书或加密连接有误",
    "blocked": "网站拦截自动访问",
    "login": "须登录后查看",
    "download": "返回的是文件，不是网页",
    "failed": "检查系统未能看完该页",
}

# a run opens what its own edition asks for; under another edition nobody knows of the rest
NOT_SOUGHT = "检查时所用依据不要求该类栏目，没有逐处查找"

# the site's own trouble: whoever opens the column meets it
OF_THE_SITE: frozenset[PageState] = frozenset({"http_error", "timeout", "dns", "refused", "reset", "tls", "download"})
