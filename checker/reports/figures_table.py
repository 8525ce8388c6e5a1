"""Which findings make which figure of the notice: a table of rules, and nothing about how many there should be.

A site counts in a figure where any of its rules fails, whatever the rule's weight: the notice counts problems, not verdicts
(RULES.md, "The 2018 notice").
"""

from typing import Literal, NamedTuple

from checker.records.sighting import KINDS

Part = Literal["access", "updates", "interaction", "construction", "publishing", "services"]

PARTS: dict[Part, str] = {
    "access": "网站可用性",
    "updates": "信息更新",
    "interaction": "互动交流",
    "construction": "规范化建设",
    "publishing": "信息发布与链接",
    "services": "办事服务",
}


class FigureRow(NamedTuple):
    """`id` is for programs, `field` for the template of the notice; `title` names the problem, with the rule's own limits in braces.

    `under` is the figure that this one is a part of ("其中").
    """

    id: str
    part: Part
    field: str
    title: str
    rules: tuple[str, ...]
    under: str | None = None


MARKS = tuple(f"mark-{kind}" for kind in KINDS if kind != "error_report")  # the four that the 2018 notice names

FIGURES: tuple[FigureRow, ...] = (
    FigureRow("unreachable", "access", "网站无法访问", "无法访问", ("site-unreachable",)),
    FigureRow("home-availability", "access", "首页可用性", "首页可用性不足", ("home-availability",)),
    FigureRow("home-stale", "updates", "首页不更新", "首页栏目不更新", ("home-stale",)),
    FigureRow("columns-stale", "updates", "栏目未按时更新", "未按时更新栏目数量≥{columns}", ("columns-stale",)),
    FigureRow("columns-long-stale", "updates", "栏目长期未更新", "应更新但长期未更新的栏目数量≥{columns}", ("columns-long-stale",)),
    FigureRow("columns-blank", "updates", "空白栏目", "空白栏目数量≥{columns}", ("columns-blank",)),
    FigureRow("home-few-updates", "updates", "首页更新少", "首页信息更新数量不足", ("home-few-updates",)),
    FigureRow("news-stale", "updates", "动态要闻未更新", "动态要闻类栏目更新不及时", ("news-stale",)),
    FigureRow("documents-stale", "updates", "文件公告未更新", "通知公告、政策文件类栏目更新不及时", ("documents-stale", "policies-stale")),
    FigureRow("plans-stale", "updates", "人事规划未更新", "人事、规划计划类栏目更新不及时", ("plans-stale",)),
    FigureRow("interaction", "interaction", "互动交流问题", "互动交流类栏目未开设或者开设不全", ("consultation-missing", "survey-missing")),
    FigureRow("consultation", "interaction", "未开设咨询", "未开设政务咨询类栏目", ("consultation-missing",), "interaction"),
    FigureRow("survey", "interaction", "未开设征集", "未开设调查征集类栏目", ("survey-missing",), "interaction"),
    FigureRow("idle", "interaction", "互动栏目闲置", "长期无有效信件或者调查征集次数不足", ("consultation-idle", "surveys-few")),
    FigureRow("letters-none", "interaction", "长期无信件", "长期无有效信件", ("consultation-idle",), "idle"),
    FigureRow("surveys-few", "interaction", "征集次数不足", "调查征集次数不足", ("surveys-few",), "idle"),
    FigureRow("letters-unanswered", "interaction", "信件未答复", "信件、留言超过三个月未回应", ("letters-unanswered",)),
    FigureRow("replies-stale", "interaction", "留言答复不及时", "留言答复不及时", ("replies-stale",)),
    FigureRow("results-unpublished", "interaction", "结果未公布", "调查征集结果未公布", ("results-unpublished",)),
    FigureRow("interviews-few", "interaction", "访谈次数不足", "在线访谈已开设但次数不足", ("interviews-few",)),
    FigureRow("construction", "construction", "规范化建设问题", "规范化建设存在问题", ("domain", *MARKS)),
    FigureRow("domain", "construction", "域名不规范", "域名不规范", ("domain",), "construction"),
    FigureRow("marks", "construction", "标识不完整", "首页标识悬挂不完整", MARKS, "construction"),
    FigureRow("mark-site_code", "construction", "标识码问题", "网站标识码未规范悬挂", ("mark-site_code",), "marks"),
    FigureRow("mark-icp", "construction", "ICP备案号问题", "ICP备案号未规范悬挂", ("mark-icp",), "marks"),
    FigureRow("mark-public_security", "construction", "网安备案号问题", "公安（网安）备案号未规范悬挂", ("mark-public_security",), "marks"),
    FigureRow("mark-party_gov", "construction", "党政机关标识问题", "党政机关网站标识未规范悬挂", ("mark-party_gov",), "marks"),
    FigureRow("mark-error_report", "construction", "找错入口问题", "“我为政府网站找错”入口未规范悬挂", ("mark-error_report",)),
    FigureRow("old-domain", "construction", "旧域名未停用", "旧域名未停用", ("old-domain",)),
    FigureRow("footer", "construction", "页尾要素不全", "页尾未列明主办单位、联系方式或者站点地图", ("footer-sponsor", "footer-sitemap")),
    FigureRow("serious-errors", "publishing", "严重错误", "存在严重错误", ("serious-errors",)),
    FigureRow("words-found", "publishing", "词表所列词语", "出现本单位词表所列词语", ("words-found",)),
    FigureRow("security-incidents", "publishing", "安全泄密问题", "存在安全、泄密事故等严重问题", ("security-incidents",)),
    FigureRow("duplicates", "publishing", "一稿多发", "一稿多发", ("duplicates",)),
    FigureRow("late-repost", "publishing", "转载不及时", "转载上级网站信息不及时", ("late-repost",)),
    FigureRow("future-dates", "publishing", "日期超前", "信息日期晚于检查日", ("future-dates",)),
    FigureRow("dead-links", "publishing", "错链", "存在无法打开的链接", ("dead-links",)),
    FigureRow("dark-links", "publishing", "暗链", "存在暗链", ("dark-links",)),
    FigureRow("services-missing", "services", "未提供服务", "未提供办事服务", ("services-missing",)),
    FigureRow("guides", "services", "办事指南问题", "办事指南要素缺失或者内容有误", ("guide-faults", "guides-incomplete")),
    FigureRow("attachment-faults", "services", "附件下载问题", "附件无法下载", ("attachment-faults",)),
    FigureRow("online-system-faults", "services", "在线系统问题", "在线系统无法使用", ("online-system-faults",)),
    FigureRow("service-figures-stale", "services", "办事统计未更新", "办事统计更新不及时", ("service-figures-stale",)),
)

ROWS: dict[str, FigureRow] = {row.id: row for row in FIGURES}
