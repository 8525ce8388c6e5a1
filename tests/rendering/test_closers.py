"""What lies over the page and can be closed is closed as a person would, what belongs to the page is left alone."""

import pytest

from tests.rendering.conftest import LookAt, every_second_day
from tests.rendering.seen import acts, codes_seen
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, after, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
GONE = "this.closest('.over').remove()"
BOX = "position:fixed;left:200px;top:100px;width:600px;height:400px;background:#fff;z-index:999"
DRIFT = (
    "<div class=over id=drift style='position:absolute;z-index:9999;width:200px;height:120px;background:#fc0'>"
    f"<a href=/elsewhere>专题</a><span onclick=\"{GONE}\" style='position:absolute;right:0;top:0'>×</span></div>"
    "<script>let x = 0, v = 3; setInterval(() => { x += v; if (x > 900 || x < 0) v = -v; "
    "drift.style.left = x + 'px'; drift.style.top = 50 + x / 3 + 'px' }, 20)</script>"
)

CLOSED: dict[str, str] = {
    "a notice": f"<div class=over style='{BOX}'>公告<button onclick=\"{GONE}\">我知道了</button></div>",
    "a picture's cross": f"<div class=over style='{BOX}'><img class=close-btn onclick=\"{GONE}\" width=30 height=30 src=/x.png></div>",
    "layui": f"<div class='over layui-layer' style='{BOX}'><span class=layui-layer-setwin><a class='layui-layer-ico layui-layer-close' "
    f"href='javascript:;' onclick=\"{GONE}\" style='display:block;width:30px;height:30px'></a></span></div>",
    "a floating picture that moves": DRIFT,
    "a dialog": "<dialog id=d class=over>通知<button onclick='d.close()'>关闭</button></dialog><script>d.showModal()</script>",
    "a notice with a countdown": f"<div class=over style='{BOX}'>请阅读<b id=t>3秒后可关闭</b></div><script>setTimeout(() => t.outerHTML = "
    f'`<button onclick="{GONE}">关闭</button>`, 3500)</script>',
    "a notice in a frame": "<iframe class=over style='"
    + BOX
    + "' srcdoc=\"公告<button onclick='frameElement.remove()'>关闭</button>\"></iframe>",
    "a notice in a shadow": f"<div id=h class=over></div><script>h.attachShadow({{mode:'open'}}).innerHTML = `<div style='{BOX}'>"
    "<button onclick='h.remove()'>×</button></div>`</script>",
    "a notice behind a notice": f"<div class=over style='{BOX}'>一<button onclick=\"{GONE}\">关闭</button></div>"
    f"<div class=over style='{BOX};width:300px;height:200px'>二<button onclick=\"{GONE}\">关闭</button></div>",
}

VEIL = "position:fixed;inset:0;background:rgba(60,0,0,.95);color:#fff;z-index:99"
CORNER = "position:absolute;right:20px;top:20px;cursor:pointer"
WORDS = (
    "跳过 30s",
    "关闭（5）", "5s后关闭", "点击进入网站", "进入首页 &gt;&gt;", "确定", "同意", "我已阅读", "返回首页", "收起", "隐藏", "下次再说",
    "ㄨ", "✕", "关 闭", "【关闭】", "Skip 5s", "逛一逛",
)  # fmt: skip


def veil(inner: str, more: str = "") -> str:
    """A cover over the whole screen; `more` are attributes."""
    return f"<div class=over style='{VEIL}' {more}>{inner}</div>"


CLOSED |= {f"a veil that says {word}": veil(f'<h1>国庆</h1><button onclick="{GONE}">{word}</button>') for word in WORDS}
CLOSED |= {
    "a veil with a word that is no button": veil(f"<p>国庆</p><span style='{CORNER}' onclick=\"{GONE}\">跳过 9s</span>"),
    "a veil with an icon in the corner": veil(f"<h1>国庆</h1><i style='{CORNER};width:30px;height:30px' onclick=\"{GONE}\"></i>"),
    "a veil with a picture in its box's corner": veil(
        "<div style='position:absolute;left:300px;top:100px;width:600px;height:300px;background:#fff'>公告"
        f"<img src=/x.png style='{CORNER};right:-10px;top:-10px;width:32px;height:32px' onclick=\"{GONE}\"></div>"
    ),
    "a veil to be clicked anywhere": veil("<h1>国庆</h1>", "onclick=this.remove()"),
    "a veil that hears the Escape key": veil("<h1>国庆</h1>")
    + "<script>addEventListener('keydown', (e) => { if (e.key == 'Escape') document.querySelector('.over').remove() })</script>",
    "a modal dialog to be sent": "<dialog id=d class=over style='width:90%;height:90%'><form method=dialog>通知"
    "<button>确定</button></form></dialog><script>d.showModal()</script>",
    "a modal dialog without a button": "<dialog id=d class=over style='width:90%;height:90%'>通知</dialog><script>d.showModal()</script>",
    "a veil in a frame": f"<iframe class=over style='{VEIL};width:100%;height:100%' "
    "srcdoc=\"公告<button onclick='frameElement.remove()'>进入网站</button>\"></iframe>",
    "a box over a veil of its own": f"<div class=over style='{BOX};z-index:100'>公告"
    f"<button onclick=\"{GONE};document.querySelector('.over').remove()\">我同意</button></div>" + veil(""),
    "a button that counts first": veil(f'<button id=b disabled onclick="{GONE}">我已阅读（3）</button>')
    + "<script>setTimeout(() => { b.disabled = false; b.textContent = '我已阅读' }, 3000)</script>",
    "a button that refuses while it counts": veil(f'<button id=b onclick="if (window.ok) {GONE}">关闭（3）</button>')
    + "<script>setTimeout(() => { window.ok = true; b.textContent = '关闭' }, 6000)</script>",
    "a form around the whole page": "<form action=/elsewhere>"
    + veil(f'公告<button type=button onclick="{GONE}">确定</button>')
    + "</form>",
    "a veil that fades": f"<div class=over style='{VEIL};transition:opacity .7s'><button onclick=\""
    'this.parentNode.style.opacity = 0; setTimeout(() => this.parentNode.remove(), 700)">关闭</button></div>',
}


@pytest.mark.parametrize("name", every_second_day(CLOSED))
async def test_it_is_closed_and_noted(name: str, look_at: LookAt) -> None:
    count = "setInterval(() => document.title = '' + document.querySelectorAll('.over[open], .over:not(dialog)').length, 50)"
    body = f"{TALL}{FOOTER}{CLOSED[name]}<script>{count}</script>"
    pages: dict[str, Answer] = {"/": page(body), "/elsewhere": page("别处"), "/x.png": after(0, "", kind="image/gif")}
    async with web_site(pages) as site:
        seen = await look_at(site.url())
    assert len(acts(seen, "closed")) == (2 if "behind" in name else 1), (seen.acts, seen.trouble)
    assert acts(seen, "still covered") == []
    assert seen.title == "0"
    assert codes_seen(seen) == [CODE]
    assert site.asked["/elsewhere"] == 0
    assert seen.untouched is not None and seen.settled is not None and seen.untouched.file != seen.settled.file


SIDE = "position:fixed;right:0;top:100px;width:80px;height:200px"
MARK = "onclick=\"document.title = 'clicked'\""
LEFT: dict[str, str] = {
    "a word in the page": f"<p><button {MARK}>关闭</button></p>",
    "a page in a fixed frame": f"<div style='position:fixed;inset:0;overflow:auto'>{'<p>正文</p>' * 60}<button {MARK}>关闭</button></div>",
    "a link that leads away": f"<div style='{BOX}'><a href=/elsewhere {MARK}>关闭</a></div>",
    "a bar with a disclosure column": f"<div style='{SIDE}'><div id=disclosure class=icon {MARK}>公开</div></div>",
    "a bar that says what it is": f"<div style='{SIDE}'><a href='#' {MARK}>返回顶部</a></div>",
    "a small box that asks for consent": f"<div style='{SIDE}'>隐私<button {MARK}>同意</button></div>",
    "a hidden notice": f"<div style='{BOX};display:none'><button {MARK}>关闭</button></div>",
    "an unseen notice": f"<div style='{BOX};opacity:0'><button {MARK}>关闭</button></div>",
}


@pytest.mark.parametrize("name", LEFT)
async def test_it_is_left_alone(name: str, look_at: LookAt) -> None:
    async with web_site({"/": page(LEFT[name] + TALL + FOOTER), "/elsewhere": page("别处")}) as site:
        seen = await look_at(site.url())
    assert acts(seen, "closed") == acts(seen, "not closed") == []
    assert seen.title == "某某局"
    assert seen.untouched is not None and seen.settled is not None and seen.untouched.sha256 == seen.settled.sha256


async def test_a_click_that_would_lead_away_is_held_back_and_noted(look_at: LookAt) -> None:
    box = f"<div style='{BOX}'>公告<button onclick=\"location = '/elsewhere'\">关闭</button></div>"
    async with web_site({"/": page(TALL + FOOTER + box), "/elsewhere": page("别处")}) as site:
        seen = await look_at(site.url())
    assert seen.reach.final_url == site.url()
    assert seen.title == "某某局"
    assert acts(seen, "stayed") and acts(seen, "not closed")
    assert site.asked["/elsewhere"] == 0


NEVER: dict[str, str] = {
    "log-in": f"<input type=password><button {MARK}>确定</button>",
    "cookies": f"本站使用Cookie<button {MARK}>同意</button>",
    "a form": f"<form action=/elsewhere><button {MARK}>确定</button></form>",
    "payment": f"请先支付<button {MARK}>确定</button>",
    "a download": f"<a download href='data:,x' {MARK}>下载</a><button {MARK}>下载客户端</button>",
    "a link": f"<a href=/elsewhere {MARK}>进入网站</a>",
}


@pytest.mark.parametrize("name", every_second_day(NEVER))
async def test_on_a_cover_nothing_is_done_that_changes_more_than_the_view(name: str, look_at: LookAt) -> None:
    body = f"{TALL}{FOOTER}<div class=over style='{VEIL}'>{NEVER[name]}</div>"
    async with web_site({"/": page(body), "/elsewhere": page("别处")}) as site:
        seen = await look_at(site.url())
    assert seen.title == "某某局"
    assert site.asked["/elsewhere"] == 0
    assert len(acts(seen, "still covered")) == 1, seen.acts
    why = {s.proof.why_not for s in seen.sightings if s.kind == "site_code" and s.proof is not None}
    assert why == ({"covered"} if name == "a link" else {"maybe_covered"})


async def test_a_page_in_a_box_of_its_own_is_no_cover(look_at: LookAt) -> None:
    inside = f"{'<p>正文正文正文</p>' * 10}{FOOTER}<button {MARK}>确定</button>"
    body = f"<div style='position:fixed;inset:0;overflow:auto'>{inside}</div><div style='position:fixed;right:0;top:300px'>返回顶部</div>"
    async with web_site({"/": page(body)}) as site:
        seen = await look_at(site.url())
    assert seen.title == "某某局"
    assert codes_seen(seen) == [CODE]


async def test_a_notice_that_closes_itself_is_waited_for(look_at: LookAt) -> None:
    count = (
        "let n = 6; const t = setInterval(() => { v.firstChild.textContent = --n + '秒后自动进入'; "
        "if (!n) { clearInterval(t); v.remove() } }, 1000)"
    )
    async with web_site(
        {"/": page(f"{TALL}{FOOTER}<div id=v style='{VEIL}'><h1>6秒后自动进入</h1></div><script>onload = () => {{ {count} }}</script>")}
    ) as site:
        seen = await look_at(site.url(), site_deadline=60.0)
    assert acts(seen, "still covered") == []
    assert codes_seen(seen) == [CODE]
