"""Columns are opened over a real server on loopback: how fast, how many, and what is told of what came."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import TITLES, Page, SmallSite, by_name, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")


def letter(number: int, day: str) -> str:
    return f"<tr><td><a href='/x/{number}'>反映第{number}小区供水问题</a></td><td>{day}</td><td>已办结</td></tr>"


async def test_columns_are_named_seen_and_read(look: LookAt, tmp_path: Path) -> None:
    pages = {
        "/": home(("通知公告", "/tz/"), ("政策文件", "/zc/"), ("局长信箱", "/xx/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 12, "2018-07-30"))),
        "/tz/": in_frame("通知公告", listing(rows(20, 8))),
        "/zc/": in_frame("政策文件", listing(rows(30, 3, "2017-12-30"))),
        "/xx/": in_frame(
            "局长信箱",
            "<table width=900><tr><th>来信主题</th><th>来信时间</th><th>状态</th></tr>"
            + "".join(
                f"<tr><td><a href='/x/{n}'>反映第{n}小区供水问题</a></td><td>2018-0{n}-11</td><td>已办结</td></tr>" for n in range(1, 8)
            )
            + "</table>",
        ),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    columns = by_name(seen)
    assert seen.day == "2018-08-01"
    assert {name: (c.category, len(c.pages[0].items), c.ended) for name, c in columns.items()} == {
        "水务要闻": ("news", 12, "all"),
        "通知公告": ("notice", 8, "all"),
        "政策文件": ("policy", 3, "all"),
        "局长信箱": ("consultation", 7, "all"),
    }
    assert all(c.is_seen and c.box is not None and c.box_in and c.evidence and c.pages[0].picture for c in columns.values())
    for column in columns.values():
        for file in [*column.evidence, column.pages[0].picture.file if column.pages[0].picture else ""]:
            assert (tmp_path / "run" / file).stat().st_size > 300
    assert len(seen.home_items) == 5


async def test_one_host_is_not_asked_faster_than_its_pace(look: LookAt) -> None:
    names = ["通知公告", "政策文件", "政策解读", "规划计划", "人事信息", "局长信箱", "调查征集", "在线访谈"]
    pages: dict[str, Any] = {f"/c{n}/": in_frame(name, listing(rows(n * 3, 3))) for n, name in enumerate(names)}
    pages["/yw/"] = in_frame("水务要闻", listing(rows(0, 3)))
    pages["/"] = home(*((name, f"/c{n}/") for n, name in enumerate(names)))
    async with SmallSite(pages) as site:
        await look(site, host_pace=0.4, column_jobs=4)
        asked = [one.at for one in site.log if one.is_page and one.path != "/"]
    assert len(asked) == 9
    assert min(later - sooner for sooner, later in itertools.pairwise(asked)) >= 0.4


async def test_the_budget_ends_and_what_was_left_is_told(look: LookAt) -> None:
    pages: dict[str, Any] = {f"/c{n}/": in_frame("通知公告", listing(rows(n * 3, 3))) for n in range(3)}
    pages["/"] = home(("通知公告", "/c0/"), ("局长信箱", "/c1/"), ("政策文件", "/c2/"))
    async with SmallSite(pages) as site:
        seen = await look(site, ("consultation",), column_pages=1)
        assert sum(one.is_page for one in site.log) == 2
    columns = by_name(seen)
    assert columns["局长信箱"].pages, "what is required comes first"
    assert {c.ended for name, c in columns.items() if name != "局长信箱"} == {"budget"}
    assert not any(c.pages for name, c in columns.items() if name != "局长信箱")


async def test_what_does_not_open_is_told_apart(look: LookAt) -> None:
    asks = "<form><p>用户登录</p>用户名 <input name=u> 密码 <input type=password name=p> <button>登录</button></form>"
    pages: dict[str, Any] = {
        "/": home(
            ("通知公告", "/gone/"), ("政策文件", "/login/"), ("规划计划", "/unauthorised/"), ("人事信息", "/slow/"), ("政策解读", "/bad/")
        ),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/login/": in_frame("政策文件", asks),
        "/unauthorised/": Page("请登录", 401),
        "/slow/": Page("", delay=8),
        "/bad/": lambda times: Page("busy", 503) if times == 1 else in_frame("政策解读", listing(rows(3, 4))),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    first = {column.name: column.pages[0] for column in seen.columns}
    assert {name: (page.state, page.status) for name, page in first.items()} == {
        "水务要闻": ("read", 200),
        "通知公告": ("http_error", 404),
        "政策文件": ("login", 200),
        "规划计划": ("login", 401),
        "人事信息": ("timeout", None),
        "政策解读": ("read", 200),
    }


async def test_late_lists_are_waited_for_and_blank_needs_all_that_came(look: LookAt) -> None:
    fetched = "fetch('/list.json').then((a) => a.text()).then((t) => { l.innerHTML = t; })"
    late = f"<div id=l></div><script>setTimeout(() => {fetched}, 1000)</script>"
    gone = "<div id=l></div><script src='/gone.js'></script>"
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/late/"), ("政策文件", "/gone/"), ("规划计划", "/blank/"), ("组织机构", "/chart/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/late/": in_frame("通知公告", late),
        "/list.json": Page(listing(rows(4, 6)), kind="text/plain; charset=utf-8"),
        "/gone/": in_frame("政策文件", gone),
        "/gone.js": Page("", 500),
        "/blank/": in_frame("规划计划", "<p>栏目建设中，敬请期待</p>"),
        "/chart/": in_frame("组织机构", "<svg width=800 height=400><rect width=800 height=400 fill='#58c'/></svg>"),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    first = {column.name: column.pages[0] for column in seen.columns}
    assert len(first["通知公告"].items) == 6
    assert first["政策文件"].state == "failed"
    assert "不能断定" in (first["政策文件"].because or "")
    assert (first["规划计划"].state, first["规划计划"].form) == ("read", "blank")


async def test_articles_tell_the_day_where_the_list_does_not(look: LookAt) -> None:
    head = "<h2 style='text-align:center'>{title}</h2><p style='text-align:center'>发布时间：2018-07-2{n}　来源：本局</p>"
    article = head + "<p>根据上级部署，现将有关事项通知如下，请各单位认真抓好落实，确保安全度汛。</p>" * 6
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing([(f"/t/{n}.html", TITLES[n], "") for n in range(4)])),
        **{f"/t/{n}.html": in_frame(TITLES[n], article.format(title=TITLES[n], n=n)) for n in range(4)},
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    assert [article.text_day for article in columns["通知公告"].articles] == [f"2018-07-2{n}" for n in range(4)]


async def test_three_articles_that_tell_no_day_speak_for_the_others(look: LookAt) -> None:
    article = "<h2>{title}</h2><p>来源：本局　字号：大 中 小</p>" + "<p>根据上级部署，现将有关事项通知如下，请各单位认真抓好落实。</p>" * 6
    named = '<meta name="ArticleTitle" content="{title}">'
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing([(f"/t/{n}.html", TITLES[n], "") for n in range(8)])),
        **{f"/t/{n}.html": in_frame(t, article.format(title=t), named.format(title=t)) for n, t in enumerate(TITLES[:8])},
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
        assert sum(one.path.startswith("/t/") for one in site.log) == 3
    assert columns["通知公告"].articles == []


async def test_a_short_article_tells_its_day_too(look: LookAt) -> None:
    dated = "<h1>{title}</h1><p>现将第{n}号情况通报如下，请遵照执行。</p>"
    pages = {
        "/": home(("通知公告", "/tz/"), ("政策文件", "/zc/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", listing([(f"/t/{n}.html", TITLES[n], "") for n in range(3)])),
        "/zc/": in_frame("政策文件", listing([(f"/z/{n}.html", TITLES[n + 5], "") for n in range(3)])),
        **{
            f"/t/{n}.html": in_frame(
                TITLES[n], dated.format(title=TITLES[n], n=n), f'<meta name="PubDate" content="2018-07-0{n + 1} 09:30">'
            )
            for n in range(3)
        },
        **{
            f"/z/{n}.html": in_frame(
                "文件", dated.format(title=TITLES[n + 5], n=n) + f"<p align=right>绵山市水务局<br>2018年6月{n + 1}日</p>"
            )
            for n in range(3)
        },
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    assert [article.pub_date for article in columns["通知公告"].articles] == [f"2018-07-0{n} 09:30" for n in (1, 2, 3)]
    assert [article.text_day for article in columns["政策文件"].articles] == [f"2018年6月{n}日" for n in (1, 2, 3)]


async def test_lists_turn_by_address_and_by_script(look: LookAt) -> None:
    by_script = """<div id=l></div><p><a href="javascript:;" onclick="turn(1)">下一页</a></p><script>
const all = JSON.parse(document.getElementById('d').textContent); let here = 0;
function turn(by) { here += by; l.innerHTML = all[here]; if (here === all.length - 1) document.querySelector('p a').remove(); }
turn(0);</script>"""
    data = json.dumps([listing(rows(0, 5)), listing(rows(5, 5, "2018-06-01")), listing(rows(10, 2, "2018-05-01"))], ensure_ascii=False)
    turned = "<p>共2页 <a href='/zc/index_1.html'>下一页</a></p>"
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), ("政策文件", "/zc/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", f"<script type='application/json' id=d>{data}</script>{by_script}"),
        "/zc/": in_frame("政策文件", listing(rows(20, 6), turned)),
        "/zc/index_1.html": in_frame("政策文件", listing(rows(26, 4), "<p>共2页 第2页</p>")),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    assert [len(page.items) for page in columns["政策文件"].pages] == [6, 4]
    assert [len(page.items) for page in columns["通知公告"].pages] == [5, 5, 2]
    assert columns["通知公告"].ended == "all"


async def test_films_are_not_fetched_and_foreign_pages_are_closed(look: LookAt) -> None:
    loud = "<video src='/film.mp4' autoplay muted></video><script>window.open('/advert/')</script>" + listing(rows(3, 4))
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/tz/": in_frame("通知公告", loud),
        "/film.mp4": Page("x" * 1000, kind="video/mp4"),
        "/advert/": in_frame("广告", "<p>广告</p>"),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
        assert not site.asked("/film.mp4")
    assert len(columns["通知公告"].pages[0].items) == 4
