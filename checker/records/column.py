"""A column of a site as it was read: its pages, its items and their dates as written. Years, clocks and counts are made at judging.

Personal data never comes in here: of a letter its title, number, unit, state and days are kept, and nothing of its writer (`FIELDS`).
"""

from typing import Literal

from pydantic import Field

from checker.records.base import Box, Record
from checker.records.look import Picture

Category = Literal[
    "news", "notice", "policy", "interpretation", "plan", "personnel", "overview", "leaders", "service",
    "consultation", "survey", "interview", "complaint", "other",
]  # fmt: skip
# as the rules and every report call them
CATEGORIES: dict[Category, str] = {
    "news": "动态要闻",
    "notice": "通知公告",
    "policy": "政策文件",
    "interpretation": "政策解读",
    "plan": "规划计划",
    "personnel": "人事",
    "overview": "概况",
    "leaders": "领导信息",
    "service": "办事服务",
    "consultation": "政务咨询",
    "survey": "调查征集",
    "interview": "在线访谈",
    "complaint": "举报投诉",
    "other": "其他",
}
PageState = Literal["read", "http_error", "timeout", "dns", "refused", "reset", "tls", "blocked", "login", "download", "failed"]
Form = Literal["list", "letters", "surveys", "interviews", "article", "directory", "blank", "unknown"]
FieldName = Literal["number", "asked", "answered", "status", "unit", "answer", "started", "ended", "result", "held"]
How = Literal["navigation", "hover", "block", "tab", "picture", "more", "sitemap", "script", "scenario"]
Ended = Literal["all", "year", "budget", "failed"]
FIELDS: tuple[FieldName, ...] = ("number", "asked", "answered", "status", "unit", "answer", "started", "ended", "result", "held")


class ListItem(Record):
    """One row of a list. `days` are the dates of its row in reading order, folded and otherwise as written (`07-28`, `3天前`)."""

    title: str
    url: str | None = None
    days: list[str] = []
    fields: dict[FieldName, str] = {}  # values as written; an empty one is a cell without words: nobody answered, nothing was published
    is_pinned: bool = False  # marked 置顶
    page: int = 1  # the page of the list that it stands on


class ArticleDay(Record):
    """When an article says that it was published, for items whose list says nothing or where a second witness was asked."""

    url: str
    title: str | None = None
    pub_date: str | None = None  # <meta name="PubDate">, as written
    text_day: str | None = None  # in the text (发布时间：…), as written


class PageRead(Record):
    """One page behind a column, as far as it was read. `because` is Chinese: where more is to be said than `state` does."""

    url: str
    state: PageState = "read"
    status: int | None = None  # of HTTP
    form: Form = "unknown"
    title: str | None = None
    items: list[ListItem] = []
    words: int = 0  # characters of content: without head, navigation, lists of links beside it, and foot
    pages_told: int | None = None  # 共N页
    more: bool = False  # a further page of the same list exists
    picture: Picture | None = None
    because: str | None = None
    article: ArticleDay | None = None  # of a page that is one article
    kept_back: list[str] = []  # days, as written, of rows in a panel beside the list that was not open (a tab)
    further: list[str] = []  # Chinese: ways to older rows that are no next page: “往期来信”, a chooser of pages
    other_tabs: list[str] = []  # Chinese: tabs that divide the list: “已回复”, “未回复”


class ColumnSeen(Record):
    """A column that the home page (or its sitemap) names. A column that nobody can see is none: `is_seen`, `unseen_because`."""

    name: str
    url: str | None = None
    category: Category = "other"
    how: How
    box: Box | None = None  # CSS px of `box_in`
    box_in: str | None = None
    is_seen: bool = True
    unseen_because: str | None = None  # Chinese
    evidence: list[str] = []
    pages: list[PageRead] = []
    articles: list[ArticleDay] = []
    ended: Ended | None = None  # why no further page was read; null where none was opened
    on_pages: list[str] = []  # addresses of the pages that name this column


class LinkCheck(Record):
    """A link of the home page, asked by plain HTTP."""

    url: str
    words: str  # what a reader clicks on
    box: Box | None = None  # CSS px of `box_in`
    box_in: str | None = None
    method: Literal["HEAD", "GET"] = "GET"
    status: int | None = None
    # where there is no status: a word of CONTRACT.md's reach states (`dns`, `refused`, `timeout`, …), or `not_asked`
    trouble: str | None = None
    second_status: int | None = None  # of the second try at the end of the run
    second_trouble: str | None = None


class LinksAgain(Record):
    """All links of one home page, with the second answers of those that looked dead."""

    schema_: int = Field(default=1, alias="schema")
    links: list[LinkCheck]


class DarkLink(Record):
    """A link to a foreign host that stands in the document and that no person can see."""

    url: str
    words: str
    because: str  # Chinese: why nobody sees it
    frame: str | None = None  # address of the frame that it stands in, null for the main document
