"""Dark links: links to foreign hosts that stand in the document and that no reader can bring to sight. A person decides what they are.

A page hides much that it shows on demand (menus, tabs, friendly links that drop down, layers, a foot for telephones): what may be such
is left out. What was broken into says by itself that it hides: in its own style, not in a style sheet of the site.
"""

import re
from collections.abc import Iterator

from checker.locating.domains import belongs_to, registered_domain
from checker.locating.home_links import target_of, words_of
from checker.locating.kept_back import may_be_shown, speaks_of_the_site
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
_LONGEST = 60  # characters of a link's words


def dark_links(layout: Layout, own_host: str) -> list[DarkLink]:
    """In the document's order, once an address. Only documents of the site itself are looked at (`own_host` without port)."""
    site = registered_domain(own_host)
    own = [document for document in layout.documents if _is_of(site, layout, document)]
    links = {document.index: list(_foreign_links(document, site)) for document in own}
    seen = {document.index: Unseen(layout, document) for document in own if links[document.index]}
    found: dict[str, DarkLink] = {}
    shown: set[str] = set()
    for index, unseen in seen.items():
        unseen.note_colours([node for node, _ in links[index]])
        for node, target in links[index]:
            if unseen.sees(node):  # a second, hidden link to there is its twin
                shown.add(registered_domain(host_of(target)))
            elif dark := _dark_link(unseen, node, target):
                found.setdefault(target, dark)
    return [link for link in found.values() if registered_domain(host_of(link.url)) not in shown]


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


def _dark_link(unseen: Unseen, node: Node, target: str) -> DarkLink | None:
    words, why = words_of(unseen.document, node), _why(unseen, node)
    if not words or why is None or not _is_dark(unseen, node, why, words):
        return None
    frame = unseen.document.url if unseen.document.owner is not None else None
    ending = "" if why in (*_HARD, "tiny") else "，旁边没有可以将其打开的菜单、标签或按钮"
    return DarkLink(url=target, words=words[:_LONGEST], because=f"{TOLD[why]}{ending}", frame=frame)


def _is_foreign(host: str, site: str) -> bool:
    return registered_domain(host) != site and not belongs_to(host, _KNOWN)


def _why(unseen: Unseen, link: Node) -> Why | None:
    """Why nothing of a link's text is seen; None where it has none."""
    return next((why for node in unseen.inside(link) if node.text and (why := unseen.why[node.index])), None)


def _largest_hidden(unseen: Unseen, link: Node) -> Node:
    """The largest element around a link in which nothing is seen."""
    largest = link
    for outer in unseen.document.ancestors(link):
        if outer.name in ("body", "html", "#document", "#document-fragment") or unseen.sees(outer):
            break
        largest = outer
    return largest


def _is_dark(unseen: Unseen, link: Node, why: Why, words: str) -> bool:
    hidden = _largest_hidden(unseen, link)
    if speaks_of_the_site(unseen, hidden) or _is_icon(unseen, link):
        return False
    style = _own_style(unseen, link, hidden)
    if why in _HARD or (why == "tiny" and _FONT.search(style)) or _LURES.search(words):
        return True
    return bool(_HIDING.search(style)) and not may_be_shown(unseen, hidden)


def _is_icon(unseen: Unseen, link: Node) -> bool:
    """Whether a small picture lies behind a link whose words were moved away for it."""
    for outer in (link, *list(unseen.document.ancestors(link))[:2]):
        if outer.background and outer.box is not None and outer.box.width <= _ICON and unseen.is_seen(outer):
            return True
    return False


def _own_style(unseen: Unseen, link: Node, hidden: Node) -> str:
    """What the page itself, and no style sheet of the site's designers, says of how a link and the elements around it look."""
    document = unseen.document
    path = [link, *(outer for outer in document.ancestors(link) if outer.index >= hidden.index)]
    said = [node.attributes.get("style", "") + (";display:none" if "hidden" in node.attributes else "") for node in path]
    names = {name for node in path for name in (node.attributes.get("id", ""), *node.attributes.get("class", "").split()) if name}
    if names:
        named = re.compile(rf"[.#](?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])[^{{}}]*\{{([^}}]*)\}}")
        sheets = (node.text for node in document.nodes if node.text and node.parent >= 0 and document.nodes[node.parent].name == "style")
        said += [rule[1] for sheet in sheets for rule in named.finditer(sheet)]
    return ";".join(said)
