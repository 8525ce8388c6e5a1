"""Parts of a list of letters that no link 下一页 leads to: read where a click does so, else a doubt that is named."""

import json
from typing import Any

import pytest

from checker.judgment import judge, load_edition
from checker.records.column import ColumnSeen
from checker.records.observation import Observation
from tests.judgment import looks
from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

_DAYS = ["2018-07-29", "2018-07-14", "2018-06-29", "2018-06-14", "2018-04-15", "2018-03-31", "2018-03-16", "2018-03-01"]
_HEAD = "<table width=900><thead><tr><th>来信主题</th><th>来信时间</th><th>状态</th></tr></thead><tbody id=rows></tbody></table>"
_SCRIPT = """<script>const letters = LETTERS, rows = document.getElementById('rows');
const row = (l) => '<tr><td>' + l[0] + '</td><td>' + l[1] + '</td><td>' + l[2] + '</td></tr>';
function show(chosen) { rows.innerHTML = chosen.map(row).join(''); }
function page(n) { show(letters.slice(4 * n - 4, 4 * n)); }
let shown = 4; function more() { shown += 2; show(letters.slice(0, shown)); if (shown >= 8) document.getElementById('more').remove(); }
page(1);</script>"""
_LETTERS = [[f"反映第{n}小区供水压力不足的问题", day, "未回复" if n == 6 else "已回复"] for n, day in enumerate(_DAYS)]
_CLICKED = {
    "a button": "<button id=more onclick='more()'>加载更多</button>",
    "a div that says what": "<div id=more onclick='more()'>点击查看更多留言</div>",
    "a link with a script": "<a id=more href='javascript:more()'>查看更多</a>",
    "a div that listens": "<div id=more>点击加载更多</div>"
    "<script>document.getElementById('more').addEventListener('click', () => more())</script>",
}
_DOUBTED = {
    "a chooser of pages": "转到第<select onchange='page(this.value)'><option>1</option><option>2</option></select>页",
    "a field for the page": "<span>1/2页</span> 第<input id=at size=2>页 <input type=button value=GO onclick='page(+at.value)'>",
    "a count of pages": "<p>共8条 共2页</p><span class=next-arrow></span>",
    "a picture without words": "<img onclick='page(2)' alt='' width=30 height=20 src='/next.gif'>",
    "a link to older ones": "<p><a href='/xx/old.html'>查看往期来信&gt;&gt;</a></p>",
}
_TABS = {
    "states": "<div><b onclick='page(1)'>已回复</b> <span onclick='page(2)'>未回复(1)</span></div>",
    "offices that listen": "<div><b>绵山水厂</b>　<b>供水管理办公室</b>　<b>节水办</b></div>",
    "years": "<ul><li><a href='?y=2018'>2018年</a></li></ul><p><a href='?y=2018'>2018年</a> | <a href='?y=2017'>2017年</a></p>",
}


async def _letters(look: LookAt, above: str, below: str) -> tuple[ColumnSeen, str]:
    script = _SCRIPT.replace("LETTERS", json.dumps(_LETTERS, ensure_ascii=False))
    pages: dict[str, Any] = {"/": home(("局长信箱", "/xx/")), "/yw/": in_frame("水务要闻", listing(rows(0, 3)))}
    pages["/xx/"] = in_frame("局长信箱", f"{above}{_HEAD}{below}{script}")
    async with SmallSite(pages) as site:
        seen = await look(site)
    return by_name(seen)["局长信箱"], _outcome(seen)


def _outcome(seen: Observation) -> str:
    judged = judge(seen, None, load_edition("2015-15"), looks.circumstances(as_of="2018-08-01"))
    return next(finding.outcome for finding in judged.findings if finding.rule == "letters-unanswered")


@pytest.mark.parametrize("form", _CLICKED)
async def test_what_a_click_loads_is_read_once(look: LookAt, form: str) -> None:
    column, outcome = await _letters(look, "", _CLICKED[form])
    assert [item.title for page in column.pages for item in page.items] == [letter[0] for letter in _LETTERS]
    assert (column.ended, outcome) == ("all", "fail")


@pytest.mark.parametrize("form", _DOUBTED)
async def test_a_way_that_was_not_gone_is_a_doubt(look: LookAt, form: str) -> None:
    column, outcome = await _letters(look, "", _DOUBTED[form])
    assert column.pages[0].further and outcome == "cannot_tell"


@pytest.mark.parametrize("form", _TABS)
async def test_tabs_that_divide_the_letters_are_a_doubt(look: LookAt, form: str) -> None:
    column, outcome = await _letters(look, _TABS[form], "")
    assert len(column.pages[0].other_tabs) >= 2 and outcome == "cannot_tell"


async def test_no_doubt_where_all_are_shown(look: LookAt) -> None:
    above = "<div><a href='/xx/' class=on>全部</a> <a href='?s=1'>已回复</a> <a href='?s=2'>未回复</a></div><p>已回复：7件 未回复：0件</p>"
    below = "<div>每页<select><option>10</option><option>20</option></select>条</div><p>共1页</p>"
    column, outcome = await _letters(look, above, below)
    assert not column.pages[0].further and not column.pages[0].other_tabs and outcome == "pass"


@pytest.mark.parametrize(("above", "tabs"), [("", []), ("<div><b>网上调查</b> <span>意见征集</span></div>", ["“网上调查”", "“意见征集”"])])
async def test_heads_over_a_table_of_surveys_divide_nothing(look: LookAt, above: str, tabs: list[str]) -> None:
    heads = "<tr><th>征集主题</th><th>开始时间</th><th>结束时间</th><th>状态</th><th>征集结果</th></tr>"
    days = ["2018-06-30", "2018-03-12", "2017-10-30"]
    lines = (
        f"<tr><td><a href='/dc/{n}.html'>关于第{n}条河道整治方案的意见征集</a></td><td>{day}</td><td>2018-07-20</td>"
        "<td>已结束</td><td>已公布</td></tr>"
        for n, day in enumerate(days)
    )
    pages: dict[str, Any] = {"/": home(("调查征集", "/dc/")), "/yw/": in_frame("水务要闻", listing(rows(0, 3)))}
    pages["/dc/"] = in_frame("调查征集", f"{above}<table width=900 border=1>{heads}{''.join(lines)}</table>")
    async with SmallSite(pages) as site:
        seen = await look(site)
    page = by_name(seen)["调查征集"].pages[0]
    assert (page.form, len(page.items), page.other_tabs) == ("surveys", 3, tabs)
