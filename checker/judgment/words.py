"""The Chinese words that judgments are written in: names of marks, levels and outcomes of a visit, and text quoted from pages."""

from checker.records.look import Reach, ReachState, Release
from checker.records.sighting import BadgeKind
from checker.records.site import Level

MARKS: dict[BadgeKind, str] = {
    "site_code": "网站标识码",
    "icp": "ICP备案号",
    "public_security": "公安备案号",
    "party_gov": "党政机关网站标识",
    "error_report": "“我为政府网站找错”入口",
}

LEVELS: dict[Level, str] = {
    "city_portal": "市级门户网站",
    "county_portal": "县市区门户网站",
    "department": "市级部门网站",
    "park": "园区网站",
}

_REACH: dict[ReachState, str] = {
    "reached": "首页已打开",
    "timeout": "在规定时间内没有应答",
    "dns": "域名无法解析",
    "refused": "服务器拒绝连接",
    "reset": "连接被中断",
    "tls": "安全证书或加密连接有误",
    "http_error": "服务器返回错误",
    "blocked": "网站拦截自动访问",
    "redirect_loop": "首页反复跳转",
    "download": "首页地址返回的是文件，不是网页",
    "empty": "首页打开后没有任何可见内容",
    "crashed": "首页使浏览器崩溃",
    "not_allowed": "地址不在允许访问的范围内",
    "our_fault": "检查系统自身或所在网络出现故障",
}

_RELEASE: dict[Release, str] = {
    "quiet": "页面已静止",
    "deadline": "到检查时限页面仍未静止",
    "endless": "页面滚动到底后仍不断增加内容，未能看到最底部",
    "navigation_limit": "页面跳转次数过多",
    "script_loop": "页面脚本陷入死循环",
    "byte_limit": "页面传输的数据量过大",
    "closed": "页面自行关闭",
}


def tell_reach(reach: Reach) -> str:
    """How a visit ended, as part of a sentence (no full stop)."""
    words = (reach.because or "").strip().rstrip("。") or _REACH[reach.state]
    if reach.state == "http_error" and reach.status is not None and str(reach.status) not in words:
        words += f"（状态码{reach.status}）"
    return words


def tell_release(release: Release) -> str:
    """Why the wait for a page's rest ended, as part of a sentence."""
    return _RELEASE[release]


def quoted(text: str, limit: int = 60) -> str:
    """Text from a page or a roster for a sentence: one line, printable characters only, cut at `limit`, in quotation marks."""
    return f"“{tidy(text, limit)}”"


def tidy(text: str, limit: int = 60) -> str:
    """The same without the quotation marks."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def tell_clock(days: int | None = None, months: int | None = None) -> str:
    """2周, 10天, 6个月; a week is 一周, as the documents write it."""
    if months is not None:
        return f"{months}个月"
    assert days is not None
    return "一周" if days == 7 else f"{days // 7}周" if days % 7 == 0 else f"{days}天"
