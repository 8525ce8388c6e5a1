"""What by its name or address never carries a footer: counters, share buttons, maps, weather, players, advertisements, phone codes."""

import re
from urllib.parse import urlsplit

_HOSTS = re.compile(
    r"(?:^|\.)(?:map\.baidu\.com|api\.map\.baidu\.com|webapi\.amap\.com|map\.qq\.com|tianditu\.(?:com|gov\.cn)|tianqi\.com|weather\.com\.cn|"
    r"heweather\.(?:com|net)|qweather\.(?:com|net)|bdimg\.share\.baidu\.com|share\.baidu\.com|jiathis\.com|bshare\.cn|addthis\.com|"
    r"player\.youku\.com|v\.qq\.com|widget\.weibo\.com|service\.weibo\.com|pos\.baidu\.com|cpro\.baidustatic\.com|doubleclick\.net|"
    r"googlesyndication\.com|alicdn\.com/captcha|geetest\.com|hcaptcha\.com|recaptcha\.net)$",
    re.IGNORECASE,
)
# a word of the path that stands by itself: `/js/share.js`, `weather-box.html`, `count.aspx`
_WORDS = re.compile(
    r"(?:^|[/_.\-])(?:b?share\d*|bdshare|weather|tianqi|(?:ck|jw|video|flv|mp4)?player|video|map|ditu|adv?|ads|advert|guanggao|banner|"
    r"swiper|slick|superslide|jquery\.superslide[\d.]*|slide(?:r|s|show)?|carousel|lightbox|fancybox|html5shiv|respond|selectivizr|"
    r"captcha|vcode|qrcode|erweima|ewm|calendar|datepicker|laydate|echarts|"
    r"tongji|hm|cnzz|51la|webdig|tracer?|analytics|stat(?:s|istics)?|count(?:er)?|hits?|visit(?:s|or)?|pv|beacon|collect|pixel|track(?:er|ing)?|log)(?:[/_.\-?\d]|$)",
    re.IGNORECASE,
)
_FOOT = re.compile(r"foot|bottom|copyright|dibu|yejiao|beian", re.IGNORECASE)
_PICTURES = re.compile(
    r"(?:^|[/_.\-])(?:ico(?:n|ns)?|arrow|dot|close|btn|gotop|totop|weixin|wechat|wx|weibo|wb|qr|ewm|erweima|logo)[\d_.\-]", re.IGNORECASE
)
_PICTURE_WORDS = re.compile(r"二维码|微信|微博|客户端|公众号|无障碍|适老|返回顶部|广告")


def never_carries(address: str) -> bool:
    """By host or path; the query is not asked, since a page's own data have any."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(_HOSTS.search(parts.hostname or "") or (_WORDS.search(parts.path) and not _FOOT.search(parts.path)))


def is_other_picture(address: str, words: str) -> bool:
    """A picture that says by its name or its words that it is something else: an icon, a phone code, a logo."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return never_carries(address) or bool((_PICTURES.search(path) and not _FOOT.search(path)) or _PICTURE_WORDS.search(words))
