"""The two marks that are pictures, in the forms in which they stand on real pages (RULES.md)."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.picture_marks import find_picture_marks
from checker.records.candidate import Candidate
from checker.records.look import LoadFailure
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")
ID = "0123456789ABCDEF0123456789ABCDEF"
CONAC = f"https://bszs.conac.cn/sitename?method=show&id={ID}"
REPORT = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5107000012&url=http%3A%2F%2Fa.gov.cn"

PARTY = {
    "as its loader writes it": f'<span id="_ideConac"><a href="{CONAC}"><img id="imgConac" src="https://dcs.conac.cn/image/red.png"></a></span>',
    "local copy of picture and link": f'<a href="{CONAC}"><img src="/images/dzjg.png"></a>',
    "any picture with the link": f'<a href="{CONAC}"><img src="/x.png"></a>',
    "without link": '<img src="/images/red.png" width="50" height="60">',
    "by its words": '<img src="/x.png" alt="党政机关">',
    "public institution": f'<a href="{CONAC}"><img src="/image/blue.png" title="事业单位标识"></a>',
    "red_error": f'<a href="{CONAC}"><img src="https://dcs.conac.cn/image/red_error.png"></a>',
    "link drawn by its ground": f'<a href="{CONAC}" style="display:block;width:50px;height:60px;background:url(x.png)"></a>',
    "button of a form": '<input type="image" src="/conac.png">',
    "sprite within a link": f'<a href="{CONAC}"><i style="float:left;width:50px;height:60px;background:url(s.png) -10px 0"></i></a>',
    "ground of a pseudo element": f'<style>.m::before{{content:"";display:block;width:50px;height:60px;background:url(s.png)}}</style>'
    f'<a class="m" href="{CONAC}"></a>',
    "picture in the address": f'<a href="{CONAC}"><img src="data:image/png;base64,iVBORw0KGgo="></a>',
    "object": f'<a href="{CONAC}"><object data="/x.png" type="image/png" width="50" height="60"></object></a>',
    "box that opens": f'<div onclick="window.open(\'{CONAC}\')" style="width:50px;height:60px;background:url(x.png)"></div>',
    "words that open": f"<span onclick=\"location.href='{CONAC}'\">党政机关</span>",
    "text link": f'<a href="{CONAC}">党政机关</a>',
    "area of a map": f'<img src="/f.png" width="400" height="80" usemap="#m"><map id="m"><area coords="0,0,60,80" href="{CONAC}"></map>',
    "svg": f'<a href="{CONAC}"><svg width="40" height="50"></svg></a>',
}
ERROR = {
    "as its loader writes it": '<span id="_span_jiucuo"><img onclick="Link(\'5107000012\')" src="/exposure/images/jiucuo.png?v=1"></span>',
    "plain link with a picture": f'<a href="{REPORT}"><img src="/x.png"></a>',
    "plain link of words": f'<a href="{REPORT}">我为政府网站找错</a>',
    "old host": '<a href="http://121.43.68.40/exposure/jiucuo.html?site_code=5107000012&url=x"><img src="/x.png"></a>',
    "before 2018": '<a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=5107000012"><img src="/x.png"></a>',
    "opened by script": f'<img src="/x.png" alt="政府网站找错" onclick="window.open(\'{REPORT}\')">',
    "box that opens": f"<b onclick=\"window.open('{REPORT}')\">我要纠错</b>",
    "area of a map": f'<img src="/f.png" width="400" height="80" usemap="#m"><map id="m"><area coords="60,0,200,80" href="{REPORT}"></map>',
    "words without link": '<a href="javascript:;">政府网站 找错</a>',
    "picture without link": '<img src="/images/jiucuo.png">',
}
NONE = {
    "emblem": '<img src="/images/guohui.png" alt="国徽">',
    "icp link": '<a href="https://beian.miit.gov.cn/">蜀ICP备05003648号</a>',
    "headline": '<a href="/n/1.html">关于深入开展“我为政府网站找错”活动情况的通报</a>',
    "decoration of a colour": '<img src="/images/red.png" width="900" height="3"><img src="/i/blue.png" width="12" height="12">',
    "register's own page": '<a href="http://www.conac.cn/">域名注册管理中心</a><a href="http://www.conac.cn/"><img src="/c.png"></a>',
    "words of text": "<p>党政机关 我为政府网站找错</p>",
    "coloured": '<img src="/images/red_line.png"><img src="/images/bluebird.png">',
    "not in the page": f'<template><a href="{CONAC}"><img src="/conac.png"></a></template><!-- <img src="/jiucuo.png"> -->',
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def marks(pages: LivePages, body: str, failures: list[LoadFailure] | None = None) -> list[Candidate]:
    return find_picture_marks(await pages.layout(body), failures or [])


@pytest.mark.parametrize("case", PARTY)
async def test_a_party_and_government_mark_is_found(pages: LivePages, case: str) -> None:
    (mark,) = await marks(pages, PARTY[case])
    assert (mark.kind, mark.shape) == ("party_gov", "picture")
    assert (mark.link, mark.value) == ((CONAC, ID) if CONAC in PARTY[case] else (None, None))
    assert mark.is_laid_out


@pytest.mark.parametrize("case", ERROR)
async def test_an_entry_for_errors_is_found(pages: LivePages, case: str) -> None:
    (mark,) = await marks(pages, ERROR[case])
    assert (mark.kind, mark.shape) == ("error_report", "picture")
    assert mark.value == ("5107000012" if "5107000012" in ERROR[case] else None)


@pytest.mark.parametrize("case", NONE)
async def test_what_is_no_mark_is_none(pages: LivePages, case: str) -> None:
    assert await marks(pages, NONE[case]) == []


async def test_the_call_of_the_official_script_is_a_link_to_its_service(pages: LivePages) -> None:
    script = '<script id="_jiucuo_" sitecode="5107000012" src="/exposure/jiucuo.js"></script>'
    (mark,) = await marks(pages, ERROR["as its loader writes it"] + script)
    assert mark.link == "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5107000012"
    assert mark.script == f"http://127.0.0.1:{pages.port}/exposure/jiucuo.js"


async def test_a_mark_whose_picture_did_not_load_says_so(pages: LivePages) -> None:
    address = f"http://127.0.0.1:{pages.port}/red.png"
    failure = LoadFailure(url=address, resource="image", reason="HTTP 404", status=404)
    (mark,) = await marks(pages, f'<a href="{CONAC}"><img src="/red.png"></a>', [failure])
    assert mark.failure == "HTTP 404"


LOADERS = {
    "party_gov": "http://127.0.0.1:9/js/25/000/0000/60459894/CA250000000604598940001.js",
    "error_report": "http://127.0.0.1:9/exposure/jiucuo.js",
}


@pytest.mark.parametrize("kind", LOADERS)
async def test_a_loader_that_did_not_come_is_a_candidate_without_a_place(pages: LivePages, kind: str) -> None:
    failure = LoadFailure(url=LOADERS[kind], resource="script", reason="net::ERR_CONNECTION_REFUSED")
    (mark,) = await marks(pages, f'<script src="{LOADERS[kind]}"></script>', [failure])
    assert (mark.kind, mark.shape, mark.source, mark.failure) == (kind, "loader", "script", failure.reason)
    assert not mark.is_laid_out


async def test_a_loader_that_did_not_come_is_told_beside_a_mark_that_may_be_hidden(pages: LivePages) -> None:
    failure = LoadFailure(url=LOADERS["party_gov"], resource="script", reason="net::ERR_CONNECTION_REFUSED")
    found = await marks(pages, f'<script src="{LOADERS["party_gov"]}"></script>{PARTY["by its words"]}', [failure])
    assert [mark.shape for mark in found] == ["picture", "loader"]


@pytest.mark.parametrize("kind", LOADERS)
async def test_a_loader_that_came_is_one_only_where_it_wrote_nothing(pages: LivePages, kind: str) -> None:
    loader = f'<script src="{LOADERS[kind]}"></script>'
    (idle,) = await marks(pages, loader, [])
    assert (idle.kind, idle.shape, idle.failure) == (kind, "loader", None)
    both = PARTY["by its words"] + '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html">找错</a>'
    assert "loader" not in [mark.shape for mark in await marks(pages, both + loader, [])]
    assert await marks(pages, f"<template>{loader}</template><noscript>{loader}</noscript><!--{loader}-->", []) == []


@pytest.mark.parametrize("script", ['<span id="_ideConac"></span> <script src="x.js">', '<span id="_ideConac"><script src="x.js">'])
async def test_a_loader_of_any_name_is_known_by_the_place_that_it_writes_into(pages: LivePages, script: str) -> None:
    (loader,) = await marks(pages, f"{script}</script>", [])
    assert (loader.kind, loader.shape) == ("party_gov", "loader")


async def test_marks_in_frames_name_their_frame(pages: LivePages) -> None:
    files = {"foot.html": PARTY["by its words"]}
    (mark,) = find_picture_marks(await pages.layout('<iframe src="foot.html"></iframe>', files), [])
    assert (mark.frame or "").endswith("/foot.html")
