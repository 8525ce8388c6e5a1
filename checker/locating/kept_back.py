"""What is not seen and may be shown all the same: by hovering, by a click, by waiting. Where that cannot be told, it may be."""

import re
from collections.abc import Iterator

from checker.locating.partner_lists import SITE_SPEAKS
from checker.locating.unseen import Unseen
from checker.records.layout import Document, Node
from checker.records.numbers import fold

_OPENED = {"details", "dialog", "nav", "select", "menu", "object", "map", "svg"}
_ROLES = {"menu", "menubar", "menuitem", "tabpanel", "tablist", "dialog", "alertdialog", "tooltip", "listbox", "combobox", "navigation"}
_PARTS = re.compile(  # of class and id, by which designers call what comes and goes
    r"nav|menu|tab(?!le)|swiper|slick|slid|carousel|owl|banner|focus|scroll|roll|marquee|pop|layer|dialog|modal|mask|tips?$|tooltip|drop|"
    r"select|option|sub(?:nav|menu|list|box)?$|more|fold|collapse|accordion|toggle|expand|hover|share|bdshare|jiathis|social|sns|weixin|"
    r"wechat|weibo|wx|qr|ewm|erweima|app$|download|mobile|phone|wap|sjb?$|float|side|suspen|couplet|piaofu|close|visually|skip|a11y|wza|"
    r"tan(?:chu|ceng)|tc[kc]?$|xiala|daohang|caidan|fenxiang|guanbi|shouji|piao|duilian|lunbo|links?$|"
    r"loading|login|print|fancy|lightbox|layui|xs$|sm$|md$|lg$|friend|yqlj|flink|con(?:tent)?\d*$|panel|pane$|bd$|item|cnzz|tongji|stats?$"
)
_PARTS_AROUND = re.compile(
    r"nav|menu|tab(?!le)|swiper|slick|slid|carousel|pop|layer|dialog|modal|drop|select|share|social|mobile|phone|wap"
)
_TOKEN = re.compile(r"[A-Za-z][a-z]*|[A-Z]+(?![a-z])")
_CONTROLS = {"input", "button", "select", "iframe", "video", "canvas", "form", "object", "embed"}
_CLOSES = re.compile(r"关\s*闭|收起|展开|[×✕✖]|\bclose\b", re.IGNORECASE)
_HEADS = {"a", "button", "label", "dt", "summary", "span", "i", "em", "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "input", "img"}
_CLICKED = {"a", "button", "label", "summary", "input"}
_ENTRIES = {"li", "dl", "dd", "dt", "td", "span", "label"}
_ROWS = {"li", "dd", "tr", "td"}
_PAGE = {"body", "html", "form"}
_HEAD_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|hd|head|btn|arrow|trigger)(?:$|[\s_\d-])", re.IGNORECASE)
_HEAD = 14  # letters of what opens something
_HIDES = re.compile(
    r"""['"]?\s*\)?\s*(?:\.style\.(?:display\s*=\s*['"]none|visibility\s*=\s*['"]hidden)|\.hide\(|\.css\(\s*['"]display['"]\s*,\s*['"]none|\{[^}]*none)"""
)
_WRITES = re.compile(r"""(?:\bid|\bclass)\s*=\s*\\?['"]?[\w\s-]*$""")  # a script that writes it names it too
_REACH = 80  # characters before and behind a name that say what is done with it
_SCRIPT = 200_000  # characters of one that are read
_NEVER_NAMES = {"class", "id", "style", "src", "alt", "title", "content", "value"}
_MOST = 0.5  # share of what is seen on the page: an element that holds more is the page itself


class KeptBack:
    """Asked of the largest element around a link that shows nothing; remembers what scripts call by name."""

    def __init__(self, unseen: Unseen) -> None:
        self._unseen = unseen
        self._calls = list(_calls(unseen.document))
        self._called: dict[frozenset[str], bool] = {}

    def may_be_shown(self, hidden: Node) -> bool:
        """Whether a reader may bring it up, or it is a part of the page's making."""
        unseen = self._unseen
        around = [outer for outer in unseen.document.ancestors(hidden) if outer.name not in ("html", "body")]
        near = [outer for outer in around if outer.name in _OPENED or unseen.share(outer) < _MOST]
        inside = [node for node in unseen.inside(hidden) if node.text is None]
        if any(_is_part(node, _PARTS) for node in inside) or any(_is_part(outer, _PARTS_AROUND) for outer in near):
            return True
        return (
            any(node.name in _CONTROLS for node in inside)
            or bool(_CLOSES.search(_all_words(unseen, hidden)))
            or _has_head(unseen, hidden)
            or _takes_turns(unseen, hidden)
            or self._is_called(inside)
        )

    def _is_called(self, inside: list[Node]) -> bool:
        """Whether a script or an attribute of the page names it, other than to hide it."""
        names = {name for node in inside for name in (node.attributes.get("id", ""), *node.attributes.get("class", "").split())}
        key = frozenset(name for name in names if len(name) > 1 and not name.isdigit())
        if key and key not in self._called:
            called = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(key)))})(?![\w-])")
            self._called[key] = any(not _only_hides(called, words) for words in self._calls)
        return bool(key) and self._called[key]


def speaks_of_the_site(unseen: Unseen, hidden: Node) -> bool:
    """A second foot, for telephones: it says who runs the site."""
    return bool(SITE_SPEAKS.search(fold(_all_words(unseen, hidden))[0]))


def _is_part(node: Node, parts: re.Pattern[str]) -> bool:
    if node.name in _OPENED or "popover" in node.attributes or node.attributes.get("role") in _ROLES:
        return True
    named = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return any(parts.match(token.lower()) for token in _TOKEN.findall(named))


def _all_words(unseen: Unseen, node: Node) -> str:
    nodes = unseen.document.nodes
    silent = ("script", "style", "noscript", "template")
    return " ".join(inner.text for inner in unseen.inside(node) if inner.text and nodes[inner.parent].name not in silent)


def _has_head(unseen: Unseen, hidden: Node) -> bool:
    """Whether what stands beside it, or alone around it, is small enough to be what a reader points at."""
    document = unseen.document
    holder = document.nodes[hidden.parent]
    if holder.name not in _PAGE and len(unseen.words(holder)) <= _HEAD and (holder.name in _ENTRIES or _is_clicked(unseen, holder)):
        return True
    return any(_is_head(unseen, beside, holder) for beside in _neighbours(unseen, hidden))


def _neighbours(unseen: Unseen, hidden: Node) -> Iterator[Node]:
    """The nearest elements (or texts) before and behind it that are seen."""
    beside = [node for node in unseen.document.nodes if node.parent == hidden.parent and node is not hidden and unseen.sees(node)]
    beside = [node for node in beside if not (node.name in _ROWS and node.name == hidden.name)]  # a row heads no other row
    yield from [node for node in beside if node.index < hidden.index][-1:]
    yield from [node for node in beside if node.index > hidden.index][:1]


def _is_head(unseen: Unseen, node: Node, holder: Node) -> bool:
    if len(unseen.words(node)) > _HEAD:
        return False
    if holder.name in _PAGE:
        return node.name in _CLICKED or "onclick" in node.attributes
    return node.name in _HEADS or bool(_HEAD_CLASS.search(node.attributes.get("class", ""))) or _is_clicked(unseen, node)


def _is_clicked(unseen: Unseen, node: Node) -> bool:
    """Whether something is seen in it that a reader points at or clicks on."""
    return any(
        unseen.sees(inner) and (inner.name in _CLICKED or inner.name == "img" or any(name.startswith("on") for name in inner.attributes))
        for inner in unseen.inside(node)
        if inner.text is None
    )


def _takes_turns(unseen: Unseen, hidden: Node) -> bool:
    """Whether others of its make beside it are seen: panels behind tabs, slides. One that is kept back among many is none."""
    kind = (hidden.name, _make(hidden))
    alike = [
        node for node in unseen.document.nodes if node.parent == hidden.parent and (node.name, _make(node)) == kind and _links(unseen, node)
    ]
    shown = sum(unseen.sees(node) for node in alike)
    kept_back = len(alike) - shown
    in_row = hidden.name in ("li", "dd") or unseen.document.nodes[hidden.parent].name not in _PAGE
    return shown >= 1 and (kept_back >= 2 or kept_back >= shown) and (bool(_make(hidden)) or in_row)


def _make(node: Node) -> frozenset[str]:
    """The classes by which its designer made it, without those of its present state."""
    states = {"on", "off", "active", "cur", "current", "selected", "hide", "hidden", "show", "none", "in", "out", "fade", "first", "last"}
    return frozenset(node.attributes.get("class", "").lower().split()) - states


def _links(unseen: Unseen, node: Node) -> int:
    return sum(inner.name == "a" for inner in unseen.inside(node))


def _only_hides(called: re.Pattern[str], words: str) -> bool:
    return all(
        _HIDES.match(words, found.end(), found.end() + _REACH) or _WRITES.search(words, max(0, found.start() - _REACH), found.start())
        for found in called.finditer(words)
    )


def _calls(document: Document) -> Iterator[str]:
    """The page's own scripts, and what attributes say that name other elements."""
    for node in document.nodes:
        if node.text is not None:
            if node.parent >= 0 and document.nodes[node.parent].name == "script":
                yield node.text[:_SCRIPT]
            continue
        for name, value in node.attributes.items():
            if name not in _NEVER_NAMES and (name != "href" or value.startswith(("#", "javascript:"))):
                yield value
