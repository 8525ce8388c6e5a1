"""Candidates for the numbers: shown, hidden, only labelled, or only hinted at; with what stands behind them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.badges import find_badges, meta_site_code, page_title
from checker.locating.number_marks import find_numbers
from checker.records.candidate import Candidate
from checker.records.site import Site
from tests.locating.layouts import layout_of_lines
from tests.rendering.live_pages import LivePages

LABELS = {
    "网站标识码：待定": "site_code",
    "网站标识码：XXXXXXXXXX": "site_code",
    "网站标识码：510700001": "site_code",
    "标识码：00000000": "site_code",
    "网站标识码：bm0000": "site_code",
    "ICP备案号：待备案": "icp",
    "蜀ICP备XXXXXXXX号": "icp",
    "蜀ICP备00000000号": "icp",
    "蜀ICP备0500364号": "icp",
    "蜀ICP备号": "icp",
    "川公网安备5107030211003号": "public_security",
    "川公网安备号": "public_security",
    "公安备案号：办理中": "public_security",
    "京公网安备11010102001号": "public_security",
    "川公网安备 号": "public_security",
    "川公安备51070302110030号": "public_security",
    "川公网安备5107O302110030号": "public_security",
    "蜀ICP备O5003648号": "icp",
    "蜀ICP备l5003648号": "icp",
    "蜀ICP备12345678号": "icp",
    "ICP备05003648号": "icp",
    "蜀ICP05003648号": "icp",
    "ICP备案号：蜀05003648号": "icp",
    "网站标识码：51O7000012": "site_code",
    "网站标识码：1234567890": "site_code",
    "网站标识码：5107000012345": "site_code",
}
NO_LABELS = [
    "网站标识码",
    "公安备案",
    "ICP备案查询",
    "如何办理ICP备案？",
    "ICP备案3日办结",
    "ICP备案2018年工作总结",
    "网络安全",
    "标识码的由来",
    "备案号：",
    "ICP备案号：",
    "ICP备案20180829",
    "ICP备案办理 0816-2345678",
    "蜀ICP备 Copyright 2018",
    "京ICP证030173号",
    "京EDI证05003648号",
    "网站标识码： 联系电话：0816-2345678",
    "政务公开标识码说明2018",
    "公安备案 0816-2345678",
    "要闻动态",
]


@pytest.mark.parametrize("line", LABELS)
def test_a_label_without_a_right_number_is_told(line: str) -> None:
    (label,) = find_numbers(layout_of_lines("要闻", line))
    assert (label.kind, label.shape, label.value) == (LABELS[line], "label", None)


@pytest.mark.parametrize("line", NO_LABELS)
def test_words_alone_are_no_label(line: str) -> None:
    assert find_numbers(layout_of_lines("要闻", line)) == []


def test_a_placeholder_is_a_number_where_the_roster_says_so() -> None:
    site = Site(key="a", url="http://a.gov.cn/", icp="蜀ICP备12345678号")
    (number,) = find_numbers(layout_of_lines("蜀ICP备12345678号-1"), site)
    assert (number.shape, number.value) == ("number", "蜀ICP备12345678号-1")


def test_a_number_with_its_label_is_one_candidate() -> None:
    (number,) = find_numbers(layout_of_lines("ICP备案号：蜀ICP备05003648号"))
    assert (number.shape, number.value, number.raw) == ("number", "蜀ICP备05003648号", "蜀ICP备05003648号")


def test_what_stands_lowest_comes_first_and_a_list_of_numbers_is_cut() -> None:
    found = find_badges(layout_of_lines(*(f"蜀ICP备05{row:02d}3648号" for row in range(60))), [])
    assert len(found) == 40
    assert found[0].value == "蜀ICP备05593648号"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def candidates(pages: LivePages, body: str, files: dict[str, str] | None = None) -> list[Candidate]:
    return find_numbers(await pages.layout(body, files))


@pytest.mark.asyncio(loop_scope="module")
async def test_sources_links_and_frames_are_told(pages: LivePages) -> None:
    police = "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110031"
    body = f"""<a href="{police}">川公网安备 51070302110030号</a><style>#p::before{{content:"标识码：5107000012"}}</style><p id=p></p>
    <svg width=300 height=30><text y=20>蜀ICP备05003648号</text></svg><iframe src="foot.html"></iframe>"""
    found = await candidates(pages, body, {"foot.html": "<p>蜀ICP备05003649号</p>"})
    by_value = {c.value: c for c in found if c.shape == "number"}
    police_one, code, drawn, framed = (
        by_value[value] for value in ("川公网安备51070302110030号", "5107000012", "蜀ICP备05003648号", "蜀ICP备05003649号")
    )
    assert (police_one.source, police_one.link, police_one.link_value) == ("text", police, "51070302110031")
    assert (code.source, drawn.source) == ("pseudo", "svg")
    assert (framed.frame or "").endswith("/foot.html")
    assert drawn.frame is None


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "body",
    [
        '<p style="display:none">蜀ICP备05003648号</p>',
        "<details><summary>更多</summary><p>蜀ICP备05003648号</p></details>",
        "<div hidden>蜀ICP备05003648号</div>",
        '<p>蜀ICP备<span style="display:none">05003648</span>号</p>',
    ],
)
async def test_what_is_not_laid_out_is_a_candidate_all_the_same(pages: LivePages, body: str) -> None:
    """The judgment then says "hidden", not "missing"."""
    (number,) = [c for c in await candidates(pages, f"<p>主办</p>{body}") if c.shape == "number"]
    assert number.value == "蜀ICP备05003648号"


@pytest.mark.asyncio(loop_scope="module")
async def test_a_phone_s_footer_that_is_hidden_stands_beside_the_one_that_is_shown(pages: LivePages) -> None:
    found = await candidates(pages, '<p>蜀ICP备05003648号</p><p style="display:none">蜀ICP备05003648号</p>')
    assert sorted(c.is_laid_out for c in found) == [False, True]


HINTS = {
    "alt": '<img alt="蜀ICP备05003648号" src="x.png">',
    "title": '<a href="/x" title="蜀ICP备05003648号">备案信息</a>',
    "aria-label": '<a href="/x" aria-label="蜀ICP备05003648号">备案信息</a>',
    "link": '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110030">公安备案</a>',
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", HINTS)
async def test_a_number_that_nobody_reads_is_a_hint(pages: LivePages, case: str) -> None:
    (hint,) = [c for c in await candidates(pages, HINTS[case]) if c.shape == "hint"]
    assert hint.value == ("51070302110030" if case == "link" else "蜀ICP备05003648号")


@pytest.mark.asyncio(loop_scope="module")
async def test_title_and_meta_are_read(pages: LivePages) -> None:
    body = '<meta name="sitEIDCode" content=" 5107000012 "><script>document.title = "  绵山市\\n人民政府  "</script><p>5107000012</p>'
    layout = await pages.layout(body)
    assert meta_site_code(layout) == " 5107000012 "
    assert page_title(layout) == "绵山市 人民政府"
    assert find_badges(layout, []) == []  # a witness is no badge
