"""The second lap for columns over a real server on loopback: what is opened, in which order, how fast, and what is told of it."""

import itertools
import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from checker.evidence.run_folder import RunFolder
from checker.pipeline import ColumnsWanted, Road
from checker.records.column import ColumnSeen
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.settings import Settings
from tests.second_lap.small_site import Page, SmallSite, in_frame, listing

pytestmark = pytest.mark.asyncio(loop_scope="module")
_DAY = date(2018, 8, 1)
_SHORT: dict[str, Any] = {"allow_private": True, "late_content": 1.5, "answer_timeout": 3.0, "load_timeout": 5.0, "host_pace": 0.0}
_TITLES = [f"关于做好{year}年度防汛抗旱值班值守第{n}项工作安排的信息" for year in (2017, 2018) for n in range(1, 40)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with Browser(Settings(**_SHORT)) as browser:
        yield browser


async def _look(browser: Browser, site: SmallSite, folder: Path, required: tuple[Any, ...] = (), **changed: Any) -> Observation:
    settings = Settings(**{**_SHORT, **changed})
    with RunFolder.create(folder, "run") as run:
        wanted = ColumnsWanted(_DAY, required, Pace(settings.host_pace))
        return await Road(browser, settings, LinkAnswers(settings), wanted).observe(Site(key="a", url=f"{site.url}/"), run.site("a"))


def _home(*names: tuple[str, str], more: str = "") -> Page:
    """A home page with these names in its navigation, and a list of news."""
    links = "".join(f'<a href="{url}" style="color:#fff;margin-right:36px">{name}</a>' for name, url in names)
    news = listing([(f"/n/{n}.html", _TITLES[n], "2018-07-28") for n in range(5)])
    bar = f'<div style="background:#135;padding:10px 60px">{links}</div>'
    return in_frame("绵山市水务局", f"{bar}<h3>水务要闻 <a href='/yw/'>更多</a></h3>{news}{more}")


def _rows(first: int, count: int, day: str = "2018-07-20") -> list[tuple[str, str, str]]:
    return [(f"/a/{n}.html", _TITLES[n], day) for n in range(first, first + count)]


def _letter(number: int, day: str) -> str:
    return f"<tr><td><a href='/x/{number}'>反映第{number}小区供水问题</a></td><td>{day}</td><td>已办结</td></tr>"


def _entries(*entries: tuple[str, str], style: str = "") -> str:
    return "".join(f"<div style='{style}'><a href='{url}'>{name}</a></div>" for name, url in entries)


def _by_name(seen: Observation) -> dict[str, ColumnSeen]:
    return {column.name: column for column in seen.columns}


async def test_columns_are_named_seen_and_read(browser: Browser, tmp_path: Path) -> None:
    pages = {
        "/": _home(("通知公告", "/tz/"), ("政策文件", "/zc/"), ("局长信箱", "/xx/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 12, "2018-07-30"))),
        "/tz/": in_frame("通知公告", listing(_rows(20, 8))),
        "/zc/": in_frame("政策文件", listing(_rows(30, 3, "2017-12-30"))),
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
        seen = await _look(browser, site, tmp_path)
    columns = _by_name(seen)
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


async def test_one_host_is_not_asked_faster_than_its_pace(browser: Browser, tmp_path: Path) -> None:
    names = ["通知公告", "政策文件", "政策解读", "规划计划", "人事信息", "局长信箱", "调查征集", "在线访谈"]
    pages: dict[str, Any] = {f"/c{n}/": in_frame(name, listing(_rows(n * 3, 3))) for n, name in enumerate(names)}
    pages["/yw/"] = in_frame("水务要闻", listing(_rows(0, 3)))
    pages["/"] = _home(*((name, f"/c{n}/") for n, name in enumerate(names)))
    async with SmallSite(pages) as site:
        await _look(browser, site, tmp_path, host_pace=0.4, column_jobs=4)
        asked = [one.at for one in site.log if one.is_page and one.path != "/"]
    assert len(asked) == 9
    assert min(later - sooner for sooner, later in itertools.pairwise(asked)) >= 0.4


async def test_the_budget_ends_and_what_was_left_is_told(browser: Browser, tmp_path: Path) -> None:
    pages: dict[str, Any] = {f"/c{n}/": in_frame("通知公告", listing(_rows(n * 3, 3))) for n in range(3)}
    pages["/"] = _home(("通知公告", "/c0/"), ("局长信箱", "/c1/"), ("政策文件", "/c2/"))
    async with SmallSite(pages) as site:
        seen = await _look(browser, site, tmp_path, ("consultation",), column_pages=1)
        assert sum(one.is_page for one in site.log) == 2
    columns = _by_name(seen)
    assert columns["局长信箱"].pages, "what is required comes first"
    assert {c.ended for name, c in columns.items() if name != "局长信箱"} == {"budget"}
    assert not any(c.pages for name, c in columns.items() if name != "局长信箱")


async def test_what_does_not_open_is_told_apart(browser: Browser, tmp_path: Path) -> None:
    asks = "<form><p>用户登录</p>用户名 <input name=u> 密码 <input type=password name=p> <button>登录</button></form>"
    pages: dict[str, Any] = {
        "/": _home(
            ("通知公告", "/gone/"), ("政策文件", "/login/"), ("规划计划", "/unauthorised/"), ("人事信息", "/slow/"), ("政策解读", "/bad/")
        ),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/login/": in_frame("政策文件", asks),
        "/unauthorised/": Page("请登录", 401),
        "/slow/": Page("", delay=8),
        "/bad/": lambda times: Page("busy", 503) if times == 1 else in_frame("政策解读", listing(_rows(3, 4))),
    }
    async with SmallSite(pages) as site:
        seen = await _look(browser, site, tmp_path)
    first = {column.name: column.pages[0] for column in seen.columns}
    assert {name: (page.state, page.status) for name, page in first.items()} == {
        "水务要闻": ("read", 200),
        "通知公告": ("http_error", 404),
        "政策文件": ("login", 200),
        "规划计划": ("login", 401),
        "人事信息": ("timeout", None),
        "政策解读": ("read", 200),
    }


async def test_late_lists_are_waited_for_and_blank_needs_all_that_came(browser: Browser, tmp_path: Path) -> None:
    fetched = "fetch('/list.json').then((a) => a.text()).then((t) => { l.innerHTML = t; })"
    late = f"<div id=l></div><script>setTimeout(() => {fetched}, 1000)</script>"
    gone = "<div id=l></div><script src='/gone.js'></script>"
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/late/"), ("政策文件", "/gone/"), ("规划计划", "/blank/"), ("组织机构", "/chart/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/late/": in_frame("通知公告", late),
        "/list.json": Page(listing(_rows(4, 6)), kind="text/plain; charset=utf-8"),
        "/gone/": in_frame("政策文件", gone),
        "/gone.js": Page("", 500),
        "/blank/": in_frame("规划计划", "<p>栏目建设中，敬请期待</p>"),
        "/chart/": in_frame("组织机构", "<svg width=800 height=400><rect width=800 height=400 fill='#58c'/></svg>"),
    }
    async with SmallSite(pages) as site:
        seen = await _look(browser, site, tmp_path)
    first = {column.name: column.pages[0] for column in seen.columns}
    assert len(first["通知公告"].items) == 6
    assert first["政策文件"].state == "failed"
    assert "不能断定" in (first["政策文件"].because or "")
    assert (first["规划计划"].state, first["规划计划"].form) == ("read", "blank")


async def test_a_name_that_nobody_sees_is_no_column(browser: Browser, tmp_path: Path) -> None:
    covered = (
        "<div style='position:relative'><a href='/zc/'>政策文件</a><div style='position:absolute;inset:0;background:#fff'></div></div>"
    )
    faded = "<div style='opacity:0.01'><a href='/jd/'>政策解读</a></div>"
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), more=covered + faded),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(_rows(3, 3))),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path))
        assert not site.asked("/zc/") and not site.asked("/jd/")
    assert {name: column.is_seen for name, column in columns.items()} == {
        "水务要闻": True, "通知公告": True, "政策文件": False, "政策解读": False,
    }  # fmt: skip


async def test_a_menu_is_hovered_over(browser: Browser, tmp_path: Path) -> None:
    style = "<style>.m ul{display:none;position:absolute;background:#fff;padding:8px}.m:hover ul{display:block}</style>"
    entries = "<li><a href='/rs/'>人事信息</a></li><li><a href='/gh/'>规划计划</a></li>"
    menu = f"{style}<ul><li class=m style='width:120px'><a href='/gk/'>政务公开</a><ul>{entries}</ul></li></ul>"
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), more=menu),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(_rows(3, 3))),
        "/rs/": in_frame("人事信息", listing(_rows(6, 4))),
        "/gh/": in_frame("规划计划", listing(_rows(10, 4))),
        "/gk/": in_frame("政务公开", listing(_rows(14, 4))),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path))
    for name in ("人事信息", "规划计划"):
        assert columns[name].is_seen
        assert "menu" in (columns[name].box_in or "")
        assert len(columns[name].pages[0].items) == 4


async def test_a_directory_is_opened_for_its_columns(browser: Browser, tmp_path: Path) -> None:
    entries = (("局长信箱", "/hd/xx/"), ("调查征集", "/hd/dc/"), ("在线访谈", "/hd/ft/"))
    inside = _entries(*entries, style="float:left;width:240px;padding:30px;border:1px solid #ccc")
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), ("互动交流", "/hd/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(_rows(3, 3))),
        "/hd/": in_frame("互动交流", inside),
        "/hd/xx/": in_frame("局长信箱", listing(_rows(6, 3))),
        "/hd/dc/": in_frame("调查征集", listing(_rows(9, 3))),
        "/hd/ft/": in_frame("在线访谈", listing(_rows(12, 3))),
    }
    async with SmallSite(pages) as site:
        seen = await _look(browser, site, tmp_path, ("consultation", "survey"))
        url = site.url
    columns = _by_name(seen)
    assert {name: columns[name].category for name in ("局长信箱", "调查征集", "在线访谈")} == {
        "局长信箱": "consultation", "调查征集": "survey", "在线访谈": "interview",
    }  # fmt: skip
    assert columns["局长信箱"].on_pages == [f"{url}/hd/"]
    assert (columns["局长信箱"].box_in or "").endswith(".jpg") and columns["局长信箱"].box_in != (seen.settled and seen.settled.file)
    assert seen.columns_unseen == []


async def test_what_is_required_and_not_named_is_looked_for_on_the_sitemap(browser: Browser, tmp_path: Path) -> None:
    entries = _entries(("通知公告", "/tz/"), ("局长信箱", "/xx/"), ("网上调查", "/dc/"))
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), more="<p><a href='/map/'>网站地图</a></p>"),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(_rows(3, 3))),
        "/map/": in_frame("网站地图", entries),
        "/xx/": in_frame("局长信箱", listing(_rows(6, 3))),
        "/dc/": in_frame("网上调查", listing(_rows(9, 3))),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path, ("consultation", "survey")))
    assert (columns["局长信箱"].how, columns["网上调查"].how) == ("sitemap", "sitemap")
    assert columns["局长信箱"].pages[0].items


async def test_articles_tell_the_day_where_the_list_does_not(browser: Browser, tmp_path: Path) -> None:
    head = "<h2 style='text-align:center'>{title}</h2><p style='text-align:center'>发布时间：2018-07-2{n}　来源：本局</p>"
    article = head + "<p>根据上级部署，现将有关事项通知如下，请各单位认真抓好落实，确保安全度汛。</p>" * 6
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing([(f"/t/{n}.html", _TITLES[n], "") for n in range(4)])),
        **{f"/t/{n}.html": in_frame(_TITLES[n], article.format(title=_TITLES[n], n=n)) for n in range(4)},
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path))
    assert [article.text_day for article in columns["通知公告"].articles] == [f"2018-07-2{n}" for n in range(4)]


async def test_lists_turn_by_address_and_by_script(browser: Browser, tmp_path: Path) -> None:
    by_script = """<div id=l></div><p><a href="javascript:;" onclick="turn(1)">下一页</a></p><script>
const all = JSON.parse(document.getElementById('d').textContent); let here = 0;
function turn(by) { here += by; l.innerHTML = all[here]; if (here === all.length - 1) document.querySelector('p a').remove(); }
turn(0);</script>"""
    data = json.dumps([listing(_rows(0, 5)), listing(_rows(5, 5, "2018-06-01")), listing(_rows(10, 2, "2018-05-01"))], ensure_ascii=False)
    turned = "<p>共2页 <a href='/zc/index_1.html'>下一页</a></p>"
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), ("政策文件", "/zc/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", f"<script type='application/json' id=d>{data}</script>{by_script}"),
        "/zc/": in_frame("政策文件", listing(_rows(20, 6), turned)),
        "/zc/index_1.html": in_frame("政策文件", listing(_rows(26, 4), "<p>共2页 第2页</p>")),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path))
    assert [len(page.items) for page in columns["政策文件"].pages] == [6, 4]
    assert [len(page.items) for page in columns["通知公告"].pages] == [5, 5, 2]
    assert columns["通知公告"].ended == "all"


async def test_films_are_not_fetched_and_foreign_pages_are_closed(browser: Browser, tmp_path: Path) -> None:
    loud = "<video src='/film.mp4' autoplay muted></video><script>window.open('/advert/')</script>" + listing(_rows(3, 4))
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", loud),
        "/film.mp4": Page("x" * 1000, kind="video/mp4"),
        "/advert/": in_frame("广告", "<p>广告</p>"),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path))
        assert not site.asked("/film.mp4")
    assert len(columns["通知公告"].pages[0].items) == 4


async def test_a_name_that_only_a_script_follows_is_clicked_on(browser: Browser, tmp_path: Path) -> None:
    by_script = """<div><b id=x style="cursor:pointer">局长信箱</b> <b id=d style="cursor:pointer">调查征集</b></div><script>
x.addEventListener('click', () => { location.href = '/x' + 'x/'; });
d.addEventListener('click', () => { window.open('/d' + 'c/'); });</script>"""
    pages: dict[str, Any] = {
        "/": _home(("通知公告", "/tz/"), more=by_script),
        "/yw/": in_frame("水务要闻", listing(_rows(0, 3))),
        "/tz/": in_frame("通知公告", listing(_rows(3, 3))),
        "/xx/": in_frame("局长信箱", listing(_rows(6, 4))),
        "/dc/": in_frame("调查征集", listing(_rows(10, 4))),
    }
    async with SmallSite(pages) as site:
        columns = _by_name(await _look(browser, site, tmp_path, ("consultation", "survey")))
    assert {name: (columns[name].how, len(columns[name].pages[0].items)) for name in ("局长信箱", "调查征集")} == {
        "局长信箱": ("script", 4), "调查征集": ("script", 4),
    }  # fmt: skip
