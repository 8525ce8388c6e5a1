"""What says that a page is one article, and when it was published: `<meta name="PubDate">`, 发布时间 in the text."""

import re

from checker.locating.columns.phrases import PageText
from checker.records.column import ArticleDay
from checker.records.days import find_days
from checker.records.layout import Document
from checker.records.numbers import fold

_TEXT_DAY = re.compile(r"(?:发布|发表|更新|发稿|录入|上传|公开|编辑|成文)?\s*(?:时间|日期|于)\s*:?\s*$")
_LINE_OF_ARTICLES = re.compile(
    r"来源\s*:|字\s*[号体]\s*:|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*:|作者\s*:|责任编辑|信息来源|稿源|【字体"
)
_ENDS = re.compile(r"(?:上|下)一(?:篇|条)\s*:|【?打印(?:本页)?】?|【?关闭(?:窗口|本页)?】?|扫一扫在手机|分享到")


def meta_of(document: Document, name: str) -> str | None:
    """The content of a `<meta name=…>`, whatever its case and wherever it stands; None where it is empty."""
    for node in document.nodes:
        if node.name == "meta" and node.attributes.get("name", "").lower() == name.lower():
            content = " ".join(fold(node.attributes.get("content", ""))[0].split())
            if content:
                return content
    return None


def article_of(texts: list[PageText], title: str | None) -> ArticleDay | None:
    """The witnesses of an article's day; None where the page bears no sign of being an article."""
    document = texts[0].document
    pub_date, named = meta_of(document, "PubDate"), meta_of(document, "ArticleTitle")
    text_day = next((day for text in texts if (day := labelled_day(text)) is not None), None)
    if not (named or pub_date or text_day or has_marks(texts)):
        return None
    return ArticleDay(url=document.url, title=named or title, pub_date=pub_date, text_day=text_day)


def is_line_of_article(words: str) -> bool:
    """Whether folded words are the line of day, source and size of letters, or lead to the articles before and behind; no text."""
    return len(words) <= 120 and bool(
        _LINE_OF_ARTICLES.search(words) or _ENDS.search(words) or re.match("(?:发布|更新)(?:时间|日期) *:", words)
    )


def has_marks(texts: list[PageText]) -> bool:
    """Whether words stand there that only articles have: where from, size of letters, the article before and behind."""
    words = [phrase.text for text in texts for phrase in text.phrases if len(phrase.text) <= 120]
    return any(_LINE_OF_ARTICLES.search(line) for line in words) and (
        any(_ENDS.search(line) for line in words) or any(find_days(line) for line in words if _LINE_OF_ARTICLES.search(line))
    )


def labelled_day(text: PageText) -> str | None:
    """The first day behind a label, or in the line of source and size of letters."""
    for place, phrase in enumerate(text.phrases):
        if len(phrase.text) > 160:
            continue
        for day in find_days(phrase.text):
            before = phrase.text[: day.start]
            if not before.strip(" [(【") and place:
                before = text.phrases[place - 1].text
            if _TEXT_DAY.search(before) or (_LINE_OF_ARTICLES.search(phrase.text) and len(phrase.text) <= 100):
                return day.text
    return None
