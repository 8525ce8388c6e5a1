"""Names of columns as government sites have them, each with its category."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.columns.categories import category_by_page, category_of, clean_name, heads_foreign_links, is_column_name, is_directory

NAMES = {
    "news": "动态要闻 工作动态 政务要闻 今日云岭 时政要闻 部门动态 图片新闻 新闻中心 基层动态 信息快讯 媒体聚焦 县区动态 "
    "规划要闻 规划动态 人事要闻 人事动态 政策动态 服务动态",
    "notice": "通知公告 公告公示 公示公告 通知 公告栏 通告 招标公告 公示 人事公告 规划公示 规划批前公示 人事通知公告",
    "policy": "政策文件 政策法规 规范性文件 法律法规 政府文件 市政府令 政策 公文 政策信息",
    "interpretation": "政策解读 文件解读 图解政策 解读回应",
    "plan": "规划计划 发展规划 工作计划 计划总结 工作总结",
    "personnel": "人事任免 人事信息 人事 公务员招考 任前公示 干部任免 招聘信息 人事任免公示 招聘公告",
    "overview": "机构概况 单位简介 走进云岭 机构职能 内设机构 市情概况",
    "leaders": "领导信息 领导之窗 局领导 市领导 领导班子 市长之窗",
    "service": "办事服务 网上办事 政务服务 办事指南 便民服务 表格下载 服务大厅",
    "consultation": "区长信箱 市长信箱 领导信箱 书记信箱 公开信箱 咨询投诉 政务咨询 来信选登 局长信箱 网上咨询 网民留言 "
    "在线咨询 我要写信 网络问政",
    "survey": "征集调查 调查征集 民意征集 意见征集 问卷调查 网上调查 草案征集 在线调查 征求意见",
    "interview": "在线访谈 访谈实录 网上访谈 访谈直播",
    "complaint": "投诉举报 举报投诉 网上信访 我要举报 纪检举报",
}


@pytest.mark.parametrize(("name", "category"), [(name, category) for category, names in NAMES.items() for name in names.split()])
def test_a_usual_name_has_its_category(name: str, category: str) -> None:
    assert category_of(name) == category


@pytest.mark.parametrize(
    "name",
    [
        "主编信箱",
        "国家统计局云南调查总队",
        "新媒体互动",
        "智能互动",
        "互动热点",
        "我为政府网站找错",
        "网站首页",
        "网站地图",
        "设为首页",
        "邮箱登录",
        "政务微博",
        "无障碍",
        "智能问答",
        "云岭日报",
        "人民网",
    ],
)
def test_what_only_sounds_like_one_is_none(name: str) -> None:
    assert category_of(name) is None and not is_column_name(name)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("【通知公告】", "通知公告"),
        ("通 知 公 告", "通知公告"),
        ("通知公告 >>", "通知公告"),
        ("NEWS 工作动态", "工作动态"),
        ("通知公告NOTICE", "通知公告"),
        ("工作动态更多", "工作动态"),
        ("· 政策文件 More+", "政策文件"),
        ("　公示公告　", "公示公告"),
        ("更多>>", ""),
        ("MORE", ""),
    ],
)
def test_a_name_without_its_decoration(printed: str, name: str) -> None:
    assert clean_name(printed) == name


@pytest.mark.parametrize("name", ["互动交流", "政民互动", "公众互动", "政务公开", "信息公开", "政府信息公开"])
def test_a_directory_is_no_column_of_a_category(name: str) -> None:
    assert is_directory(name) and category_of(name) is None and is_column_name(name)


def test_a_title_is_no_name() -> None:
    assert category_of("关于印发二〇二六年度工作计划的通知") is None


def test_the_page_decides_what_a_name_leaves_open() -> None:
    assert category_by_page("互动", "letters") == "consultation"
    assert category_by_page("在线", "interviews") == "interview"
    assert category_by_page("在线咨询", "surveys") == "survey"
    assert category_by_page("投诉举报", "letters") == "complaint"
    assert category_by_page("通知公告", "letters") == "notice"
    assert category_by_page("在线", "list", "网上调查_云岭市人民政府") == "survey"
    assert category_by_page("在线", "list") == "other"


@pytest.mark.parametrize("words", ["友情链接", "国务院部门网站", "热门搜索：", "市级部门"])
def test_a_heading_over_foreign_links(words: str) -> None:
    assert heads_foreign_links(words)
    assert not heads_foreign_links("部门动态")


@given(st.text(max_size=40))
def test_any_text_is_borne(text: str) -> None:
    name = clean_name(text)
    assert name == name.strip()
    category_of(name)
