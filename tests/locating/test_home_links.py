"""What a reader can click on is asked, once, where it stands; nothing else is. Pages in real Chromium."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.domains import belongs_to, registered_domain
from checker.locating.home_links import links_to_ask
from checker.records.home_link import HomeLink
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def links(pages: LivePages, body: str, files: dict[str, str | bytes] | None = None) -> list[HomeLink]:
    layout = await pages.layout(body, files)
    return links_to_ask(layout, layout.documents[0].url)


# body → the words and the ends of the addresses that are asked, in order
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "text": ("<a href=/a.html>机构 <b>概况</b></a>", [("机构 概况", "/a.html")]),
    "picture with alt": ("<a href=/a.html><img alt=领导信箱 width=90 height=30></a>", [("领导信箱", "/a.html")]),
    "title of a clear cover": (
        "<div style='position:relative;height:90px'><a href=/a.html title=专题 style='position:absolute;inset:0'></a></div>",
        [("专题", "/a.html")],
    ),
    "no words at all": ("<a href=/a.html style='display:block;height:40px;background:red'></a>", [("", "/a.html")]),
    "what leads to no page": (
        "<a href='javascript:void(0)'>脚本</a><a href='mailto:a@b.cn'>邮箱</a><a href='tel:110'>电话</a><a href='#top'>顶部</a>"
        "<a href=''>空</a><a>无</a><a href='ftp://a.cn/'>文件</a><a href='http://[x'>坏</a><a href='http://'>无主机</a>",
        [],
    ),
    "the page itself": (
        "<a href='index.html'>首页</a><a href='index.html#list'>本页</a><a href='/a.html#x'>别页</a>",
        [("别页", "/a.html")],
    ),
    "once, the words of whoever has some": (
        "<a href=/a.html><img width=50 height=50></a><p><a href='/a.html#2'>通知公告</a><p><a href=/a.html>再次</a>",
        [("通知公告", "/a.html")],
    ),
    "in reading order, not the document's": (
        "<div style='display:flex;flex-direction:column-reverse'><a href=/2>下</a><div><a href=/0>左</a><a href=/1>右</a></div></div>",
        [("左", "/0"), ("右", "/1"), ("下", "/2")],
    ),
    "areas of a map": (
        "<img src=p.svg usemap=#m width=200 height=100 alt=地图><map name=m><area href=/a shape=rect coords='0,0,90,90' alt=甲县>"
        "<area href='#' coords='100,0,150,50'><area href=/b shape=circle coords='150,50,40'></map>",
        [("甲县", "/a"), ("地图", "/b")],
    ),
    "what is not there to be clicked": (
        "<div style='display:none'><a href=/1>一</a></div><div style='visibility:hidden'><a href=/2>二</a></div>"
        "<div style='opacity:0'><a href=/3>三</a></div><div style='height:0;overflow:hidden'><a href=/4>四</a></div>"
        "<a href=/5 style='position:absolute;left:-999px'>五</a><a href=/6 style='font-size:0'>六</a><a href=/7>七</a>",
        [("七", "/7")],
    ),
    "an svg's link": ("<svg width=90 height=40><a href=/a.html><text y=20>图标</text></a></svg>", [("图标", "/a.html")]),
    "a shadow root's": (
        "<div id=h></div><script>h.attachShadow({mode:'closed'}).innerHTML='<a href=/a.html>影子</a>'</script>",
        [("影子", "/a.html")],
    ),
    "frames of its own": (
        "<a href=/0>上</a><br><iframe src=in.html width=300 height=60></iframe><br><a href=/2>下</a>"
        "<iframe src=in2.html width=0 height=0></iframe>",
        [("上", "/0"), ("内", "/1"), ("下", "/2")],
    ),
    "a base": ("<head><base href='/portal/'></head><body><a href='a.html'>甲</a></body>", [("甲", "/portal/a.html")]),
}


FILES: dict[str, str | bytes] = {
    "in.html": "<meta charset=utf-8><a href=/1>内</a>",
    "in2.html": "<meta charset=utf-8><a href=/9>零</a>",
    "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}


@pytest.mark.parametrize("case", CASES)
async def test_what_is_asked(pages: LivePages, case: str) -> None:
    body, expected = CASES[case]
    found = await links(pages, body, FILES)
    assert [(link.words, link.url) for link in found] == [(words, f"http://127.0.0.1:{pages.port}{path}") for words, path in expected]
    assert all(link.box.width >= 3 and link.box.height >= 3 and link.box.x >= 0 for link in found)


async def test_a_frame_of_another_site_speaks_for_that_site(pages: LivePages) -> None:
    inner = pages.serve("<a href='http://weather.example/'>天气</a>").replace("127.0.0.1", "localhost")
    assert not await links(pages, f"<iframe src='{inner}' width=300 height=60></iframe>")


async def test_the_box_is_around_what_is_drawn(pages: LivePages) -> None:
    [link] = await links(
        pages,
        "<body style='margin:0'><a href=/a style='display:block;padding:20px;width:900px'>"
        "<img style='display:block;width:60px;height:30px'></a></body>",
    )
    assert link.box == (20, 20, 60, 30)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("rsj.my.gov.cn", "my.gov.cn"), ("www.a.com", "a.com"), ("a.com", "a.com"), ("x.y.a.com.cn", "a.com.cn"), ("a.b.sc.cn", "b.sc.cn"),
        ("www.a.cn", "a.cn"), ("b.a.co.uk", "a.co.uk"), ("10.1.2.3", "10.1.2.3"), ("localhost", "localhost"), ("WWW.A.Com.", "a.com"),
        ("fe80::1", "fe80::1"), ("com.cn", "com.cn"), ("x.com.tv", "x.com.tv"), ("www.gov.cn", "www.gov.cn"),
    ],
)  # fmt: skip
async def test_who_registered_a_host(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


async def test_a_host_belongs_to_a_name_above_it() -> None:
    assert belongs_to("tieba.baidu.com", {"baidu.com"})
    assert belongs_to("baidu.com", {"baidu.com"})
    assert not belongs_to("notbaidu.com", {"baidu.com"})
