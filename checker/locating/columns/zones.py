"""Which parts of a page are no content: head and navigation above, foot below, and the words that say so."""

import re
from dataclasses import dataclass

from checker.locating.columns.phrases import PageText, Phrase, lines_of
from checker.locating.columns.row_days import standing_days
from checker.locating.links import link_of
from checker.records.layout import Layout

_HOME = re.compile(r"(?:网站|返回|门户)?首\s*页|主页|home", re.IGNORECASE)
_CRUMBS = re.compile(
    r"(?:当前|现在|所在|您的?|你的?|您所在的?)\s*(?:的)?\s*(?:所在)?(?:的)?\s*位置|^\s*位置\s*:|您(?:现在)?(?:所)?在|^首\s*页\s*[>»/\-]+"
)
# what stands in a foot alone, and what a row of a list may say too
_FOOT = re.compile(r"版权所有|copyright|©|ICP\s*备\s*案?号?\s*:?\s*\d{8}|公网安备\s*:?\s*\d|网站标识码\s*:?\s*(?:bm)?\d{6}", re.IGNORECASE)
_MAYBE_FOOT = re.compile(
    r"(?:主办|承办|协办)(?:单位)?\s*:|^主办单位|网站地图\s*[|丨]|建议使用.{0,20}(?:分辨率|浏览器)|技术支持\s*:|^.{2,30}(?:政府|[局厅委办室会院处]|中心|部)(?:办公室)?\s*(?:主办|承办)(?=$|\W)|^(?:友情|网站|相关|快速)链接|ICP\s*备|公网安备|网站标识码"
)
_PAGING = re.compile(r"(?:上|前|下|后)一?页|[尾末]页")
_HIGHEST_BAR = 160.0  # CSS px
_NAVIGATION_NAMES = {"nav", "header", "footer"}
_HEAD_REACH = 460.0  # CSS px from the top within which a navigation bar is the page's own


@dataclass(slots=True)
class Zones:
    """`top` and `bottom` of the content in page CSS px, and the words of the line that says where one is."""

    top: float
    bottom: float
    crumbs: str = ""

    def holds(self, phrase: Phrase) -> bool:
        return self.top <= phrase.box.y + phrase.box.height / 2 <= self.bottom and not is_in_navigation(phrase)


def is_in_navigation(phrase: Phrase) -> bool:
    node = phrase.document.nodes[phrase.nodes[0]]
    return any(outer.name in _NAVIGATION_NAMES for outer in phrase.document.ancestors(node))


def is_place_line(words: str) -> bool:
    """Whether folded words say where one is: 当前位置：首页 > …"""
    return bool(_CRUMBS.search(words))


def zones_of(layout: Layout, texts: list[PageText], own: str | None = None) -> Zones:
    """From the last line of head, navigation and breadcrumbs to the first line of the foot.

    `own` is the page's address: a bar of links that names this page too is navigation, though it leads to no home page.
    """
    phrases = texts[0].phrases if texts else []
    bar = 0.0
    crumbs: Phrase | None = None
    for line in lines_of([phrase for phrase in phrases if phrase.box.y < _HEAD_REACH]):
        short = [phrase for phrase in line if phrase.link >= 0 and len(phrase.text) <= 8]
        if len(short) < 4 or any(_PAGING.fullmatch(phrase.text) for phrase in short):
            continue
        if any(_HOME.fullmatch(phrase.text) for phrase in line):
            bar = max(bar, *(phrase.box.bottom for phrase in line))
        elif own is not None and any(_leads_to(phrase, own) for phrase in short):
            bar = max(bar, *(phrase.box.bottom for phrase in line), _bottom_of_bar(short))
    all_phrases = [phrase for text in texts for phrase in text.phrases]
    for phrase in all_phrases:
        if phrase.box.y < 2 * _HEAD_REACH and len(phrase.text) <= 60 and _CRUMBS.search(phrase.text):
            crumbs = crumbs if crumbs is not None and crumbs.box.y <= phrase.box.y else phrase
    top = max(bar, 0.0)
    if crumbs is not None and crumbs.box.y < 2 * _HEAD_REACH:
        top = max(top, min(crumbs.box.bottom, crumbs.box.y + 40))
    line_words = " ".join(
        phrase.text
        for phrase in all_phrases
        if crumbs is not None and abs(phrase.box.y - crumbs.box.y) < 8 and phrase.box.x >= crumbs.box.x - 2
    )
    return Zones(top, _foot(all_phrases, top, layout.height), line_words)


def _leads_to(phrase: Phrase, address: str) -> bool:
    to = link_of(phrase.document, phrase.document.nodes[phrase.link])
    return to is not None and _plain(to) == _plain(address)


def _plain(address: str) -> str:
    return re.sub(r"(?:index|default)\.\w+$", "", address.partition("://")[2].partition("#")[0]).rstrip("/")


def _bottom_of_bar(links: list[Phrase]) -> float:
    """Where what holds a line of links ends, several lines of them too, as far as it is no higher than a bar."""
    document = links[0].document
    ways = [[outer.index for outer in document.ancestors(document.nodes[phrase.link])] for phrase in links]
    for index in ways[0]:
        box = document.nodes[index].box
        if all(index in way for way in ways):
            return box.bottom if box is not None and box.height <= _HIGHEST_BAR else 0.0
    return 0.0


def _foot(phrases: list[Phrase], top: float, height: float) -> float:
    """Where the foot begins, in a frame or not: at words of no list, or below the last date at such as one may hold (主办单位：)."""
    below = [phrase for phrase in phrases if phrase.box.y > top + 20 and len(phrase.text) <= 160]
    sure = min((phrase.box.y for phrase in below if _FOOT.search(phrase.text)), default=height + 1)
    last_day = max((phrase.box.y for phrase in below if phrase.box.y < sure and standing_days(phrase.text)), default=top)
    maybe = (phrase.box.y for phrase in below if phrase.box.y > last_day + 8 and _MAYBE_FOOT.search(phrase.text))
    return min([sure, *maybe])
