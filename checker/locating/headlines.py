"""A number in a headline: its own link opens an article that tells of it, and the day of the article stands beside it."""

import re

from checker.locating.links import host_of, link_of
from checker.locating.partner_lists import SITE_SPEAKS
from checker.records.layout import Document, Node
from checker.records.numbers import fold
from checker.records.written_days import find_days

_WORDS = 6  # Chinese characters that a headline says beside the number and its label at least
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LABEL = re.compile(r"(?:网站)?(?:ICP|公安(?:机关)?|公?网安)?备案?(?:许可证)?(?:编|序)?号?|(?:政府)?网站标识(?:编)?码")
_ABOUT = re.compile(r"^\W*(?:.{0,20}关于|图解|转发).{4,}(?:公告|通知|通报|公示|说明|批复|启事)\W*$")
_ITEM = 120  # characters: what holds more is no single item of a list
_ENTRIES = {"li", "tr", "dd", "dt", "p"}


def is_headline(document: Document, node: Node, number: str) -> str | None:
    """Of the text node that ends the folded `number`: "dated" for a headline with its day, "undated" for what only reads like one."""
    link = next((around for around in document.ancestors(node) if around.name == "a"), None)
    if link is None or not _opens_an_article(document, link):
        return None
    item = next((around for around in document.ancestors(link) if around.name in _ENTRIES or around.display == "block"), link)
    words, whole = _text(document, link), _text(document, item)
    if len(whole) > _ITEM or SITE_SPEAKS.search(whole.replace(words, "", 1)):
        return None
    said = words.replace(number.strip(), "", 1)
    if len(_CHINESE.findall(_LABEL.sub("", said))) < _WORDS:
        return None
    if find_days(whole.replace(number.strip(), " ", 1)):
        return "dated"
    return "undated" if _ABOUT.match(words) else None


def _opens_an_article(document: Document, link: Node) -> bool:
    """A page of the site itself, other than its front page."""
    address = link_of(document, link)
    return address is not None and host_of(address) == host_of(document.url) and address.rstrip("/") != document.url.rstrip("/")


def _text(document: Document, node: Node) -> str:
    return fold("".join(inner.text or "" for inner in document.within(node)))[0].strip()
