"""Pages that are a wall against robots: not the site's failing, and not its home page either."""

import re

# what only a wall says of itself
_WORDS = re.compile(
    r"人机验证|滑动验证|(?:拖动|滑动).{0,4}滑块|(?:访问|请求|操作)(?:过于|太)频繁|访问验证|正在验证|正在(?:检查|检测)您的浏览器|"
    r"(?:请|需要|需).{0,4}(?:开启|启用|打开).{0,4}(?:JavaScript|Cookie)|"
    r"被.{0,10}(?:防火墙|WAF|安全策略|防护系统|安全狗|云盾|云锁).{0,10}(?:拦截|阻断|拒绝)|"
    r"(?:防火墙|WAF|防护系统|安全狗|云盾|云锁|安全策略).{0,12}(?:拦截|阻断)|"
    r"访问(?:已)?被(?:拒绝|拦截|阻断|禁止)|您的(?:访问|请求|操作|IP).{0,12}(?:拦截|阻断|封禁|不合法|存在(?:风险|威胁|异常))|"
    r"Checking your browser|Just a moment|Access Denied|Request blocked|Verify(?:ing)? you are (?:a )?human|Attention Required|"
    r"enable JavaScript and cookies",
    re.IGNORECASE,
)
# what a log-in box says as well: a wall says little else
_WEAK_WORDS = re.compile(r"安全验证|验证码|captcha", re.IGNORECASE)
_LONGEST = 300  # characters: a home page says more, a wall does not
_LONGEST_WEAK = 120
_WALL_STATUS = {412, 429}  # CONTRACT.md
_CHALLENGE_STATUS = {*_WALL_STATUS, 202, 403, 503, 521, 567}


def is_wall(words: str, scripts: int, status: int | None) -> bool:
    """By what the page at rest says (`words`, its visible text) and its last status; a page with more to say is no wall.

    412 and 429 are walls whatever the page says.
    """
    if status in _WALL_STATUS:
        return True
    if len(words) > _LONGEST:
        return False
    if _WORDS.search(words) or (len(words) <= _LONGEST_WEAK and _WEAK_WORDS.search(words)):
        return True
    # a challenge is a script that shows nothing and should have led on
    return is_challenge(status) and not words and scripts > 0


def is_challenge(status: int | None) -> bool:
    """Whether an answer of that status may be a script that should lead on by itself."""
    return status in _CHALLENGE_STATUS
