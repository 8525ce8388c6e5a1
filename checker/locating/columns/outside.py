"""Where no columns stand, whatever is written there: the foot, breadcrumbs, hot words, friendly links, titles of articles."""

import re

from checker.locating.columns.categories import category_of, clean_name, heads_foreign_links, is_directory
from checker.locating.columns.labels import Label
from checker.locating.columns.main_list import FoundList
from checker.locating.columns.navigation import has_class
from checker.locating.columns.phrases import PageText, lines_of
from checker.locating.columns.word_lists import word_lists
from checker.locating.columns.zones import Zones
from checker.records.layout import Document, Node

_FOOT = re.compile(r"\b(?:foot(?:er)?|copyright|bottom|btm|yqlj|friend(?:ly)?(?:link)?s?|flink|links?)\b", re.IGNORECASE)
_HOT = re.compile(r"(?:热门搜索|搜索热词|热搜|热词|热门|大家都在搜|推荐)\w{0,3}\s*:")
_CRUMBS = re.compile(r"(?:当前|现在|所在|您的?).{0,6}位置|^\s*位置\s*:")
_TITLE = 7.5  # characters that titles of articles have on average, and names of columns have not
_DATED = 0.3


class Outside:
    """What was found on one document; asked for each label."""

    def __init__(self, text: PageText, zones: Zones, lists: list[FoundList], bars: set[int]) -> None:
        self.document = text.document
        self._bottom = zones.bottom if text.document.owner is None else float("inf")
        self._titles = _titles(lists)
        self._tools = _tool_bars(text)
        self._lines = [phrase.box for phrase in text.phrases if _CRUMBS.search(phrase.text) or _HOT.match(phrase.text)]
        self._foreign = _foreign_blocks(text, bars)

    def holds(self, label: Label) -> bool:
        element, box = label.element, label.box
        if element.index in self._titles or element.index in self._tools:
            return True
        if self.is_foot(label):
            return True
        if box is not None and any(
            abs(box.y + box.height / 2 - (line.y + line.height / 2)) < 9 and box.x >= line.x - 2 for line in self._lines
        ):
            return True
        around = [element, *self.document.ancestors(element)]
        return any(outer.index in self._foreign for outer in around)

    def is_foot(self, label: Label) -> bool:
        if label.box is not None and label.box.y + label.box.height / 2 >= self._bottom:
            return True
        around = (label.element, *self.document.ancestors(label.element))
        return any(outer.name == "footer" or has_class(outer, _FOOT) for outer in around if outer.name not in ("body", "html"))


def _tool_bars(text: PageText) -> set[int]:
    """Links on a line of such as lead to no column: 登录 | 注册 | 设为首页, 网站地图 | 联系我们 | 法律声明.

    A bar that begins with 首页 and ends with 网站地图 is none: as many of its names are those of columns.
    """
    found: set[int] = set()
    for line in lines_of([phrase for phrase in text.phrases if phrase.link >= 0]):
        names = [clean_name(phrase.text) for phrase in line]
        tools = sum(bool(word_lists().elsewhere.search(name)) for name in names)
        columns = sum(category_of(name) is not None or is_directory(name) for name in names)
        if tools >= 2 and tools >= 0.4 * len(line) and columns < tools:
            found |= {phrase.link for phrase in line}
    return found


def _titles(lists: list[FoundList]) -> set[int]:
    """Links that are rows of a list of articles."""
    found = set()
    for one in lists:
        length = sum(len(clean_name(row.title)) for row in one.rows) / len(one.rows)
        if one.share_dated < _DATED and (length < _TITLE or len(one.rows) < 2):
            continue
        for row in one.rows:
            links = {phrase.link for phrase in row.row.phrases if phrase.link >= 0}
            if row.row.link is not None and len(links) <= 2:
                found.add(row.row.link.index)
    return found


def _foreign_blocks(text: PageText, bars: set[int]) -> set[int]:
    """The smallest elements that hold a heading such as 友情链接 and at least two links."""
    found = set()
    for phrase in text.phrases:
        if len(phrase.text) > 16 or phrase.link in bars or not heads_foreign_links(phrase.text):
            continue
        node = text.document.nodes[phrase.nodes[0]]
        if phrase.link >= 0 and not _is_heading(text.document, node):
            continue
        block = _block_of(text.document, node, phrase.link)
        if block is not None and not any(link in bars for link in _links_in(text.document, block)):
            found.add(block.index)
    return found


def _is_heading(document: Document, node: Node) -> bool:
    return any(re.fullmatch("h[1-6]|dt|th", outer.name) or has_class(outer, _TITLE_CLASS) for outer in list(document.ancestors(node))[:3])


_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|head|hd)\b", re.IGNORECASE)


def _block_of(document: Document, node: Node, own: int) -> Node | None:
    for outer in list(document.ancestors(node))[:6]:
        if outer.name in ("body", "html"):
            return None
        if sum(link != own for link in _links_in(document, outer)) >= 2:
            return outer
    return None


def _links_in(document: Document, node: Node) -> list[int]:
    return [inner.index for inner in document.within(node) if inner.name == "a"]
