"""Whether the look was complete: what failed to load and could have carried the footer (CONTRACT.md, `undetermined`).

Weighed by what it is, where it stands and how large: a share button, a pixel of a counter or a weather box carries no badge, and a
badge that is not there is missing whatever became of them.
"""

import re
from collections.abc import Iterator

from checker.locating.links import host_of, leads_elsewhere, link_of
from checker.locating.loaders import loader_kind
from checker.locating.never_a_footer import is_other_picture, never_carries
from checker.locating.partner_lists import SITE_SPEAKS
from checker.records.base import Box
from checker.records.failure_words import tell_failure
from checker.records.layout import Document, Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import find_icp, find_public_security, find_site_code, fold

_LOADERS = re.compile(r"conac\.cn|jiucuo", re.IGNORECASE)  # a kind's own loader is `broken`, not a reason for doubt about the others
_MARK_WORDS = re.compile(r"党政机关|事业单位标识|找错")
_FOOTER_REACH = 500.0  # CSS px above the page's end that the lower edge of a footer's picture or frame reaches at least
_PART_OF_PAGE = 0.25  # of the page's height, where that is more
_ABOVE_FOOTER = 200.0  # CSS px between a picture of the footer and the first of its words
_FOOTER_WORDS = re.compile(r"主办(?:单位)?[:：]|版权所有|标识码|ICP备|公网安备")
_LEAST_AREA = 1500.0  # square CSS px: a smaller picture holds no number that a person could read
_LEAST_WIDTH = 200.0  # CSS px: a narrower frame is a button or a counter; one that grows with what it holds may be low, not narrow
_LEAST_HEIGHT = 10.0
_WIDEST_MARK = 300.0  # CSS px
_BROKEN = 18.0  # CSS px: the sign for a broken picture has 16, a line of its words as much


def failed_carriers(layout: Layout, failures: list[LoadFailure], counter: "re.Pattern[str]") -> list[LoadFailure]:
    """The failures of scripts, frames, data and footer pictures that could have brought a badge; counters and loaders are none."""
    return [failure for failure in failures if _could_carry(layout, failure, counter)]


def _could_carry(layout: Layout, failure: LoadFailure, counter: "re.Pattern[str]") -> bool:
    if counter.search(failure.url) or _LOADERS.search(failure.url):
        return False
    match failure.resource:
        case "script":
            return not never_carries(failure.url) and not _is_own_loader(layout, failure.url)
        case "xhr" | "fetch":
            return not never_carries(failure.url)
        case "document" | "other":
            return _could_be_footer_frame(layout, failure)
        case "image":
            return _could_be_footer_picture(layout, failure)
    return False


def _could_be_footer_frame(layout: Layout, failure: LoadFailure) -> bool:
    """A frame that nobody finds in the page any more may have stood anywhere; what is no frame (`other`) carries nothing."""
    frames = [node for document, node in _nodes(layout) if _is_frame_of(layout, document, node, failure.url)]
    if not frames:
        return failure.resource == "document" and not never_carries(failure.url)
    return not never_carries(failure.url) and any(_is_footer_frame(layout, frame, failure.url) for frame in frames)


def _is_footer_frame(layout: Layout, frame: Node, address: str) -> bool:
    box = frame.box
    if box is None or box.width < _LEAST_WIDTH or not _stands_low(layout, box):
        return False
    is_own = host_of(address) == host_of(layout.documents[0].url)
    return is_own or box.height >= _LEAST_HEIGHT


def _is_frame_of(layout: Layout, document: Document, node: Node, address: str) -> bool:
    if node.name not in ("iframe", "frame", "object", "embed"):
        return False
    inside = layout.documents[node.frame_document].url if node.frame_document is not None else ""
    written = node.attributes.get("src") or node.attributes.get("data") or ""
    return address in (inside, document.absolute(written))


def _could_be_footer_picture(layout: Layout, failure: LoadFailure) -> bool:
    shown = [(document, node) for document, node in _nodes(layout) if _shows(node, failure.url)]
    if not shown:  # a script's picture: the pixel of a counter, unless it is a file of the site's own
        return host_of(failure.url) == host_of(layout.documents[0].url) and "?" not in failure.url and not is_other_picture(failure.url, "")
    return any(
        _is_low_and_large(layout, document, node) and not _is_one_mark(document, node) and not _is_ground_of_text(document, node)
        for document, node in shown
    )


def _is_ground_of_text(document: Document, node: Node) -> bool:
    """Whether it is the ground of a footer that says in text what footers say: what is missing there stood on no picture."""
    if node.name in ("img", "image", "input"):
        return False
    words = fold("".join(inner.text or "" for inner in document.within(node)))[0]
    return bool(find_icp(words) or find_public_security(words) or find_site_code(words) or SITE_SPEAKS.search(words))


def _is_own_loader(layout: Layout, address: str) -> bool:
    """Whether the script is one mark's own loader, under whatever address."""
    return any(
        loader_kind(document, node) and document.absolute(node.attributes.get("src", "")) == address
        for document, node in _nodes(layout)
        if node.name == "script"
    )


def _is_one_mark(document: Document, node: Node) -> bool:
    """A picture that says by its words which mark it is, or that alone leads to that mark's register, carries that one alone."""
    words = fold(_words(node))[0]
    if _LOADERS.search(link_of(document, node) or "") and node.box is not None and node.box.width <= _WIDEST_MARK:
        return True
    return bool(find_icp(words) or find_public_security(words) or find_site_code(words) or _MARK_WORDS.search(words))


def _words(node: Node) -> str:
    return " ".join(node.attributes.get(name, "") for name in ("alt", "title"))


def _nodes(layout: Layout) -> Iterator[tuple[Document, Node]]:
    return ((document, node) for document in layout.documents for node in document.nodes)


def _shows(node: Node, address: str) -> bool:
    return (node.name in ("img", "image", "input") and node.current_source == address) or (
        node.name != "#text" and f'url("{address}")' in node.background
    )


def _stands_low(layout: Layout, box: Box) -> bool:
    """In the lower half at least: on a short page the banner is not far from the end."""
    reach = min(max(_FOOTER_REACH, _PART_OF_PAGE * layout.height), layout.height / 2)
    return box.bottom >= max(layout.height - reach, _footer_top(layout) - _ABOVE_FOOTER)


def _footer_top(layout: Layout) -> float:
    """Where in the main document's lower half the words of its footer begin; 0 where there are none."""
    tops = [
        node.box.y
        for node in layout.documents[0].nodes
        if node.text and node.box is not None and node.box.y >= layout.height / 2 and _FOOTER_WORDS.search(node.text)
    ]
    return min(tops, default=0.0)


def _is_low_and_large(layout: Layout, document: Document, node: Node) -> bool:
    if node.box is None or not _stands_low(layout, node.box):
        return False
    address = node.current_source or ""
    if is_other_picture(address, _words(node)):
        return False
    link = next((around for around in document.ancestors(node) if around.name == "a"), None)
    if link is not None and leads_elsewhere(document, link):
        return False  # another site's banner
    area = _drawn_area(node, node.box)
    return area >= _LEAST_AREA if area is not None else not _stands_before_a_number(document, node)


def _drawn_area(node: Node, box: Box) -> float | None:
    """In square CSS px, as the picture was meant; None where a failed one has but the size that the browser gives it, or its words."""
    sides = [node.attributes.get(name, "").removesuffix("px") for name in ("width", "height")]
    if all(side.isdecimal() for side in sides):
        return float(sides[0]) * float(sides[1])
    area = box.width * box.height
    has_no_size = box.height <= _BROKEN and (box.width <= _BROKEN or bool(node.attributes.get("alt")))
    return None if area < _LEAST_AREA and node.name == "img" and has_no_size and not any(side.isdecimal() for side in sides) else area


def _stands_before_a_number(document: Document, node: Node) -> bool:
    """An emblem: the same line's element says a number in text."""
    for around in document.ancestors(node):
        if around.name in ("body", "html"):
            return False
        words = fold("".join(inner.text or "" for inner in document.within(around)))[0]
        if len(words.strip()) > 4:
            return bool(find_icp(words) or find_public_security(words) or find_site_code(words))
    return False


def sentences(failures: list[LoadFailure]) -> list[str]:
    """In Chinese, for the observation's `incomplete`."""
    names = {"document": "框架页面", "script": "脚本", "xhr": "数据", "fetch": "数据", "image": "图片"}
    return [f"{names.get(failure.resource, '资源')}未能加载：{failure.url}（{tell_failure(failure.reason)}）" for failure in failures]
