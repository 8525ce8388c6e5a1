"""A page that is only entered by is no home page on which anything could be missing."""

import pytest

from checker.locating.entrance_page import stopped_before, way_on
from checker.records.base import Box
from checker.records.layout import Document, Layout, Node

HOME = "http://www.example.gov.cn/"


def page(*links: tuple[str, str], words: str = "山水画廊 欢迎您") -> Layout:
    """A page with one line of words, and links of (words, href) below it."""
    nodes = [Node(0, 0, -1, "html", 1), Node(0, 1, 0, "body", 2), Node(0, 2, 1, "#text", 3, text=words, box=Box(100, 300, 400, 40))]
    for number, (said, href) in enumerate(links):
        box = Box(100, 400 + 40 * number, 200, 30)
        link = Node(0, len(nodes), 1, "a", 100 + 2 * number, {"href": href}, box=box)
        nodes += [link, Node(0, len(nodes) + 1, link.index, "#text", 101 + 2 * number, text=said, box=box)]
    return Layout([Document(0, HOME, "main", nodes)], 1366, 768)


@pytest.mark.parametrize(
    "words", ["进入网站", "点击进入首页 >>", "[ 进入 ]", "ENTER", "Enter the site", "进站", "浏览网站", "立即进入市政府门户网站"]
)
def test_one_link_leads_on(words: str) -> None:
    assert way_on(page((words, "/index.html"), ("English", "/en/"))) == words


def test_a_picture_says_where_it_leads_by_its_alternative_text() -> None:
    layout = page(("", "/index.html"))
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), nodes[-2].index, "img", 999, {"alt": "进入首页"}, box=Box(0, 0, 300, 200)))
    assert way_on(layout) == "进入首页"


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("网站首页", "/index.html"),  # a menu's
        ("进入网站", "#top"),
        ("进入网站", HOME),
        ("进入网站", "http://other.example.gov.cn/"),  # a neighbour's
        ("进入旧版网站", "/old/"),
        ("进入局长信箱", "/xx/"),  # a column of a small home page
        ("进入专题", "/zt/"),
        ("进入网上办事大厅", "/ws/"),
        ("部门负责人进入群众家中走访并详细了解情况", "/t1.html"),
    ],
)
def test_another_link_makes_no_entrance(words: str, href: str) -> None:
    assert way_on(page((words, href))) is None


def test_a_page_that_says_more_is_a_home_page() -> None:
    assert way_on(page(("进入网站", "/index.html"), words="市人民政府召开常务会议，研究部署下一阶段重点工作。" * 8)) is None
    links = [(f"第{number}个栏目", f"/c{number}/") for number in range(9)]
    assert way_on(page(("进入网站", "/home/"), *links)) is None


def test_the_reason_names_what_was_not_clicked() -> None:
    assert stopped_before(page(("进入网站", "/index.html"))) == ["打开的是入口页，须点击“进入网站”才到首页，本次没有点击"]
    assert stopped_before(page(("网站首页", "/index.html"))) == []
