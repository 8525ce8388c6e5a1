"""What a click on a badge opens, and the number that the address itself carries."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.badges import find_badges
from checker.locating.columns import find_columns, next_page, read_page
from checker.locating.links import host_of, link_of, number_in_link
from checker.records.sighting import BadgeKind
from checker.records.site import Site
from tests.rendering.live_pages import LivePages

IN_LINK: list[tuple[BadgeKind, str | None, str | None]] = [
    ("public_security", "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110030", "51070302110030"),
    ("public_security", "HTTP://WWW.BEIAN.GOV.CN/portal/registerSystemInfo?RecordCode=51070302110030", "51070302110030"),
    ("public_security", "https://beian.mps.gov.cn/#/query/webSearch?code=51070302110030", "51070302110030"),
    ("public_security", "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=5107030211003", None),
    ("public_security", "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=510703021100301", None),
    ("public_security", "http://a.gov.cn/?q=%E5%B7%9D%E5%85%AC%E7%BD%91%E5%AE%89%E5%A4%8751070302110030", "川公网安备51070302110030号"),
    ("icp", "https://beian.miit.gov.cn/", None),
    ("icp", "https://icp.example.cn/%E8%9C%80ICP%E5%A4%8705003648%E5%8F%B7", "蜀ICP备05003648号"),
    ("party_gov", "https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF", "0123456789ABCDEF0123456789ABCDEF"),
    ("party_gov", "https://bszs.conac.cn/", None),
    ("error_report", "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5107000012&url=http%3A%2F%2Fa.gov.cn", "5107000012"),
    ("error_report", "http://121.43.68.40/exposure/jiucuo.html?site_code=BM01000001&url=x", "bm01000001"),
    ("error_report", "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=51070000123", None),
    ("site_code", "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?sitecode=5107000012", "5107000012"),
    ("error_report", None, None),
]


@pytest.mark.parametrize(("kind", "address", "number"), IN_LINK)
def test_the_number_in_a_link(kind: BadgeKind, address: str | None, number: str | None) -> None:
    assert number_in_link(kind, address) == number


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Beian.MIIT.gov.cn/x", "beian.miit.gov.cn"), ("http://a.gov.cn.:8080/", "a.gov.cn"), ("//b.cn/x", "b.cn"),
        ("mailto:x@y.cn", ""), (None, ""), ("http://[broken", ""),
    ],
)  # fmt: skip
def test_the_host_of_an_address(address: str | None, host: str) -> None:
    assert host_of(address) == host


LINKS = {
    "plain": ("<a href='https://beian.miit.gov.cn/'><i id=x>号</i></a>", "https://beian.miit.gov.cn/"),
    "relative": ("<a href='/beian.html'><i id=x>号</i></a>", "{root}/beian.html"),
    "without scheme": ("<a href='//beian.miit.gov.cn'><i id=x>号</i></a>", "http://beian.miit.gov.cn"),
    "blanks around": ("<a href='  https://beian.miit.gov.cn/\n'><i id=x>号</i></a>", "https://beian.miit.gov.cn/"),
    "nearest of two": ("<div onclick=\"open('http://far.cn/')\"><a href='http://near.cn/'><i id=x>号</i></a></div>", "http://near.cn/"),
    "onclick of its own": ("<i id=x onclick=\"window.open('http://b.cn/x?a=1')\">号</i>", "http://b.cn/x?a=1"),
    "onclick around": ("<div onclick=\"location.href='http://b.cn/'\"><i id=x>号</i></div>", "http://b.cn/"),
    "location": ("<i id=x onclick='window.location=\"http://b.cn/\"'>号</i>", "http://b.cn/"),
    "javascript address": ("<a href=\"javascript:window.open('http://b.cn/')\"><i id=x>号</i></a>", "http://b.cn/"),
    "empty javascript address": ("<a href='javascript:void(0)'><i id=x>号</i></a>", None),
    "onclick beside an empty address": ("<a href='javascript:;' onclick=\"open('http://b.cn/')\"><i id=x>号</i></a>", "http://b.cn/"),
    "fragment": ("<a href='#'><i id=x>号</i></a>", None),
    "no link": ("<p><i id=x>号</i></p>", None),
    "area": ("<map><area id=x href='http://b.cn/'></map>", "http://b.cn/"),
    "svg link": ("<svg><a xlink:href='http://b.cn/'><text id=x>号</text></a></svg>", "http://b.cn/"),
    "around a shadow root": (
        "<a href='http://b.cn/'><span></span></a><script>document.querySelector('span').attachShadow({mode:'closed'})"
        ".innerHTML='<i id=x>号</i>'</script>",
        "http://b.cn/",
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", LINKS)
async def test_the_link_behind_a_node(pages: LivePages, case: str) -> None:
    body, expected = LINKS[case]
    document = (await pages.layout(body)).documents[0]
    node = next(node for node in document.nodes if node.attributes.get("id") == "x")
    assert link_of(document, node) == (expected and expected.format(root=f"http://127.0.0.1:{pages.port}"))


async def _link_in(pages: LivePages, body: str) -> str | None:
    layout = await pages.layout(body)
    document, node = next((each, node) for each in layout.documents for node in each.nodes if node.attributes.get("id") == "x")
    return link_of(document, node)


@pytest.mark.asyncio(loop_scope="module")
async def test_addresses_are_meant_as_the_page_says(pages: LivePages) -> None:
    based = '<html><head><base href="/portal/"></head><body><a href="a.html"><i id=x>号</i></a></body></html>'
    assert await _link_in(pages, f"<body></body>{based}") == f"http://127.0.0.1:{pages.port}/portal/a.html"
    inside = "<iframe srcdoc=\"<a href='/b.html'><i id=x>号</i></a>\"></iframe>"
    assert await _link_in(pages, inside) == f"http://127.0.0.1:{pages.port}/b.html"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("address", ["http://[x", "//[x/a", "http://℀.com/"])
async def test_an_address_that_no_browser_reads_harms_nobody(pages: LivePages, address: str) -> None:
    rows = "".join(f'<li><a href="{way}">第{place}个通知公告</a>' for place, way in enumerate([address, "/2", address]))
    number = f'<p><a href="{address}">蜀ICP备<i id=x>05003648</i>号</a></p>'
    layout = await pages.layout(f'<ul>{rows}</ul><a href="{address}">下一页</a><img src="{address}" alt="党政机关">{number}')
    site = Site(key="a", url="http://a.gov.cn/")
    assert "icp" in {candidate.kind for candidate in find_badges(layout, [], site)}
    find_columns(layout, site)
    read_page(layout, "http://a.gov.cn/")
    next_page(layout)
