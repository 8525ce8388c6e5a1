"""Where columns are named, and whether a person sees it: on the home page, in menus, directories and sitemaps, behind scripts."""

from typing import Any

import pytest

from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, entries_of, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_name_that_nobody_sees_is_no_column(look: LookAt) -> None:
    covered = (
        "<div style='position:relative'><a href='/zc/'>政策文件</a><div style='position:absolute;inset:0;background:#fff'></div></div>"
    )
    faded = "<div style='opacity:0.01'><a href='/jd/'>政策解读</a></div>"
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more=covered + faded),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
        assert not site.asked("/zc/") and not site.asked("/jd/")
    assert {name: column.is_seen for name, column in columns.items()} == {
        "水务要闻": True, "通知公告": True, "政策文件": False, "政策解读": False,
    }  # fmt: skip


async def test_a_menu_is_hovered_over(look: LookAt) -> None:
    style = "<style>.m ul{display:none;position:absolute;background:#fff;padding:8px}.m:hover ul{display:block}</style>"
    entries = "<li><a href='/rs/'>人事信息</a></li><li><a href='/gh/'>规划计划</a></li>"
    menu = f"{style}<ul><li class=m style='width:120px'><a href='/gk/'>政务公开</a><ul>{entries}</ul></li></ul>"
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more=menu),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/rs/": in_frame("人事信息", listing(rows(6, 4))),
        "/gh/": in_frame("规划计划", listing(rows(10, 4))),
        "/gk/": in_frame("政务公开", listing(rows(14, 4))),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    for name in ("人事信息", "规划计划"):
        assert columns[name].is_seen
        assert "menu" in (columns[name].box_in or "")
        assert len(columns[name].pages[0].items) == 4


async def test_a_directory_is_opened_for_its_columns(look: LookAt) -> None:
    entries = (("局长信箱", "/hd/xx/"), ("调查征集", "/hd/dc/"), ("在线访谈", "/hd/ft/"))
    inside = entries_of(*entries, style="float:left;width:240px;padding:30px;border:1px solid #ccc")
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), ("互动交流", "/hd/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/hd/": in_frame("互动交流", inside),
        "/hd/xx/": in_frame("局长信箱", listing(rows(6, 3))),
        "/hd/dc/": in_frame("调查征集", listing(rows(9, 3))),
        "/hd/ft/": in_frame("在线访谈", listing(rows(12, 3))),
    }
    async with SmallSite(pages) as site:
        seen = await look(site, ("consultation", "survey"))
        url = site.url
    columns = by_name(seen)
    assert {name: columns[name].category for name in ("局长信箱", "调查征集", "在线访谈")} == {
        "局长信箱": "consultation", "调查征集": "survey", "在线访谈": "interview",
    }  # fmt: skip
    assert columns["局长信箱"].on_pages == [f"{url}/hd/"]
    assert (columns["局长信箱"].box_in or "").endswith(".jpg") and columns["局长信箱"].box_in != (seen.settled and seen.settled.file)
    assert seen.columns_unseen == []


async def test_a_menu_beside_a_column_may_name_what_is_required(look: LookAt) -> None:
    beside = "<div style='float:left;width:200px'><b>互动交流</b>{}</div><div style='float:right;width:780px'>{}</div>"
    menu = entries_of(("局长信箱", "/xx/"), ("网上调查", "/dc/"), ("在线访谈", "/ft/"))
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), ("局长信箱", "/xx/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/xx/": in_frame("局长信箱", beside.format(menu, listing(rows(6, 8)))),
        "/dc/": in_frame("网上调查", beside.format(menu, listing(rows(14, 4)))),
        "/ft/": in_frame("在线访谈", beside.format(menu, listing(rows(18, 4)))),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site, ("consultation", "survey")))
        assert site.asked("/ft/") == 0, "what is not required is no reason to look further"
        assert columns["网上调查"].on_pages == [f"{site.url}/xx/"]
    assert len(columns["网上调查"].pages[0].items) == 4 and columns["网上调查"].evidence


async def test_a_block_without_a_link_is_looked_for_in_the_menu_beside(look: LookAt) -> None:
    beside = "<div style='float:left;width:200px'>{}</div><div style='float:right;width:780px'>{}</div>"
    surveys = [(f"/d/{n}.html", f"关于第{n}号供水管网改造方案公开征求意见", f"2018-0{8 - n}-10") for n in range(1, 7)]
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), ("局长信箱", "/xx/"), more=f"<h3>网上调查</h3>{listing(surveys[:3])}"),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/xx/": in_frame("局长信箱", beside.format(entries_of(("局长信箱", "/xx/"), ("网上调查", "/dc/")), listing(rows(6, 8)))),
        "/dc/": in_frame("网上调查", listing(surveys)),
    }
    async with SmallSite(pages) as site:
        seen = await look(site, ("consultation", "survey"))
        found = [(column.name, column.url, len(column.pages[0].items)) for column in seen.columns if column.category == "survey"]
        assert found == [("网上调查", f"{site.url}/dc/", 6)]


async def test_what_is_required_and_not_named_is_looked_for_on_the_sitemap(look: LookAt) -> None:
    entries = entries_of(("通知公告", "/tz/"), ("局长信箱", "/xx/"), ("网上调查", "/dc/"))
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more="<p><a href='/map/'>网站地图</a></p>"),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/map/": in_frame("网站地图", entries),
        "/xx/": in_frame("局长信箱", listing(rows(6, 3))),
        "/dc/": in_frame("网上调查", listing(rows(9, 3))),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site, ("consultation", "survey")))
    assert (columns["局长信箱"].how, columns["网上调查"].how) == ("sitemap", "sitemap")
    assert columns["局长信箱"].pages[0].items


async def test_a_name_that_only_a_script_follows_is_clicked_on(look: LookAt) -> None:
    by_script = """<div><b id=x style="cursor:pointer">局长信箱</b> <b id=d style="cursor:pointer">调查征集</b></div><script>
x.addEventListener('click', () => { location.href = '/x' + 'x/'; });
d.addEventListener('click', () => { window.open('/d' + 'c/'); });</script>"""
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more=by_script),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/xx/": in_frame("局长信箱", listing(rows(6, 4))),
        "/dc/": in_frame("调查征集", listing(rows(10, 4))),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site, ("consultation", "survey")))
    assert {name: (columns[name].how, len(columns[name].pages[0].items)) for name in ("局长信箱", "调查征集")} == {
        "局长信箱": ("script", 4), "调查征集": ("script", 4),
    }  # fmt: skip


async def test_a_bar_from_first_page_to_sitemap_still_leads_to_directories(look: LookAt) -> None:
    entries = (("人事任免", "/zw/rs/"), ("规划计划", "/zw/gh/"))
    names = (("首页", "/"), ("通知公告", "/tz/"), ("政务公开", "/zw/"), ("网站地图", "/map/"))
    pages: dict[str, Any] = {
        "/": home(*names),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/zw/": in_frame("政务公开", entries_of(*entries, style="width:180px")),
        "/zw/rs/": in_frame("人事任免", listing(rows(6, 4))),
        "/zw/gh/": in_frame("规划计划", listing(rows(10, 4))),
        "/map/": in_frame("网站地图", entries_of(*names, *entries)),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    assert set(columns) == {"水务要闻", "通知公告", "人事任免", "规划计划"}


async def test_every_name_of_a_bar_that_a_script_follows_is_asked(look: LookAt) -> None:
    by_script = """<p id=bar></p><script>
bar.innerHTML = ["基层动态", "政策文件", "人事任免", "规划计划"].map((name) => `<span style="padding:9px">${name}</span>`).join("");
bar.querySelectorAll("span").forEach((one, place) => one.addEventListener("click", () => {
  if (place < 2) location.href = `/s${place}/`;
  if (place === 2) history.pushState(0, "", "/s2/");
}));</script>"""
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more=by_script),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(rows(3, 3))),
        "/s0/": in_frame("基层动态", listing(rows(6, 4))),
        "/s1/": in_frame("政策文件", listing(rows(10, 4))),
        "/s2/": in_frame("人事任免", listing(rows(14, 4))),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    columns = by_name(seen)
    assert {name for name, column in columns.items() if column.how == "script"} == {"基层动态", "政策文件", "人事任免"}
    assert all(len(columns[name].pages[0].items) == 4 for name in ("基层动态", "政策文件", "人事任免"))
    assert len(seen.columns_unseen) == 1
    assert "规划计划" in seen.columns_unseen[0]


async def test_a_menu_is_opened_however_it_is_closed(look: LookAt) -> None:
    """The last one opens for nobody: its entry is no column."""
    closed = ("visibility:hidden", "opacity:0", "height:0;overflow:hidden", "transform:scaleY(0)", "left:-9999px", "opacity:0")
    opened = ("visibility:visible", "opacity:1", "height:60px", "transform:none", "left:0", "color:red")
    styles = "".join(f".m{n} ul{{{one}}}.m{n}:hover ul{{{other}}}" for n, (one, other) in enumerate(zip(closed, opened, strict=True)))
    names = ("人事信息", "规划计划", "局长信箱", "调查征集", "在线访谈", "政策文件")
    styles = f"<style>.m{{float:left;width:120px;position:relative}}.m ul{{position:absolute;margin:0;background:#fff}}{styles}</style>"
    menus = "".join(
        f"<li class='m m{n}'><a href='/head{n}/'>版块{'一二三四五六'[n]}</a><ul><li><a href='/c{n}/'>{name}</a></li></ul></li>"
        for n, name in enumerate(names)
    )
    pages: dict[str, Any] = {"/": home(("通知公告", "/tz/"), more=f"{styles}<ul style='list-style:none;height:90px'>{menus}</ul>")}
    pages |= {"/yw/": in_frame("水务要闻", listing(rows(0, 3))), "/tz/": in_frame("通知公告", listing(rows(3, 3)))}
    pages |= {f"/c{n}/": in_frame(name, listing(rows(6 + 4 * n, 4))) for n, name in enumerate(names)}
    pages |= {f"/head{n}/": in_frame("版块", "暂无内容") for n in range(len(names))}
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    assert {name: columns[name].is_seen for name in names} == {name: name != "政策文件" for name in names}
    assert all("menu" in (columns[name].box_in or "") for name in names[:-1])
