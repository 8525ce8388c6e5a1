"""Whose number it is: a footer's own, a supplier's, a partner's, or one that the news speak of."""

import pytest

from checker.locating.number_marks import find_numbers
from checker.records.site import Site
from tests.locating.layouts import layout_of_lines
from tests.locating.linked import linked

OWN = [
    "蜀ICP备05003648号",
    "备案号：蜀ICP备05003648号-1",
    "主办：绵山市人力资源和社会保障局 蜀ICP备05003648号",
    "版权所有：绵山市水务局 蜀ICP备05003648号 川公网安备51070302110030号",
    "Copyright © 2018 绵山市人民政府 All Rights Reserved 蜀ICP备05003648号-1",
    "地址：绵山市临江路68号 邮编：621000 电话：0816-2345678 传真：0816-2345679 备案序号：蜀ICP备05003648号",
    "网站标识码：5107000012 ICP备案号：蜀ICP备05003648号 公安备案号：川公网安备51070302110030号",
    "主办单位：绵山市财政局 承办单位：绵山市财政局信息中心 联系电话：0816-2345678 蜀ICP备05003648号 建议使用1366×768分辨率浏览。",
    "未经许可，不得转载。版权所有：绵山市交通运输局 蜀ICP备05003648号",
    "主办：绵山市公安局　举报电话：110　ICP备案号：蜀ICP备05003648号",
    "违法和不良信息举报电话：0816-2345678 蜀ICP备05003648号 网站标识码：5107000012",
    "蜀ICP备05003648号　技术支持：蓝岭科技有限公司",
    "主办：绵山市林业局 蜀ICP备05003648号 技术支持：蓝岭科技有限公司 电话：0816-2345678",
    "关于我们 | 网站地图 | 联系我们 | 蜀ICP备05003648号",
    "您是第 1234567 位访客！ 蜀ICP备05003648号",
    "绵山市民政局版权所有 未经授权禁止转载、摘编或建立镜像，违者依法追究责任。 主办：绵山市民政局 地址：临江路8号 蜀ICP备05003648号",
    "中共绵山市纪律检查委员会 绵山市监察委员会 主办 蜀ICP备05003648号",
    "（蜀ICP备05003648号）",
    "绵山市人民政府办公室主办 绵山市电子政务中心承办 蜀ICP备05003648号 网站标识码：5107000012 川公网安备51070302110030号",
    "运行维护：绵山市大数据中心 蜀ICP备05003648号",
    "站点地图；联系我们；蜀ICP备05003648号",
    "欢迎关注“绵山发布”！蜀ICP备05003648号",
    "ICP备案编号：蜀ICP备05003648号 | 国际联网备案：川公网安备51070302110030号",
    "主办：绵山市林业局 技术支持：绵山市电子政务中心 蜀ICP备05003648号",
    "技术支持：绵山市大数据发展局 蜀ICP备05003648号",
    "建议使用IE9.0以上浏览器，分辨率1366*768。 主办：绵山市统计局 地址：临江路8号 电话：0816-2345678 蜀ICP备05003648号",
]
NOT_OWN = [
    "近日，记者从市公安局获悉，冒充政府机关的网站（蜀ICP备05003648号）已被依法查处。",
    "近日，某公司因未在网站首页标明备案号蜀ICP备05003648号被责令整改，罚款五千元",
    "经查，“绵山信息港”（备案号：蜀ICP备05003648号）长期无人维护，被不法分子篡改。根据有关规定，现予以注销。",
    "据悉，该网站备案号为蜀ICP备05003648号，主体已经注销。请广大网民注意甄别，谨防上当受骗，发现线索及时举报。",
    "市网信办依法对“川北网”（蜀ICP备05003648号）作出行政处罚，责令其停止违法行为并限期改正",
    "日前，我市通报三起典型案例，涉案网站蜀ICP备05003648号已被关停，相关人员被立案调查",
    "根据《互联网信息服务管理办法》，决定注销蜀ICP备05003648号等12个网站的备案，特此通告",
    "例如，绵山某酒店的网站底部写着蜀ICP备05003648号，而实际查询结果显示该号码属于另一家早已注销的公司；市民遇到这种情况可以拨打电话举报。",
    "技术支持：蓝岭科技有限公司 蜀ICP备05003648号",
    "技术支持：蓝岭科技（蜀ICP备05003648号）",
    "网站建设：青岚网络 蜀ICP备05003648号",
    "网站制作：青岚网络 蜀ICP备05003648号",
    "设计制作：绵山传媒集团 蜀ICP备05003648号",
    "技术支撑单位：川北信息 蜀ICP备05003648号",
    "开发单位：蓝岭科技 蜀ICP备05003648号",
    "承建单位：蓝岭科技股份有限公司 蜀ICP备05003648号",
    "运维单位：蓝岭科技 蜀ICP备05003648号",
    "友情链接：绵山在线 蜀ICP备05003648号",
    "合作伙伴：川北经济网 蜀ICP备05003648号",
    "记者调查发现，不少小网站冒用他人备案号，其中蜀ICP备05003648号就被三家网站同时使用",
    "技术服务：蓝岭科技有限公司 蜀ICP备05003648号",
    "Designed by Lanling 蜀ICP备05003648号",
    "举报人反映，网址为某某的网站擅自使用蜀ICP备05003648号，经核实情况属实，已责令其关闭",
]
PARTNERS = [
    ("友情链接", "绵山在线 蜀ICP备05003648号"),
    ("合作媒体：", "川北经济网 蜀ICP备05003648号"),
    ("友情链接", "岚河新闻网 蜀ICP备38999904号", "绵山在线 蜀ICP备05003648号"),
]
NO_PARTNERS = [
    ("友情链接", "蜀ICP备05003648号"),  # nobody is named: the heading stands above the whole footer
    ("友情链接", "主办：绵山市水务局 地址：临江路8号 蜀ICP备05003648号"),
    ("友情链接", "国务院 省政府 市政府", "版权所有：绵山市水务局 蜀ICP备05003648号"),
]
NUMBER = "蜀ICP备05003648号"


def numbers(*lines: str) -> list[str | None]:
    return [c.value for c in find_numbers(layout_of_lines(*lines)) if c.kind == "icp" and c.shape == "number" and not c.doubt]


@pytest.mark.parametrize("line", OWN)
def test_a_footer_s_number_is_its_own(line: str) -> None:
    assert any(value and value.startswith(NUMBER) for value in numbers("要闻动态", line))


@pytest.mark.parametrize("line", NOT_OWN)
def test_another_s_number_is_none(line: str) -> None:
    assert numbers("要闻动态", line) == []


@pytest.mark.parametrize("lines", PARTNERS)
def test_a_number_below_a_heading_of_partners_is_theirs(lines: tuple[str, ...]) -> None:
    assert NUMBER not in numbers("要闻动态", *lines)


@pytest.mark.parametrize("lines", NO_PARTNERS)
def test_a_footer_below_a_heading_of_partners_is_a_footer(lines: tuple[str, ...]) -> None:
    assert numbers("要闻动态", *lines) == [NUMBER]


def test_news_beside_the_footer_do_not_spoil_it() -> None:
    assert numbers(NOT_OWN[0].replace("05003648", "38999908"), OWN[1]) == [NUMBER + "-1"]


@pytest.mark.parametrize("line", ["技术支持：蓝岭科技有限公司 网站标识码：5107000012", "网站建设：青岚网络 政府网站标识码：5107000012"])
def test_a_site_code_is_never_a_supplier_s(line: str) -> None:
    """Only government sites have one, so it stands behind a supplier's name by accident of layout."""
    assert [c.value for c in find_numbers(layout_of_lines(line)) if c.kind == "site_code"] == ["5107000012"]


@pytest.mark.parametrize(
    "line",
    [
        "技术支持：蓝岭科技 主办：绵山市水务局 蜀ICP备05003648号",
        "网站制作：青岚网络 备案号：蜀ICP备05003648号",
        "技术支持：蓝岭科技\n蜀ICP备05003648号",
        "技术支持：蓝岭科技 版权所有：绵山市水务局 蜀ICP备05003648号",
        "技术支持：蓝岭科技 电话：2345678 网站标识码：5107000012 蜀ICP备05003648号",
    ],
)
def test_a_supplier_s_name_ends_where_the_office_s_begins(line: str) -> None:
    assert numbers(*line.split("\n")) == [NUMBER]


@pytest.mark.parametrize("line", ["技术支持：蓝岭科技有限公司 蜀ICP备05003648号", "友情链接：绵山在线 蜀ICP备05003648号"])
def test_the_roster_s_own_number_is_the_site_s_whoever_stands_before_it(line: str) -> None:
    site = Site(key="a", url="http://a.gov.cn/", icp="蜀ICP备05003648号-1")
    other = site.model_copy(update={"icp": "蜀ICP备05003649号"})
    assert [c.value for c in find_numbers(layout_of_lines(line), site) if c.shape == "number"] == [NUMBER]
    assert [c.value for c in find_numbers(layout_of_lines(line), other) if c.shape == "number"] == []


DOUBTFUL = ["技术支持：蓝岭科技有限公司 蜀ICP备05003648号", "主办：绵山市水务局 技术支持：蓝岭科技有限公司 蜀ICP备05003648号"]


@pytest.mark.parametrize("line", DOUBTFUL)
def test_behind_a_supplier_s_name_nobody_can_tell_where_there_is_no_other(line: str) -> None:
    (candidate,) = find_numbers(layout_of_lines(line))
    assert candidate.value == NUMBER
    assert candidate.doubt is not None


@pytest.mark.parametrize(
    "lines", [(DOUBTFUL[0], "蜀ICP备05003640号"), ("技术支持：蓝岭科技（蜀ICP备05003648号）",), ("友情链接：绵山在线 蜀ICP备05003648号",)]
)
def test_no_doubt_is_raised_beside_an_own_one_or_in_brackets(lines: tuple[str, ...]) -> None:
    assert [c for c in find_numbers(layout_of_lines(*lines)) if c.doubt and c.shape != "other"] == []


@pytest.mark.parametrize(
    ("site_code", "is_in_doubt"), [("1199000012", False), ("6299000012", False), ("5107000012", True), ("bm12000000", True), (None, True)]
)
@pytest.mark.parametrize("line", DOUBTFUL)
def test_a_supplier_s_number_filed_in_another_province_is_the_supplier_s(line: str, site_code: str | None, is_in_doubt: bool) -> None:
    """An office files where it sits: 蜀 is 四川, whose codes begin with 51."""
    found = find_numbers(layout_of_lines(line), Site(key="a", url="http://a.gov.cn/", site_code=site_code))
    assert [(c.shape, c.doubt is not None) for c in found] == [("number" if is_in_doubt else "other", True)]


def test_without_a_supplier_s_name_the_province_says_nothing() -> None:
    found = find_numbers(layout_of_lines("备案号：蜀ICP备05003648号"), Site(key="a", url="http://a.gov.cn/", site_code="1199000012"))
    assert [(c.shape, c.value, c.doubt) for c in found] == [("number", NUMBER, None)]


DEPARTMENTS = ["市水务局 网站标识码：5107000013", "市教育和体育局 网站标识码：5107000014", "市林业局 网站标识码：5107000015"]


def codes(*lines: str) -> list[str | None]:
    return [c.value for c in find_numbers(layout_of_lines(*lines)) if c.kind == "site_code" and c.shape != "other"]


def test_a_portal_s_list_of_its_departments_is_not_its_own() -> None:
    own = "主办：绵山市人民政府办公室 网站标识码：5107000012"
    assert codes("部门网站", *DEPARTMENTS) == []
    assert codes("部门网站", *DEPARTMENTS, "绵山市人民政府版权所有", own) == ["5107000012"]
    assert codes("部门网站", *DEPARTMENTS, own) == ["5107000012"]
    assert len(codes(*DEPARTMENTS[:2])) == 2  # two are no list


def test_a_footer_in_lines_of_its_own_is_no_list() -> None:
    lines = [
        "网站标识码：5107000012",
        "备案号：蜀ICP备05003648号-1",
        "蜀ICP备05003648号-2",
        "蜀ICP备05003648号-3",
        "川公网安备51070302110030号",
    ]
    assert numbers(*lines) == [f"{NUMBER}-{suffix}" for suffix in (3, 2, 1)][::-1]


@pytest.mark.parametrize(
    ("address", "words", "is_own"),
    [
        ("http://www.mianshan-online.cn/", "绵山在线 蜀ICP备05003648号", False),
        ("http://www.mianshan-online.cn/", "蜀ICP备05003648号", True),
        ("http://www.mianshan-online.cn/", "工信部备案：蜀ICP备05003648号", True),
        ("http://www.mianshan-online.cn/", "主办：绵山市水务局 蜀ICP备05003648号", True),
        ("http://www.miibeian.gov.cn/", "绵山市水务局 蜀ICP备05003648号", True),
        ("http://www.mianshan.gov.cn/", "绵山市人民政府 蜀ICP备05003648号", True),
        ("/about.html", "绵山市水务局 蜀ICP备05003648号", True),
    ],
)
def test_a_link_to_somebody_else_with_his_name_carries_his_number(address: str, words: str, is_own: bool) -> None:
    found = [c.value for c in find_numbers(linked("http://slj.mianshan.gov.cn/", address, words)) if c.shape == "number"]
    assert found == ([NUMBER] if is_own else [])
