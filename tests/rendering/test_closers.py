"""What lies over the page and can be closed is closed as a person would, what belongs to the page is left alone."""

import pytest

from tests.rendering.conftest import LookAt
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


@pytest.mark.parametrize("name", CLOSED)
async def test_it_is_closed_and_noted(name: str, look_at: LookAt) -> None:
    count = "setInterval(() => document.title = '' + document.querySelectorAll('.over[open], .over:not(dialog)').length, 50)"
    body = f"{TALL}{FOOTER}{CLOSED[name]}<script>{count}</script>"
    pages: dict[str, Answer] = {"/": page(body), "/elsewhere": page("别处"), "/x.png": after(0, "", kind="image/gif")}
    async with web_site(pages) as site:
        seen = await look_at(site.url())
    assert len(acts(seen, "closed")) == (2 if "behind" in name else 1), seen.acts
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
