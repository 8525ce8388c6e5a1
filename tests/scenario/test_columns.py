"""Columns that a script names: in data, at an address that it came to, and where it stands; beside those that the home page names."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from checker.records.column import ColumnSeen
from checker.records.observation import Observation
from checker.rendering.browser import Browser
from checker.scenario import Column, Steps
from tests.rendering.servers import Answer, Asked, web_site
from tests.scenario.walking import FOOTER, browsing, walk

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

DAY = date(2018, 7, 30)
HOME = f"""<!doctype html><meta charset=utf-8><title>某某市统计局</title>
<nav style="font:16px sans-serif"><a href=/>首页</a> <a href=/tzgg/>通知公告</a> <a href=/zcwj/>政策文件</a></nav>
<div style="height:300px">本页为首页内容</div>{FOOTER}"""


def _list(title: str, rows: str) -> str:
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><ul>{rows}</ul>"


def _rows(word: str, *days: str) -> str:
    return "".join(
        f"<li style='width:800px'><a href=/a/{n}.html>关于{word}的第{n}号通知</a> <span>{day}</span></li>" for n, day in enumerate(days)
    )


PAGES: dict[str, Answer] = {
    "/": HOME,
    "/tzgg/": _list("通知公告", _rows("考试", "2018-07-20", "2018-07-11", "2018-06-30")),
    "/zcwj/": _list("政策文件", _rows("补贴", "2018-07-02", "2018-05-11", "2018-04-30")),
    "/gb/": _list("统计公报", _rows("公报", "2018-07-26", "2018-06-26", "2018-05-26")),
    "/jd/": _list("政策解读", _rows("解读", "2018-07-05", "2018-07-04", "2018-07-03")),
    # the day stands in a word that the plain reading does not take for one, and another in its place
    "/tszl/": """<!doctype html><meta charset=utf-8><title>特色专栏</title><div id=own>"""
    + "".join(
        f"<section class=card style='width:900px'><h4><a href=/t/{n}.html>特色专栏的第{n}篇文章标题较长</a></h4>"
        f"<i>点击2017-01-0{n}次</i><p class=d>发布于 2018-07-1{n} 上午</p></section>"
        for n in range(1, 4)
    )
    + "</div>",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


def _named(seen: Observation, name: str) -> ColumnSeen:
    [column] = [one for one in seen.columns if one.name == name]
    return column


def _days(column: ColumnSeen) -> list[str]:
    return [day for page in column.pages for item in page.items for day in item.days[:1]]


def _grey(picture: Path) -> int:
    """Pixels of the grey that hides what is personal."""
    with Image.open(picture) as shown:
        pixels = np.asarray(shown.convert("RGB")).astype(int)
    return int((abs(pixels - 200).max(axis=2) <= 3).sum())


async def test_columns_in_data_stand_beside_the_found_ones_and_in_their_place(chromium: Browser, tmp_path: Path) -> None:
    declared = (
        Column("统计公报", category="notice", url="/gb/"),
        Column("政策文件", category="interpretation", url="/jd/"),
        Column("特色专栏", category="news", url="/tszl/", items="#own > .card", date=".d"),
    )
    async with web_site(PAGES) as site:
        seen = await walk(chromium, tmp_path, site.url(), None, *declared, day=DAY)
    assert (seen.scenario.state, seen.scenario.file, seen.steps) == ("followed", "scenarios/tried.py", [])
    assert _days(_named(seen, "通知公告"))[0] == "2018-07-20", "what the plain road finds stays"
    assert (_named(seen, "统计公报").how, _named(seen, "统计公报").category) == ("scenario", "notice")
    assert _days(_named(seen, "统计公报")) == ["2018-07-26", "2018-06-26", "2018-05-26"]
    policy = _named(seen, "政策文件")
    assert policy.category == "interpretation" and policy.url == site.url("/jd/") and policy.how == "navigation"
    assert policy.box is not None and policy.evidence, "the place of its name on the home page stays with it"
    assert _days(_named(seen, "特色专栏")) == ["2018-07-11", "2018-07-12", "2018-07-13"]


async def test_a_column_that_moved_is_a_drift_and_the_found_one_comes_back(chromium: Browser, tmp_path: Path) -> None:
    declared = (Column("通知公告", category="notice", url="/gone/"), Column("政策文件", category="policy", url="/zcwj/", items=".card"))
    async with web_site(PAGES) as site:
        seen = await walk(chromium, tmp_path, site.url(), None, *declared, day=DAY)
    assert (seen.scenario.state, seen.scenario.step) == ("drifted", 'column "通知公告"')
    assert [(step.words, step.outcome, step.because) for step in seen.steps] == [
        ('column "通知公告"', "drifted", f"{site.url('/gone/')}: http_error"),
        ('column "政策文件"', "drifted", "nothing to read matched .card"),
    ]
    assert _named(seen, "通知公告").url == site.url("/tzgg/") and len(_days(_named(seen, "通知公告"))) == 3
    assert len(_days(_named(seen, "政策文件"))) == 3, "read as the plain road does"


async def test_a_column_that_the_script_walks_to_is_read_at_its_address(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.look()
        await steps.click("#more")
        await steps.follow("text=统计公报")
        await steps.column("统计公报", category="notice")

    home = HOME + "<b id=more onclick=\"m.innerHTML='<a href=/gb/ target=_blank>统计公报</a>'\">更多</b><div id=m></div>"
    async with web_site({**PAGES, "/": home}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer, day=DAY)
    assert seen.scenario.state == "followed", seen.steps
    assert [step.words for step in seen.steps][-1] == 'column "统计公报"'
    assert _named(seen, "统计公报").url == site.url("/gb/") and len(_days(_named(seen, "统计公报"))) == 3
    assert (seen.reach.final_url or "").endswith(f":{site.port}/"), "the home page is what stood there at the look"
    assert len(_days(_named(seen, "通知公告"))) == 3


async def test_a_list_that_the_script_turns_is_read_page_by_page(chromium: Browser, tmp_path: Path) -> None:
    first, second = ("2018-07-26", "2018-07-16", "2018-07-06"), ("2018-06-26", "2018-06-16", "2018-06-06")

    async def answer(asked: Asked) -> None:
        is_second = asked.head.startswith("POST")
        rows = _rows("招标" if is_second else "采购", *(second if is_second else first))
        form = "<form id=f method=post action=/post/></form><b id=on onclick='f.submit()'>再看一些</b>"
        await asked.answer(_list("采购信息", rows) + form)

    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.look()
        await steps.follow("#post")
        await steps.column("采购信息", category="notice")
        await steps.turn_page("#on")
        await steps.column("采购信息", category="notice", items="ul > li", date="span")

    pages: dict[str, Answer] = {**PAGES, "/": HOME + "<a id=post href=/post/>采购</a>", "/post/": answer}
    async with web_site(pages) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer, day=DAY)
    assert seen.scenario.state == "followed", seen.steps
    column = _named(seen, "采购信息")
    assert _days(column) == [*first, *second] and [item.page for page in column.pages for item in page.items] == [1, 1, 1, 2, 2, 2]
    assert [post.split(" http")[0] for step in seen.steps for post in step.posts] == ["sent POST"]


async def test_a_column_without_an_address_is_read_where_the_script_stands(chromium: Browser, tmp_path: Path) -> None:
    letters = (
        "<table style='width:900px'><tr><th>主题</th><th>来信人</th><th>来信时间</th><th>状态</th></tr>"
        + "".join(
            f"<tr><td><a href=#l{n}>咨询第{n}件办理事项的进度</a></td><td>陈小满</td><td>2018-07-0{n}</td><td>已回复</td></tr>"
            for n in (1, 2, 3)
        )
        + "</table>"
    )
    tab = f"<b id=tab onclick='box.innerHTML=tpl.innerHTML'>互动</b><div id=box></div><template id=tpl>{letters}</template>"
    home = HOME.replace("<div style", f"{tab}<div style")

    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.look()
        await steps.click("#tab")
        await steps.column("局长信箱", category="consultation")

    async with web_site({**PAGES, "/": home}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer, day=DAY)
    assert seen.scenario.state == "followed", seen.steps
    column = _named(seen, "局长信箱")
    assert (column.category, column.pages[0].form) == ("consultation", "letters")
    assert [item.fields.get("asked") for item in column.pages[0].items] == ["2018-07-01", "2018-07-02", "2018-07-03"]
    assert "陈小满" not in seen.model_dump_json()
    grey = [_grey(tmp_path / "run" / step.picture.file) for step in seen.steps if step.picture is not None]
    assert grey[0] < 300 and min(grey[-2:]) > 3 * 48 * 16, "who wrote is nobody's business on a step's picture either"
