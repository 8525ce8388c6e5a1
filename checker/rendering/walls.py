"""Pages that are a wall against robots: not the site's failing, and not its home page either."""

import re

_WORDS = re.compile(
    r"安全验证|人机验证|滑动验证|拖动滑块|验证码|访问过于频繁|请求过于频繁|访问验证|正在验证|正在检查您的浏览器|请开启(?:JavaScript|Cookie)|"
    r"被.{0,6}(?:防火墙|WAF|安全策略|防护系统).{0,6}(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)|您的(?:访问|请求).{0,10}(?:拦截|阻断)|"
    r"Checking your browser|Just a moment|Access Denied|Request blocked|Verify you are human",
    re.IGNORECASE,
)
_LONGEST = 300  # characters: a home page says more, a wall does not
_CHALLENGE_STATUS = {412, 521, 567, 202}


def is_wall(words: str, scripts: int, status: int | None) -> bool:
    """By what the page at rest says (`words`, its visible text) and its last status; a page with more to say is no wall."""
    if len(words) > _LONGEST:
        return False
    if _WORDS.search(words):
        return True
    # a challenge is a script that shows nothing and should have led on
    return status in _CHALLENGE_STATUS and not words and scripts > 0
