"""A sitemap page (网站地图): all columns of a site with the level that each stands on."""

import re
from collections import defaultdict

from checker.locating.columns.categories import category_of, is_directory
from checker.locating.columns.labels import Label, labels_of
from checker.locating.columns.main_list import lists_in
from checker.locating.columns.navigation import bars_of
from checker.locating.columns.outside import Outside
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.columns.row_reading import address_of
from checker.locating.columns.zones import Zones, zones_of
from checker.records.column_candidate import ColumnCandidate, ColumnPlace
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import fold

_SITEMAP = re.compile(r"(?:网\s*站|站\s*点|本站)\s*(?:地\s*图|导\s*航)|栏目导航|site\s*map", re.IGNORECASE)
_INDENT = 12.0  # CSS px that an entry stands further right than its head
_HEADS = {"dt", "th", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "strong", "b"}


def sitemap_address(layout: Layout) -> str | None:
    """Where a page's link 网站地图 leads."""
    for document in layout.documents:
        for node in document.nodes:
            if node.name != "a":
                continue
            inside = list(document.within(node))
            words = "".join(inner.text or "" for inner in inside) + node.attributes.get("title", "")
            words += "".join(inner.attributes.get("alt", "") for inner in inside if inner.name == "img")
            address = address_of(document, node)
            if address is not None and _SITEMAP.search(fold(words)[0]):
                return address
    return None


def read_sitemap(layout: Layout) -> list[ColumnCandidate]:
    """All entries in reading order; `level` counts from 1, `under` names the entry that one stands under."""
    texts = page_texts(layout)
    zones = zones_of(layout, texts)
    found: list[ColumnCandidate] = []
    for text in texts:
        outside = Outside(text, zones, lists_in([text], Zones(0.0, layout.height + 1)), bars_of(text))
        bars = _bars_above(text, zones)
        labels = [
            label
            for label in labels_of(text)
            if label.name and label.box is not None and not label.is_more and label.element.index not in bars and not outside.is_foot(label)
        ]
        labels = [label for label in labels if label.address is not None or _is_head(text.document, label)]
        found += _levels(text.document, labels)
    return found


def _bars_above(text: PageText, zones: Zones) -> set[int]:
    """The links of the page's own navigation, which is no part of the map."""
    bars = bars_of(text)
    return {phrase.link for phrase in text.phrases if phrase.link in bars and phrase.box.y < zones.top}


def _is_head(document: Document, label: Label) -> bool:
    near = [label.element, *list(document.ancestors(label.element))[:2]]
    return label.link is None and any(node.name in _HEADS for node in near)


def _levels(document: Document, labels: list[Label]) -> list[ColumnCandidate]:
    wrappers = _wrappers(document, labels)
    heads: dict[int, int] = {}  # place of an entry → place of its head
    open_heads: list[int] = []
    for place in range(len(labels)):
        while open_heads and not _stands_under(document, wrappers[open_heads[-1]], labels[open_heads[-1]], labels[place]):
            open_heads.pop()
        if open_heads:
            heads[place] = open_heads[-1]
        open_heads.append(place)
    levels: dict[int, int] = {}
    for place in range(len(labels)):
        levels[place] = levels[heads[place]] + 1 if place in heads else 1
    return [_entry(label, levels[place], labels[heads[place]].name if place in heads else None) for place, label in enumerate(labels)]


def _wrappers(document: Document, labels: list[Label]) -> list[Node]:
    """Of each entry the largest element that holds no other."""
    counts: dict[int, int] = defaultdict(int)
    for label in labels:
        for node in (label.element, *document.ancestors(label.element)):
            counts[node.index] += 1
    wrappers = []
    for label in labels:
        wrapper = label.element
        for outer in document.ancestors(label.element):
            if counts[outer.index] > 1 or outer.name in ("body", "html"):
                break
            wrapper = outer
        wrappers.append(wrapper)
    return wrappers


def _stands_under(document: Document, wrapper: Node, head: Label, label: Label) -> bool:
    """Whether an entry stands in what follows its head: in the same parent, in an element of another make, and not to the left of it."""
    assert head.box is not None and label.box is not None  # as read_sitemap asks
    if wrapper.parent < 0:
        return False
    beside: Node | None = None
    inner = label.element
    for outer in (label.element, *document.ancestors(label.element)):
        if outer.index == wrapper.parent:
            beside = inner
            break
        inner = outer
    if beside is None or beside.index == wrapper.index:
        return False
    if beside.name != wrapper.name:
        return _comes_first(document, wrapper, beside) and not _between(document, wrapper, beside)
    is_right = label.box.x >= head.box.x + _INDENT
    return wrapper.name in ("td", "div") and is_right and _holds_more(document, beside) and _is_first(document, wrapper)


def _comes_first(document: Document, wrapper: Node, beside: Node) -> bool:
    """Whether of both makes the head's stands first in their parent: a dt is no entry of the dd before it."""
    inside = range(wrapper.parent + 1, len(document.nodes))
    names = (wrapper.name, beside.name)
    first = next(
        (index for index in inside if document.nodes[index].parent == wrapper.parent and document.nodes[index].name in names), None
    )
    return first is not None and document.nodes[first].name == wrapper.name


def _between(document: Document, wrapper: Node, beside: Node) -> bool:
    """Whether another head of the same make stands between."""
    inside = range(wrapper.index + 1, beside.index)
    return any(document.nodes[index].parent == wrapper.parent and document.nodes[index].name == wrapper.name for index in inside)


def _holds_more(document: Document, node: Node) -> bool:
    return sum(inner.name == "a" for inner in document.within(node)) >= 2


def _is_first(document: Document, wrapper: Node) -> bool:
    before = range(wrapper.parent + 1, wrapper.index)
    return not any(document.nodes[index].parent == wrapper.parent and document.nodes[index].text is None for index in before)


def _entry(label: Label, level: int, under: str | None) -> ColumnCandidate:
    place = ColumnPlace("sitemap", label.words, label.pieces, label.address)
    return ColumnCandidate(
        name=label.name,
        address=label.address,
        category=category_of(label.name) or "other",
        places=(place,),
        is_directory=is_directory(label.name),
        level=level,
        under=under,
    )
