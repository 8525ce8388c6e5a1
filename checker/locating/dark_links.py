"""Dark links: links to foreign hosts that stand in the document and that no reader can bring to sight. A person decides what they are.

A page hides much that it shows on demand (menus, tabs, friendly links that drop down, layers, a foot for telephones): what may be such
is left out. What was broken into says by itself that it hides: in its own style, not in a style sheet of the site.
"""

import re
from collections.abc import Iterator
from itertools import islice

from checker.locating.domains import belongs_to, registered_domain
from checker.locating.home_links import target_of, words_of
from checker.locating.kept_back import KeptBack, speaks_of_the_site
from checker.locating.links import host_of
from checker.locating.unseen import TOLD, Unseen, Why
from checker.records.column import DarkLink
from checker.records.layout import Document, Layout, Node

# of the government, and what its sites link to without showing it: registers, counters, share buttons, browsers to download
_KNOWN = frozenset(
    "gov.cn xn--zfr164b xn--55qw42g conac.cn 12377.cn 12321.cn kaipuyun.cn ucap.com.cn 121.43.68.40 "  # noqa: SIM905 - a list
    "cnzz.com umeng.com 51.la baidu.com 360.cn so.com weibo.com weibo.cn sina.com.cn sina.cn qq.com weixin.com wechat.com douyin.com "
    "jiathis.com bshare.cn apple.com google.com google.cn microsoft.com mozilla.org mozilla.com firefox.com.cn firefox.com opera.com uc.cn "
    "adobe.com adobe.cn wps.cn w3.org iqiyi.com youku.com bilibili.com toutiao.com douban.com renren.com kaixin001.com qzone.com".split()
)
# what is hidden for search machines alone, and what no office would keep in a menu
_LURES = re.compile(
    r"博彩|百家乐|赌场|赌博|六合彩|时时彩|北京赛车|[幸辛]运飞艇|娱乐城|棋牌|老虎机|真人(?:娱乐|视讯)|私服|传奇sf|代孕|成人(?:视频|电影|网)|色情|"
    r"开奖直播|葡京|皇冠(?:体育|比分|足球|网)|投注|外围(?:赌|投|足)|(?:快三|pk10|11选5|六合)(?:计划|开奖|走势|平台)|(?:办理?|代开)发票|办证刻章",
    re.IGNORECASE,
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility|opacity\s*:|font-size\s*:|font\s*:|text-indent|color\s*:|"
    r"(?:left|top|right|bottom|margin[\w-]*)\s*:\s*-|left\s*:\s*\d{4}|(?:max-)?(?:width|height)\s*:\s*[0-3](?:\.\d+)?(?:px)?\s*(?:;|$|!)|"
    r"transform|line-height|clip|position\s*:",
    re.IGNORECASE,
)
_HARD: set[Why] = {"colour", "marquee", "frame"}  # no menu hides so
_FONT = re.compile(r"font|zoom", re.IGNORECASE)  # nor by letters of no size
_ICON = 300.0  # CSS px: a wider picture behind a link is no icon
_MOST = 100  # that are named: a person needs no more
_SHEET = 200_000  # characters of a style sheet that are read
_PARTS = 300  # hidden parts that are looked at: a page has some dozens
_LONGEST = 60  # characters of a link's words


def dark_links(layout: Layout, own_host: str) -> list[DarkLink]:
    """In the document's order, once an address. Only documents of the site itself are looked at (`own_host` without port)."""
    site = registered_domain(own_host)
    found: dict[str, DarkLink] = {}
    shown: set[str] = set()
    for document in layout.documents:
        links = list(_foreign_links(document, site)) if _is_of(site, layout, document) else []
        if not links:
            continue
        page = _Page(layout, document, [node for node, _ in links])
        for node, target in links:
            if page.unseen.sees(node):  # a second, hidden link to there is its twin
                shown.add(registered_domain(host_of(target)))
            elif target not in found and (dark := page.dark_link(node, target)):
                found[target] = dark
    return [link for link in found.values() if registered_domain(host_of(link.url)) not in shown][:_MOST]


def _is_of(site: str, layout: Layout, document: Document) -> bool:
    """Whether a document is the site's own, and its frame is laid out: one that is not may be opened in a layer."""
    if document.owner is None:
        return True
    host = host_of(document.url)
    return layout.documents[document.owner[0]].nodes[document.owner[1]].box is not None and (not host or registered_domain(host) == site)


def _foreign_links(document: Document, site: str) -> Iterator[tuple[Node, str]]:
    for node in document.nodes:
        if node.name == "a" and (target := target_of(document, node)) and _is_foreign(host_of(target), site):
            yield node, target


def _is_foreign(host: str, site: str) -> bool:
    return registered_domain(host) != site and not belongs_to(host, _KNOWN)


class _Page:
    """One document; what was found out of a hidden part holds for all links in it."""

    def __init__(self, layout: Layout, document: Document, links: list[Node]) -> None:
        self.unseen = Unseen(layout, document)
        self.unseen.note_colours(links)
        self._kept_back = KeptBack(self.unseen)
        self._document = document
        nodes = document.nodes
        self._sheets = [node.text for node in nodes if node.text and node.parent >= 0 and nodes[node.parent].name == "style"]
        self._rules: dict[frozenset[str], str] = {}
        self._is_foot: dict[int, bool] = {}  # by the part's first node
        self._may_be_shown: dict[int, bool] = {}

    def dark_link(self, link: Node, target: str) -> DarkLink | None:
        words = words_of(self._document, link)
        why = next((why for node in self.unseen.inside(link) if node.text and (why := self.unseen.why[node.index])), None)
        if not words or why is None or not self._is_dark(link, why, words):
            return None
        frame = self._document.url if self._document.owner is not None else None
        ending = "" if why in (*_HARD, "tiny") else "，旁边没有可以将其打开的菜单、标签或按钮"
        return DarkLink(url=target, words=words[:_LONGEST], because=f"{TOLD[why]}{ending}", frame=frame)

    def _is_dark(self, link: Node, why: Why, words: str) -> bool:
        hidden = self._largest_hidden(link)
        place = hidden.index
        if place not in self._is_foot and len(self._is_foot) >= _PARTS:
            return False
        if place not in self._is_foot:
            self._is_foot[place] = speaks_of_the_site(self.unseen, hidden)
        if self._is_foot[place] or self._is_icon(link):
            return False
        style = self._own_style(link, hidden)
        if why in _HARD or (why == "tiny" and _FONT.search(style)) or _LURES.search(words):
            return True
        if place not in self._may_be_shown:
            self._may_be_shown[place] = self._kept_back.may_be_shown(hidden)
        return bool(_HIDING.search(style)) and not self._may_be_shown[place]

    def _largest_hidden(self, link: Node) -> Node:
        """The largest element around a link in which nothing is seen."""
        largest = link
        for outer in self._document.ancestors(link):
            if outer.name in ("body", "html", "#document", "#document-fragment") or self.unseen.sees(outer):
                break
            largest = outer
        return largest

    def _is_icon(self, link: Node) -> bool:
        """Whether a small picture lies behind a link whose words were moved away for it."""
        for outer in (link, *islice(self._document.ancestors(link), 2)):
            if outer.background and outer.box is not None and outer.box.width <= _ICON and self.unseen.is_seen(outer):
                return True
        return False

    def _own_style(self, link: Node, hidden: Node) -> str:
        """What the page itself, and no style sheet of the site's designers, says of how a link and the elements around it look."""
        path = [link, *(outer for outer in self._document.ancestors(link) if outer.index >= hidden.index)]
        said = [node.attributes.get("style", "") + (";display:none" if "hidden" in node.attributes else "") for node in path]
        names = {name for node in path for name in (node.attributes.get("id", ""), *node.attributes.get("class", "").split())}
        return ";".join([*said, self._rules_for(frozenset(names - {""}))])

    def _rules_for(self, names: frozenset[str]) -> str:
        if names and names not in self._rules:
            named = re.compile(rf"[.#](?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])[^{{}}]{{,400}}\{{([^{{}}]{{,2000}})\}}")
            self._rules[names] = ";".join(rule[1] for sheet in self._sheets for rule in named.finditer(sheet[:_SHEET]))
        return self._rules.get(names, "")
