"""An article is asked for its day in real Chromium: where it may stand, and what stands there and is none."""

import pytest
from playwright.async_api import BrowserContext

from checker.locating.columns import read_article_day
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot

TITLE = "关于第1号天气监测业务的通报"
TEXT = "<p>为做好气象服务工作，现将监测业务情况通报如下，请各单位遵照执行，切实抓好落实。</p>"
HEAD = f"<h1>{TITLE}</h1>"
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>云岭市气象局</title>{more}</head><body style="font:14px/1.8 sans-serif">
<div><a href="/">首页</a><a href="/tz/">通知公告</a><a href="/zc/">政策文件</a><a href="/rs/">人事信息</a><a href="/gh/">规划计划</a></div>
{body}<div>主办单位：云岭市气象局　网站标识码：5107990042　蜀ICP备05009124号</div></body></html>"""


async def _day(context: BrowserContext, body: str, more: str = "", title: str = TITLE) -> tuple[str | None, str | None] | None:
    page = await context.new_page()
    try:
        session = await Session.open(page)
        await page.set_content(PAGE.format(body=body, more=more))
        found = read_article_day(await take_snapshot(session), "http://a.gov.cn/1.html", title)
    finally:
        await page.close()
    return (found.pub_date, found.text_day) if found is not None else None


META = '<meta name="PubDate" content="2018-07-07 09:30:00">'


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("body", "more", "day"),
    [
        (HEAD + TEXT, META, ("2018-07-07 09:30:00", None)),
        (HEAD + META + TEXT, "", ("2018-07-07 09:30:00", None)),
        (HEAD + "<p>【 2018年6月7日 】</p>" + TEXT, "", (None, "2018年6月7日")),
        (HEAD + TEXT + "<p align=right>云岭市气象局<br>2018年7月7日</p>", "", (None, "2018年7月7日")),
        (HEAD + "<div align=right>云岭市气象局<br>2018年6月8日</div>" + TEXT, "", (None, "2018年6月8日")),
        (HEAD + TEXT + "<p align=right>云岭市气象局 2018年7月7日</p>", "", (None, "2018年7月7日")),
        (HEAD + TEXT + "<p>2018年7月2日</p><p>2018年7月9日</p>", META, ("2018-07-07 09:30:00", "2018年7月9日")),
    ],
)
async def test_a_day_of_an_article(chinese_desktop: BrowserContext, body: str, more: str, day: tuple[str | None, str | None]) -> None:
    assert await _day(chinese_desktop, body, more) == day


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "body",
    [
        HEAD + TEXT,
        "<p>2018年8月1日</p>" + HEAD + TEXT,  # the page's clock, above the title
        HEAD + "<p>2018年8月1日 星期三</p>" + TEXT,
        HEAD + TEXT + "<ul><li><a href='/2.html'>关于另一件事的通知</a> <span>2018-07-30</span></li></ul>",
        HEAD + "<p>07-28</p>" + TEXT,
        TEXT + "<p>2018年7月7日</p>",  # no title by which the article is known
    ],
)
async def test_what_is_no_day_of_an_article(chinese_desktop: BrowserContext, body: str) -> None:
    assert await _day(chinese_desktop, body) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_a_cut_title_is_known_again(chinese_desktop: BrowserContext) -> None:
    found = await _day(chinese_desktop, HEAD + "<p>2018-06-07</p>" + TEXT, title="关于第1号天气监测…")
    assert found == (None, "2018-06-07")
