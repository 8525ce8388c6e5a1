"""Links that nobody can bring to sight are named; what a page keeps back for its readers is not. Pages in real Chromium."""

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.dark_links import dark_links
from checker.records.column import DarkLink
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEAD = """<div class="header" style="background:#b11;color:#fff;height:90px"><h1>清河市水务局</h1></div>
<div class="nav"><ul><li><a href="/xxgk/">信息公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="news"><h2>工作动态</h2><ul><li><a href="/1.html">我市召开防汛工作会议部署今年汛期重点任务</a><span>2018-07-28</span></li>
<li><a href="/2.html">关于公布饮用水水源地名录的通知</a><span>2018-07-26</span></li></ul></div>"""
FOOT = """<div class="foot"><p>版权所有：清河市水务局　地址：清河市人民路1号　电话：0000-1234567</p>
<p>网站标识码：5107000012　蜀ICP备05003648号</p></div>"""
LINKS = "<a href='http://www.seo-one.example/'>清河旅行社</a> <a href='http://two.example/x.html'>二手车网</a>"
BOTH = ["http://www.seo-one.example/", "http://two.example/x.html"]

# form → the page's part that holds LINKS where nobody sees them, and a piece of why
DARK: dict[str, tuple[str, str]] = {
    "not displayed": (f"<div style='display:none'>{LINKS}</div>", "不显示"),
    "not displayed, by the attribute": (f"<div hidden>{LINKS}</div>", "不显示"),
    "not displayed, by a class of the page's own": (f"<style>.hgx8{{display:none}}</style><div class=hgx8>{LINKS}</div>", "不显示"),
    "hidden by a script at once": (
        f"<div id=zqk>{LINKS}</div><script>document.getElementById('zqk').style.display='none'</script>", "不显示",
    ),
    "written by a script": (
        f"""<script>document.write("<div id='qpw' style='display:none'>{LINKS.replace("'", "")}</div>")</script>""", "不显示",
    ),
    "invisible": (f"<div style='visibility:hidden'>{LINKS}</div>", "不可见"),
    "clear": (f"<div style='opacity:0'>{LINKS}</div>", "透明"),
    "nearly clear": (f"<div style='opacity:.01'>{LINKS}</div>", "透明"),
    "of no height": (f"<div style='height:0;overflow:hidden'>{LINKS}</div>", "近于零"),
    "of one pixel": (f"<div style='width:1px;height:1px;overflow:hidden'>{LINKS}</div>", "近于零"),
    "clipped away": (f"<div style='position:absolute;clip:rect(0,0,0,0)'>{LINKS}</div>", "近于零"),
    "left of the page": (f"<div style='position:absolute;left:-9999px;top:200px'>{LINKS}</div>", "之外"),
    "above the page": (f"<div style='position:absolute;top:-999px'>{LINKS}</div>", "之外"),
    "far right of the page": (f"<div style='position:absolute;left:19999px;top:9px;width:300px'>{LINKS}</div>", "之外"),
    "indented away": (f"<div style='text-indent:-9999px'>{LINKS}</div>", "之外"),
    "letters of no size": (f"<div style='font-size:0'>{LINKS}</div>", "字号"),
    "letters of one pixel": (f"<div style='font-size:1px;line-height:1px'>{LINKS}</div>", "字号"),
    "white on white": (f"<div>{LINKS.replace('<a ', '<a style=color:#fff;text-decoration:none ')}</div>", "背景相同"),
    "nearly the band's colour": (
        f"<div style='background:#203040;height:40px'>{LINKS.replace('<a ', '<a style=color:#213141 ')}</div>", "背景相同",
    ),
    "without colour": (f"<div>{LINKS.replace('<a ', '<a style=color:transparent ')}</div>", "背景相同"),
    "a line that runs in no height": (f"<marquee height=1 width=4 scrollamount=3000>{LINKS}</marquee>", "滚动条"),
    "amid the foot's words": (
        f"<div class=copy><p>主管单位：清河市人民政府　技术维护：清河市信息中心</p><div style='display:none'>{LINKS}</div></div>", "不显示",
    ),
    "in a sentence of the page": (f"<p>请各单位遵照执行<span style='font-size:0'>{LINKS}</span>，认真组织落实。</p>", "字号"),
    "one kept back in a list of many": (
        "<ul><li><a href='/a'>水利设施</a></li><li><a href='/b'>水文站点</a></li><li><a href='/c'>河长制工作</a></li>"
        f"<li style='display:none'>{LINKS}</li></ul>", "不显示",
    ),
    "lures in a menu's clothes": (
        "<div class=menu><span>更多</span><ul style='display:none'><li><a href='http://www.seo-one.example/'>澳门葡京百家乐</a></li>"
        "<li><a href='http://two.example/x.html'>北京赛车投注</a></li></ul></div>", "不显示",
    ),
}  # fmt: skip


async def found(pages: LivePages, part: str, at: str = "end", files: dict[str, str | bytes] | None = None) -> list[DarkLink]:
    body = f"{HEAD}{part}{FOOT}" if at == "middle" else f"{part}{HEAD}{FOOT}" if at == "start" else f"{HEAD}{FOOT}{part}"
    return dark_links(await pages.layout(body, files), "127.0.0.1")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


@pytest.mark.parametrize("at", ["start", "middle", "end"])
@pytest.mark.parametrize("form", DARK)
async def test_a_link_that_nobody_can_see_is_named(pages: LivePages, form: str, at: str) -> None:
    part, why = DARK[form]
    links = await found(pages, part, at)
    assert [link.url for link in links] == BOTH
    assert all(why in link.because for link in links), links
    assert all(link.words and link.frame is None for link in links)


FRIENDS = (
    "<ul class='{}' style='{}'><li><a href='http://www.seo-one.example/'>清河旅行社</a></li>"
    "<li><a href='http://two.example/'>水利网</a></li></ul>"
)
INNOCENT: dict[str, str] = {
    "shown": f"<div>{LINKS}</div>",
    "a menu that opens on hovering": (
        "<style>.m ul{display:none}.m:hover ul{display:block}</style>"
        "<div class=m><a href='/x/'>友情链接</a>" + FRIENDS.format("", "") + "</div>"
    ),
    "a menu of lists, kept back by its own style": (
        "<ul><li><a href='/gk/'>政务公开</a>" + FRIENDS.format("", "display:none") + "</li><li><a href='/fw/'>政务服务</a></li></ul>"
    ),
    "a menu that waits left of the page": (
        "<ul><li><a href='/gk/'>相关网站</a>" + FRIENDS.format("", "position:absolute;left:-999em") + "</li></ul>"
    ),
    "a menu that fades in": (
        "<div><span>省市网站</span>" + FRIENDS.format("", "opacity:0;visibility:hidden;position:absolute") + "</div>"
    ),
    "a list that unfolds": "<div><h3>友情链接</h3>" + FRIENDS.format("", "height:0;overflow:hidden") + "</div>",
    "friendly links that drop down above their head": (
        "<div class=link-box>" + FRIENDS.format("", "display:none;position:absolute;bottom:30px") + "<span>国家部委网站</span></div>"
    ),
    "choices of a list": (
        "<select onchange='window.open(this.value)'><option value='http://www.seo-one.example/'>水利网</option></select>"
    ),
    "tabs": (
        "<div class=hd><span>省内</span><span>省外</span></div><div class=bd>"
        "<div class=box><a href='/a'>甲县水务局</a><a href='/b'>乙县水务局</a></div>"
        f"<div class=box style='display:none'>{LINKS}</div></div>"
    ),
    "slides": (
        "<div class=focus-img><div class=pic><a href='/a'><img src=p.svg></a></div>"
        f"<div class=pic style='display:none'>{LINKS}</div><div class=pic style='display:none'>{LINKS}</div></div>"
    ),
    "slides beside the page": (
        "<div style='overflow:hidden;width:400px'><div class=swiper-wrapper style='display:flex;width:1200px;transform:translateX(-800px)'>"
        f"<div style='width:400px;flex:none'>{LINKS}</div>"
        "<div style='width:400px;flex:none'>二</div><div style='width:400px;flex:none'>三</div></div></div>"
    ),
    "panels of one make": (
        "<div class=zone><div class=k1><a href='/a'>甲县水务局的网站</a><a href='/b'>乙县水务局的网站</a></div>"
        f"<div class=k1 style='display:none'>{LINKS}</div></div>"
    ),
    "a line that runs": f"<marquee width=300 height=24>{LINKS}</marquee>",
    "links that run upwards": f"<div style='height:24px;overflow:hidden'><p>水利要闻第一条</p><p>水利要闻第二条</p><p>{LINKS}</p></div>",
    "a layer that is closed": (
        f"<div style='display:none;position:fixed;top:9px'><span>关闭</span><p>您即将离开本站</p>{LINKS}</div>"
    ),
    "a layer that a button opens": (
        f"<p><button onclick=\"document.getElementById('zc').style.display='block'\">更多链接</button></p>"
        f"<div id=zc style='display:none'>{LINKS}</div>"
    ),
    "a layer that a script opens": (
        f"<div id=zcc style='display:none'>{LINKS}</div>"
        "<script>window.onscroll=function(){document.getElementById('zcc').style.display=''}</script>"
    ),
    "a dialog": f"<dialog>{LINKS}</dialog>",
    "details": f"<details><summary>相关链接</summary>{LINKS}</details>",
    "share buttons": f"<div class='bdsharebuttonbox' style='display:none'>{LINKS}</div>",
    "icons of its own": (
        "<a href='http://www.seo-one.example/' style='display:block;width:40px;height:40px;text-indent:-9999px;overflow:hidden;"
        "background:url(p.svg)'>微信公众号</a>"
    ),
    "icons on the item around": (
        "<ul><li style='width:40px;height:40px;background:url(p.svg)'><a style='font-size:0' href='http://www.seo-one.example/'>抖音号</a></li></ul>"
    ),
    "apps to download": f"<div class='app-down' style='display:none'><img src=p.svg>{LINKS}</div>",
    "a foot for telephones": (
        f"<div style='display:none'><p>主办单位：清河市水务局　联系电话：0000-1234567</p><p>技术支持：{LINKS}</p></div>"
    ),
    "twin of a link that is shown": f"<p>{LINKS}</p><div style='display:none'>{LINKS}</div>",
    "a counter": "<div style='display:none'><a href='https://www.cnzz.com/stat/website.php?web_id=1' title='站长统计'>站长统计</a></div>",
    "browsers to download": "<div style='display:none'><p>您的浏览器版本过低，建议升级</p><a href='https://www.mozilla.org/'>火狐</a></div>",
    "registers and other offices": (
        "<div style='display:none'><a href='https://bszs.conac.cn/sitename?method=show&amp;id=1'>标识</a><a href='http://www.gov.cn/'>中国政府网</a>"
        "<a href='http://beian.miit.gov.cn/'>备案</a></div>"
    ),
    "links of its own": "<div style='display:none'><a href='/a.html'>旧栏目</a><a href='http://127.0.0.1/b'>旧网站</a></div>",
    "white letters on a picture": (
        "<div style='position:relative;height:80px'><img src=p.svg style='position:absolute;width:600px;height:80px'>"
        "<p style='position:absolute'>" + LINKS.replace("<a ", "<a style=color:#fff ") + "</p></div>"
    ),
    "white letters on a picture of the ground": (
        "<div style='background:#fff url(p.svg);height:60px'>" + LINKS.replace("<a ", "<a style=color:#fff ") + "</div>"
    ),
    "white letters on a band beneath": (
        "<div style='position:relative'><div style='position:absolute;left:0;top:0;width:900px;height:60px;background:#024'></div>"
        "<p style='position:relative'>" + LINKS.replace("<a ", "<a style=color:#fff ") + "</p></div>"
    ),
    "kept back by the site's own sheet": f"<link rel=stylesheet href=site.css><div class=wide>{LINKS}</div>",
    "a link without words": "<a style='display:none' href='http://www.seo-one.example/'></a>",
    "in a comment, a template, for browsers without scripts": (
        f"<!-- {LINKS} --><template>{LINKS}</template><noscript><div style='display:none'>{LINKS}</div></noscript>"
    ),
    "captions that show on pictures": (
        "<div class=thumb style='position:relative;width:200px;height:90px'><img src=p.svg width=200 height=90>"
        f"<div style='opacity:0'>{LINKS}</div></div>"
    ),
}  # fmt: skip
FILES: dict[str, str | bytes] = {
    "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#124"/></svg>',
    "site.css": ".wide{display:none}",
}


@pytest.mark.parametrize("form", INNOCENT)
async def test_what_a_page_keeps_back_for_its_readers_is_not(pages: LivePages, form: str) -> None:
    assert await found(pages, INNOCENT[form], "middle", FILES) == []


async def test_the_frame_is_told(pages: LivePages) -> None:
    files: dict[str, str | bytes] = {"in.html": f"<meta charset=utf-8><p>水情信息</p><div style='display:none'>{LINKS}</div>"}
    links = await found(pages, "<iframe src=in.html width=300 height=90></iframe>", files=files)
    assert [link.url for link in links] == BOTH
    assert all(link.frame is not None and link.frame.endswith("in.html") for link in links)
    assert await found(pages, "<iframe src=in.html style='display:none'></iframe>", files=files) == []  # a layer may open it
    [one, _] = await found(pages, "<iframe src=in.html width=0 height=0></iframe>", files=files)
    assert "框架" in one.because


async def test_a_frame_of_another_site_is_its_own_affair(pages: LivePages) -> None:
    inner = pages.serve(f"<div style='display:none'>{LINKS}</div>").replace("127.0.0.1", "localhost")
    assert await found(pages, f"<iframe src='{inner}' width=300 height=60></iframe>") == []


async def test_the_collection_is_large_enough() -> None:
    assert len(DARK) >= 8
    assert len(INNOCENT) >= 12


async def test_thousands_of_hidden_links_take_no_time(pages: LivePages) -> None:
    many = "".join(f"<p class=zz style='display:none'><a href='http://h{place}.example/'>某某网站</a></p>" for place in range(1500))
    layout = await pages.layout(f"{HEAD}{many}<script>var zz='{'zz(.zz) ' * 20000}'</script><style>{'.zz ' * 20000}</style>{FOOT}")
    begun = time.process_time()
    dark_links(layout, "127.0.0.1")
    assert time.process_time() - begun < 3
    named = dark_links(await pages.layout(f"{HEAD}{many}{FOOT}"), "127.0.0.1")
    assert len(named) == 100
