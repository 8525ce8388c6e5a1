"""Which failures leave a doubt about what the footer would have shown."""

import re

import pytest

from checker.locating.completeness import failed_carriers, sentences
from checker.records.base import Box
from checker.records.layout import Layout, Node
from checker.records.look import LoadFailure
from tests.locating.layouts import layout_of_lines

COUNTER = re.compile(r"hm\.baidu\.com")
PICTURE = "http://a.gov.cn/foot.png"


def failed(url: str, resource: str) -> LoadFailure:
    return LoadFailure(url=url, resource=resource, reason="HTTP 404", status=404)


def page_with(box: Box | None, alt: str = "") -> Layout:
    """A page of 4,800 px with one picture."""
    layout = layout_of_lines(*["正文"] * 200)
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), 2, "img", 9999, {"alt": alt}, box=box, current_source=PICTURE))
    return layout


@pytest.mark.parametrize("resource", ["script", "document", "xhr", "fetch"])
def test_what_may_write_anything_leaves_a_doubt(resource: str) -> None:
    failure = failed("http://a.gov.cn/foot.js", resource)
    assert failed_carriers(layout_of_lines("正文"), [failure], COUNTER) == [failure]


@pytest.mark.parametrize(
    ("url", "resource"),
    [
        ("https://hm.baidu.com/hm.js?1", "script"),
        ("https://dcs.conac.cn/js/25/CA250000000604598940001.js", "script"),
        ("https://zfwzgl.www.gov.cn/exposure/jiucuo.js", "script"),
        ("http://a.gov.cn/x.css", "stylesheet"),
        ("http://a.gov.cn/x.woff", "font"),
    ],
)
def test_counters_loaders_and_dress_leave_none(url: str, resource: str) -> None:
    assert failed_carriers(layout_of_lines("正文"), [failed(url, resource)], COUNTER) == []


@pytest.mark.parametrize(
    ("box", "alt", "is_doubt"),
    [
        (Box(0, 4600, 1366, 200), "", True),
        (Box(0, 3650, 1366, 100), "", True),  # within a third of the page from its end
        (Box(0, 100, 1366, 200), "", False),
        (Box(0, 4700, 20, 20), "", False),  # an emblem
        (None, "", False),
        (Box(0, 4600, 200, 60), "党政机关", False),  # carries that mark alone
        (Box(0, 4600, 200, 60), "蜀ICP备05003648号", False),
        (Box(0, 4600, 200, 60), "底部", True),
    ],
)
def test_a_picture_counts_where_it_may_be_the_footer(box: Box | None, alt: str, is_doubt: bool) -> None:
    failure = failed(PICTURE, "image")
    assert failed_carriers(page_with(box, alt), [failure], COUNTER) == ([failure] if is_doubt else [])


def test_a_picture_that_no_element_shows_may_be_a_ground() -> None:
    failure = failed("http://a.gov.cn/ground.jpg", "image")
    assert failed_carriers(page_with(None), [failure], COUNTER) == [failure]


def test_doubts_are_told_in_chinese() -> None:
    assert sentences([failed("http://a.gov.cn/foot.js", "script"), failed(PICTURE, "image")]) == [
        "脚本未能加载：http://a.gov.cn/foot.js（HTTP 404）",
        "图片未能加载：http://a.gov.cn/foot.png（HTTP 404）",
    ]
