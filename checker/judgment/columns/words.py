"""The Chinese words for columns: their categories, and why a page behind one was not read."""

from checker.records.column import Category, PageState

CATEGORIES: dict[Category, str] = {
    "news": "动态要闻",
    "notice": "通知公告",
    "policy": "政策文件",
    "interpretation": "政策解读",
    "plan": "规划计划",
    "personnel": "人事",
    "overview": "概况",
    "leaders": "领导信息",
    "service": "办事服务",
    "consultation": "政务咨询",
    "survey": "调查征集",
    "interview": "在线访谈",
    "complaint": "举报投诉",
    "other": "其他",
}

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

# the site's own trouble: whoever opens the column meets it
OF_THE_SITE: frozenset[PageState] = frozenset({"http_error", "timeout", "dns", "refused", "reset", "tls", "download"})
