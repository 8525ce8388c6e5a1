"""The home pages that are measured: a heavy one as in a Chinese city, a small one, one that moves, and two with other footers."""

import hashlib
import io
import random
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

from checker.evidence.chinese_font import find_chinese_font

PageKind = Literal["heavy", "small", "moving", "unmarked", "pictured", "columned"]
HEIGHT = {
    "heavy": 4056,
    "small": 768,
    "moving": 4056,
    "unmarked": 4056,
    "pictured": 4056,
    "columned": 4056,
}  # CSS px in a viewport of 1366×768
_SECTIONS = 9  # of 400 CSS px each
_PHOTOS = 40
_FOOT = 256  # CSS px
COLUMNS = (
    "要闻动态", "通知公告", "政策文件", "政策解读", "规划计划", "人事信息", "局长信箱", "调查征集", "在线访谈",
    "办事服务", "工作动态", "公示公告",
)  # fmt: skip
_ROWS = 20  # items on a column's page


@dataclass(frozen=True)
class Office:
    """One site and the numbers that its page must show. The first of a case is the portal of its domain."""

    page: PageKind
    number: int

    @property
    def domain(self) -> str:
        return f"{self.page}.gov.cn"

    @property
    def host(self) -> str:
        return f"d{self.number}.{self.domain}" if self.number else f"www.{self.domain}"

    @property
    def site_code(self) -> str:
        return f"510700{self.number + 11:04}"

    @property
    def icp(self) -> str:
        return f"蜀ICP备{self.number + 12000648:08}号"

    @property
    def public_security(self) -> str:
        return f"川公网安备510703020{self.number + 11:05}号"


def draw_page(office: Office) -> bytes:
    """The home page, UTF-8."""
    if office.page == "small":
        body = f"<h1>{_title(office)}</h1><p>{_words(random.Random(1), 300)}</p>"  # noqa: S311 - a drawing, not a secret
        return _document(office, "html,body{margin:0}main{height:512px;overflow:hidden}", body, "")
    sections = "".join(_section(number) for number in range(_SECTIONS))
    scripts = "".join(f'<script src="/script-{number}.js"></script>' for number in range(4))
    bar = _bar() if office.page == "columned" else ""
    moving = _MOTION if office.page == "moving" else ""
    return _document(office, "", f"<header><h1>{_title(office)}</h1>{bar}</header>{moving}{sections}", scripts)


def draw_column(office: Office, number: int) -> bytes:
    """A column's page: the site's head and foot, a list of dated items, and what stands beside it."""
    chance = random.Random(number)  # noqa: S311 - a drawing, not a secret
    rows = "".join(
        f'<li><a href="/c{number}/t{item}.html">{_words(chance, 24)}</a><span>2018-07-{30 - item:02}</span></li>' for item in range(_ROWS)
    )
    beside = "".join(
        f'<li><a href="/p/{item}.html"><img src="/photo-{item}.jpg" alt="" width="180" height="100"></a></li>' for item in range(4)
    )
    place = f'<p>当前位置：<a href="/">首页</a> &gt; {COLUMNS[number]}</p>'
    body = f"<header><h1>{_title(office)}</h1>{_bar()}</header>{place}"
    lists = f'<div class="rows"><ul>{rows}</ul></div><div class="beside"><ul>{beside}</ul></div>'
    scripts = "".join(f'<script src="/script-{script}.js"></script>' for script in range(4))
    return _document(office, "", body + lists, scripts)


def _bar() -> str:
    return "".join(f'<a style="color:#fff;margin-right:28px" href="/c{number}/">{name}</a>' for number, name in enumerate(COLUMNS))


def answer_of(path: str) -> tuple[bytes, str] | None:
    """What the pages load beside themselves: bytes and media type; null for a path that none of them asks for."""
    name, _, number = path.strip("/").rpartition(".")[0].partition("-")
    if path.endswith(".jpg") and name == "photo" and number.isdigit() and int(number) < _PHOTOS:
        return _photo(int(number)), "image/jpeg"
    if path.endswith(".js") and name == "script" and number.isdigit() and int(number) < 4:
        return _script(int(number)), "text/javascript"
    if path == "/style.css":
        return _STYLE.encode(), "text/css"
    if path.endswith(".png") and name == "foot" and number.isdigit():
        return _drawn_numbers(Office("pictured", int(number))), "image/png"
    if path in ("/jiucuo.png", "/red.png"):
        return _mark((200, 16, 24) if path == "/red.png" else (28, 74, 150)), "image/png"
    return None


def _document(office: Office, style: str, body: str, scripts: str) -> bytes:
    sheet = f"<style>{style}</style>" if style else '<link rel="stylesheet" href="/style.css">'
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{_title(office)}</title>'
        f'<meta name="SiteIDCode" content="{office.site_code}"><link rel="icon" href="data:,">{sheet}</head>'
        f"<body><main>{body}</main>{_footer(office)}{scripts}</body></html>"
    ).encode()


def _title(office: Office) -> str:
    return f"性能测试第{office.number}局"


def _footer(office: Office) -> str:
    register = hashlib.md5(office.host.encode(), usedforsecurity=False).hexdigest().upper()
    # over http, so that neither side must trust a certificate of ours
    party = f'<a href="http://bszs.conac.cn/sitename?method=show&id={register}"><img src="/red.png" width="60" height="60"></a>'
    report = f"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={office.site_code}&url=http%3A%2F%2F{office.host}%2F"
    record = f"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={office.public_security[5:-1]}"
    style = f"height:{_FOOT}px;overflow:hidden;background:#7a1f1f;color:#fff;font:14px/28px sans-serif;text-align:center"
    numbers = (
        f"<p>主办单位：{_title(office)}　网站标识码：{office.site_code}</p>"
        f'<p><a style="color:#fff" href="http://beian.miit.gov.cn/">{office.icp}</a>　'
        f'<a style="color:#fff" href="{record}">{office.public_security}</a></p>'
    )
    if office.page == "pictured":
        numbers = f'<p><img src="/foot-{office.number}.png" width="900" height="60"></p>'
    return (
        f'<footer style="{style}">{numbers}'
        f"<p>{'' if office.page == 'unmarked' else party} "
        f'<a href="{report}"><img src="/jiucuo.png" width="120" height="60"></a></p></footer>'
    )


def _section(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 - a drawing, not a secret
    photos = [photo for photo in range(_PHOTOS) if photo % _SECTIONS == number]
    pictures = "".join(f'<a href="/p/{photo}.html"><img src="/photo-{photo}.jpg" alt=""></a>' for photo in photos)
    lists = "".join(
        "<ul>"
        + "".join(f'<li><a href="/a/{number}-{c}-{i}.html">{_words(chance, 22)}</a><span>08-{i + 1:02}</span></li>' for i in range(8))
        + "</ul>"
        for c in range(3)
    )
    return f'<section><h2>{_words(chance, 4)}</h2><div class="photos">{pictures}</div><div class="lists">{lists}</div></section>'


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices("市人民政府关于印发工作方案的通知公告建设发展服务群众安全生产防汛教育医疗就业创新", k=length))


@cache
def _photo(number: int) -> bytes:
    """A picture of 640×360 px with about 47 kB of grain."""
    chance = np.random.default_rng(number)
    coarse = Image.fromarray(chance.integers(0, 255, (12, 20, 3), dtype=np.uint8)).resize((640, 360), Image.Resampling.BICUBIC)
    grain = chance.normal(0, 9.6, (360, 640, 1))
    out = io.BytesIO()
    Image.fromarray(np.clip(np.asarray(coarse) + grain, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=72)
    return out.getvalue()


@cache
def _mark(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (120, 60), "white")
    picture.paste(colour, (10, 10, 110, 50))
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def _drawn_numbers(office: Office) -> bytes:
    """The footer's three numbers as a picture of 900×60 px."""
    font = find_chinese_font(16)
    if font is None:
        raise RuntimeError("no font of this machine has Chinese letters: a footer in a picture cannot be drawn")
    picture = Image.new("RGB", (900, 60), "#7a1f1f")
    words = f"网站标识码：{office.site_code}　　{office.icp}　　{office.public_security}"
    ImageDraw.Draw(picture).text((60, 20), words, "#fff", font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def _script(number: int) -> bytes:
    """A library's worth of functions, of which the page calls some."""
    functions = "".join(
        f"function f{number}_{i}(a){{var b=[];for(var j=0;j<a;j++)b.push((j*{i + 3})%97);return b.join()}}" for i in range(450)
    )
    calls = "".join(f"f{number}_{i}(60);" for i in range(0, 450, 3))
    return f"(function(){{{functions}{calls}}})();".encode()


_STYLE = f"""
* {{ box-sizing: border-box }}
html, body, h1, h2, p, ul {{ margin: 0; padding: 0 }}
body {{ font: 14px/22px sans-serif; color: #333 }}
header {{ height: {4056 - _FOOT - 400 * _SECTIONS}px; background: linear-gradient(100deg, #0d3f82, #8cc6f0); color: #fff; padding: 60px }}
main {{ height: {4056 - _FOOT}px; overflow: hidden }}
section {{ height: 400px; width: 1200px; margin: 0 auto; overflow: hidden }}
h2 {{ line-height: 40px; border-bottom: 2px solid #1f5fa8 }}
.photos {{ height: 150px; padding-top: 8px; overflow: hidden }}
.photos img {{ width: 220px; height: 132px; margin-right: 16px; border-radius: 4px }}
.lists ul {{ float: left; width: 380px; margin-right: 20px; list-style: none }}
.lists span, .rows span {{ float: right; color: #999 }}
.rows {{ float: left; width: 760px; margin-left: 80px }}
.beside {{ float: left; width: 200px; margin-left: 40px }}
"""

_MOTION = """<style>
.slides { position: absolute; top: 20px; right: 40px; width: 560px; height: 160px; overflow: hidden }
.slides div { width: 2240px; transition: margin .6s }
.slides img { width: 560px; height: 160px; float: left }
.ticker { position: absolute; top: 176px; left: 60px; white-space: nowrap; animation: run 9s linear infinite }
@keyframes run { from { transform: translateX(600px) } to { transform: translateX(-400px) } }
</style>
<div class="slides"><div id="slides">
<img src="/photo-0.jpg"><img src="/photo-1.jpg"><img src="/photo-2.jpg"><img src="/photo-3.jpg">
</div></div>
<div class="ticker">欢迎访问本网站 今日天气晴 空气质量良好</div>
<script>
var at = 0;
setInterval(function () { at = (at + 1) % 4; document.getElementById("slides").style.marginLeft = -560 * at + "px" }, 2000);
</script>"""
