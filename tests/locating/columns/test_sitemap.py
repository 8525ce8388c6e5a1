"""Sitemaps of several makes: every column with its level, and what stands around the map is no entry."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, async_playwright

from checker.locating.columns.sitemap import read_sitemap, sitemap_address
from checker.records.layout import Layout
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot

HEAD = """<!DOCTYPE html><meta charset="utf-8"><title>网站地图</title><style>.nav a{float:left;width:120px}.map{clear:both}</style>
<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a><a href="/hdjl/">互动交流</a></div>
<p style="clear:both">当前位置：<a href="/">首页</a> &gt; 网站地图</p>"""
FOOT = '<div><p><a href="/wzdt/">网站地图</a> <a href="/lxwm/">联系我们</a></p>版权所有：云岭市人民政府 蜀ICP备05009999号</div>'
MAP = [
    ("政务公开", "http://yl.gov.cn/zwgk/", 1, None),
    ("通知公告", "http://yl.gov.cn/zwgk/tzgg/", 2, "政务公开"),
    ("人事任免", "http://yl.gov.cn/zwgk/rsrm/", 2, "政务公开"),
    ("互动交流", "http://yl.gov.cn/hdjl/", 1, None),
    ("市长信箱", "http://yl.gov.cn/hdjl/szxx/", 2, "互动交流"),
    ("调查征集", "http://yl.gov.cn/hdjl/dczj/", 2, "互动交流"),
]


def _a(address: str, name: str) -> str:
    return f'<a href="/{address}/">{name}</a>'


OPEN, NOTICE, STAFF = _a("zwgk", "政务公开"), _a("zwgk/tzgg", "通知公告"), _a("zwgk/rsrm", "人事任免")
TALK, MAYOR, SURVEY = _a("hdjl", "互动交流"), _a("hdjl/szxx", "市长信箱"), _a("hdjl/dczj", "调查征集")
MAKES = {
    "dl": f"<div><dl><dt>{OPEN}</dt><dd>{NOTICE} {STAFF}</dd></dl><dl><dt>{TALK}</dt><dd>{MAYOR} {SURVEY}</dd></dl></div>",
    "one dl": f"<dl><dt>{OPEN}</dt><dd>{NOTICE}</dd><dd>{STAFF}</dd><dt>{TALK}</dt><dd>{MAYOR}</dd><dd>{SURVEY}</dd></dl>",
    "nested lists": f"<ul><li>{OPEN}<ul><li>{NOTICE}</li><li>{STAFF}</li></ul></li>"
    f"<li>{TALK}<ul><li>{MAYOR}</li><li>{SURVEY}</li></ul></li></ul>",
    "headings": f"<div><h3>{OPEN}</h3><ul><li>{NOTICE}</li><li>{STAFF}</li></ul>"
    f"<h3>{TALK}</h3><ul><li>{MAYOR}</li><li>{SURVEY}</li></ul></div>",
    "table": f"<table><tr><td width=150>{OPEN}</td><td>{NOTICE} | {STAFF}</td></tr>"
    f"<tr><td>{TALK}</td><td>{MAYOR} | {SURVEY}</td></tr></table>",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def context(browser_type_launch_args: dict[str, Any]) -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**browser_type_launch_args)
        yield await browser.new_context(viewport={"width": 1366, "height": 768})
        await browser.close()


async def _layout(context: BrowserContext, body: str) -> Layout:
    page = await context.new_page()
    try:
        await page.route("**/*", lambda route: route.fulfill(body=HEAD + body + FOOT, content_type="text/html; charset=utf-8"))
        session = await Session.open(page)
        await page.goto("http://yl.gov.cn/wzdt/index.html")
        return await take_snapshot(session)
    finally:
        await page.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("make", MAKES)
async def test_a_map_of_each_make(make: str, context: BrowserContext) -> None:
    found = read_sitemap(await _layout(context, MAKES[make]))
    assert [(one.name, one.address, one.level, one.under) for one in found] == MAP
    assert [one.category for one in found] == ["other", "notice", "personnel", "other", "consultation", "survey"]
    assert all(one.how == "sitemap" and one.box is not None for one in found)


@pytest.mark.asyncio(loop_scope="module")
async def test_three_levels(context: BrowserContext) -> None:
    order = _a("a/b/c", "政府令")
    body = f"<ul><li>{OPEN}<ul><li>{NOTICE}<ul><li>{order}</li></ul></li></ul></li></ul>"
    found = read_sitemap(await _layout(context, body))
    assert [(one.name, one.level, one.under) for one in found] == [
        ("政务公开", 1, None),
        ("通知公告", 2, "政务公开"),
        ("政府令", 3, "通知公告"),
    ]


@pytest.mark.asyncio(loop_scope="module")
async def test_heads_that_lead_nowhere(context: BrowserContext) -> None:
    body = '<div class="map"><h3>政务公开</h3><p><a href="/tzgg/">通知公告</a> <a href="/zcwj/">政策文件</a></p></div>'
    found = read_sitemap(await _layout(context, body))
    assert [(one.name, one.address, one.level) for one in found] == [
        ("政务公开", None, 1),
        ("通知公告", "http://yl.gov.cn/tzgg/", 2),
        ("政策文件", "http://yl.gov.cn/zcwj/", 2),
    ]


@pytest.mark.asyncio(loop_scope="module")
async def test_the_way_to_the_map(context: BrowserContext) -> None:
    assert sitemap_address(await _layout(context, "")) == "http://yl.gov.cn/wzdt/"
