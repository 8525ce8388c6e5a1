"""A column that has one article and nothing else is as empty as its article (仅一篇空文章)."""

import pytest

from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, home, in_frame

pytestmark = pytest.mark.asyncio(loop_scope="module")

WAY = "<ul><li><a href='/a/{0}.html'>{1}</a></li></ul>"
DATED = "<ul><li><a href='/a/{0}.html'>{1}</a><span>2014-05-05</span></li></ul>"
SENTENCE = "<p>为保障城乡供水安全，现将本年度供水设施建设计划公布如下，请各单位遵照执行，切实抓好落实。</p>"


async def test_one_empty_article_is_nothing(look: LookAt) -> None:
    pages = {
        "/": home(("规划计划", "/gh/"), ("人事信息", "/rs/"), ("政策文件", "/zc/"), ("通知公告", "/tz/")),
        "/yw/": in_frame("水务要闻", "<p>暂无信息</p>"),
        "/gh/": in_frame("规划计划", WAY.format(1, "规划")),
        "/rs/": in_frame("人事信息", DATED.format(2, "岚河县水务局人事任免信息")),
        "/zc/": in_frame("政策文件", WAY.format(3, "文件")),
        "/tz/": in_frame("通知公告", DATED.format(4, "关于公布供水设施建设计划的通知")),
        "/a/1.html": in_frame("规划", "<h2>规划</h2><p>发布日期：2014-05-05</p>"),
        "/a/2.html": in_frame(
            "岚河县水务局人事任免信息", "<h2>岚河县水务局人事任免信息</h2><p>发布日期：2014-05-05　来源：本站　浏览：33次</p>"
        ),
        "/a/3.html": in_frame("文件", f"<h2>文件</h2><p>发布日期：2014-05-05</p>{SENTENCE * 4}"),
        "/a/4.html": in_frame(
            "关于公布供水设施建设计划的通知", "<h2>关于公布供水设施建设计划的通知</h2><a href='/f/1.doc'>附件：计划表.doc</a>"
        ),
    }
    async with SmallSite(pages) as site:
        columns = by_name(await look(site))
    forms = {name: columns[name].pages[0].form for name in ("规划计划", "人事信息", "政策文件", "通知公告")}
    assert forms["规划计划"] == forms["人事信息"] == "blank"
    assert "blank" not in (forms["政策文件"], forms["通知公告"])
    assert [item.title for item in columns["通知公告"].pages[0].items] == ["关于公布供水设施建设计划的通知"]
    assert "只有一篇文章" in (columns["规划计划"].pages[0].because or "")
