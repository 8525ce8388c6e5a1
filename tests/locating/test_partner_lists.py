"""What a heading of friendly links heads, by the page's own structure."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.own_badge import whose_number
from checker.locating.reading_text import read_text
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")
NUMBER = "蜀ICP备05003648号"
LINKS = '<ul><li><a href="http://a.cn/">绵山在线</a></li><li><a href="http://b.cn/">岚河新闻网</a></li></ul>'
OWN = [
    f"<div><h4>友情链接</h4>{LINKS}</div><div><p>绵山市人民政府 {NUMBER}</p></div>",
    f"<h4>友情链接</h4>{LINKS}<p>绵山市人民政府 {NUMBER}</p>",
    f"<div>友情链接：<select><option>国务院部门</option><option>省政府</option></select></div><div>绵山新区 {NUMBER}</div>",
    f"<h4>友情链接</h4><div>{LINKS}</div><div>访问量：12345 人次 绵山新区 {NUMBER}</div>",
    f"<div><h4>友情链接</h4></div><div>{LINKS}</div><footer>绵山新区 {NUMBER}<br>网站标识码：5107000012</footer>",
    f"<p>网站地图 | 友情链接 | {NUMBER}</p>",
]
OTHERS = [
    f"<h4>友情链接</h4><ul><li>绵山在线</li><li>岚河新闻网 {NUMBER}</li></ul>",
    f"<div><b>合作单位</b></div><table><tr><td>绵山在线 {NUMBER}</td><td>岚河新闻网</td></tr></table>",
    f"<div><h4>合作媒体</h4><p>绵山在线</p><p>岚河新闻网 {NUMBER}</p></div>",
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as live:
        yield live


async def state(pages: LivePages, body: str) -> str:
    reading = read_text((await pages.layout(body)).documents[0], laid_out_only=True)
    start = reading.text.index(NUMBER)
    return whose_number(reading, start, start + len(NUMBER)).state


@pytest.mark.parametrize("body", OWN)
async def test_a_footer_below_friendly_links_is_a_footer(pages: LivePages, body: str) -> None:
    assert await state(pages, body) == "own"


@pytest.mark.parametrize("body", OTHERS)
async def test_what_stands_in_the_list_is_a_partner_s(pages: LivePages, body: str) -> None:
    assert await state(pages, body) == "other"


async def test_one_name_alone_below_a_heading_may_be_anybody_s(pages: LivePages) -> None:
    assert await state(pages, f"<h4>友情链接</h4><p>绵山在线 {NUMBER}</p>") == "unclear"
