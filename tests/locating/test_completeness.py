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
def test_a_name_that_speaks_of_the_foot_weighs_more_than_a_folder(resource: str) -> None:
    failure = failed("http://a.gov.cn/ads/footer.js", resource)
    assert failed_carriers(layout_of_lines("正文"), [failure], COUNTER) == [failure]


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
        ("http://a.gov.cn/film.mp4", "media"),
        ("http://a.gov.cn/js/share.js", "script"),
        ("https://bdimg.share.baidu.com/static/api/js/base.js", "script"),
        ("http://a.gov.cn/js/jquery.SuperSlide.2.1.js", "script"),
        ("https://api.map.baidu.com/api?v=2.0", "script"),
        ("https://i.tianqi.com/index.php?c=code", "document"),
        ("http://a.gov.cn/tongji/count.aspx", "xhr"),
        ("https://px.example.com/p.gif", "image"),
        ("http://a.gov.cn/stat/p.gif?u=1", "image"),
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


@pytest.mark.parametrize(
    ("attributes", "is_doubt"),
    [
        ({"alt": "微信二维码"}, False),
        ({"alt": "政务微博"}, False),
        ({"alt": ""}, True),
        ({"width": "40", "height": "40"}, True),
        ({"width": "30", "height": "30"}, False),
    ],
)
def test_a_picture_s_words_and_meant_size_weigh(attributes: dict[str, str], is_doubt: bool) -> None:
    layout = page_with(Box(0, 4600, 16, 16))
    layout.documents[0].nodes[-1].attributes.update(attributes)
    assert bool(failed_carriers(layout, [failed(PICTURE, "image")], COUNTER)) is is_doubt


def test_an_emblem_without_a_size_is_known_by_the_number_behind_it() -> None:
    layout = layout_of_lines(*["正文"] * 20, "川公网安备51070302110030号")
    nodes = layout.documents[0].nodes
    line = nodes[-2]
    nodes.append(Node(0, len(nodes), line.index, "img", 9999, box=Box(0, 480, 16, 16), current_source=PICTURE))
    assert failed_carriers(layout, [failed(PICTURE, "image")], COUNTER) == []


@pytest.mark.parametrize(
    ("address", "box", "is_doubt"),
    [
        ("http://a.gov.cn/foot.html", Box(0, 4600, 1366, 150), True),
        ("http://a.gov.cn/foot.html", Box(0, 4700, 1366, 0), True),  # it grows with what comes
        ("http://foot.b.gov.cn/foot.html", Box(0, 4600, 1366, 150), True),
        ("http://b.com/x.html", Box(0, 4700, 1366, 0), False),
        ("http://a.gov.cn/foot.html", Box(0, 4600, 100, 30), False),
        ("http://a.gov.cn/news.html", Box(0, 300, 600, 300), False),
        ("http://a.gov.cn/foot.html", None, False),
        ("http://a.gov.cn/weather.html", Box(0, 4600, 400, 150), False),
        ("http://www.weather.com.cn/box.html", Box(0, 4600, 400, 150), False),
    ],
)
def test_a_frame_counts_where_it_may_be_the_footer(address: str, box: Box | None, is_doubt: bool) -> None:
    layout = page_with(None)
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), 2, "iframe", 9998, {"src": address}, box=box))
    failure = failed(address, "document")
    assert failed_carriers(layout, [failure], COUNTER) == ([failure] if is_doubt else [])


@pytest.mark.parametrize(
    ("box", "is_doubt"), [(Box(0, 4600, 1366, 200), True), (Box(0, 100, 1366, 200), False), (Box(0, 4700, 20, 20), False)]
)
def test_a_ground_counts_where_it_may_be_the_footer(box: Box, is_doubt: bool) -> None:
    layout = page_with(None)
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), 2, "div", 9997, box=box, background='url("http://a.gov.cn/g.jpg")'))
    failure = failed("http://a.gov.cn/g.jpg", "image")
    assert bool(failed_carriers(layout, [failure], COUNTER)) is is_doubt


def test_a_picture_that_no_element_shows_may_be_a_ground() -> None:
    failure = failed("http://a.gov.cn/ground.jpg", "image")
    assert failed_carriers(page_with(None), [failure], COUNTER) == [failure]


def test_doubts_are_told_in_chinese() -> None:
    assert sentences([failed("http://a.gov.cn/foot.js", "script"), failed(PICTURE, "image")]) == [
        "脚本未能加载：http://a.gov.cn/foot.js（服务器返回错误状态码404）",
        "图片未能加载：http://a.gov.cn/foot.png（服务器返回错误状态码404）",
    ]
