"""Whether the look was complete: what failed to load and could have carried the footer (CONTRACT.md, `undetermined`)."""

import re
from urllib.parse import urljoin

from checker.locating.picture_marks import loader_kind
from checker.records.base import Box
from checker.records.layout import Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import find_icp, find_public_security, find_site_code, fold

_LOADERS = re.compile(r"conac\.cn|jiucuo", re.IGNORECASE)  # a kind's own loader is `broken`, not a reason for doubt about the others
_MARK_WORDS = re.compile(r"党政机关|事业单位标识|找错")
_FOOTER_REACH = 1200.0  # CSS px above the page's end in which a picture may be the footer's
_LEAST_AREA = 1500.0  # square CSS px: a smaller picture holds no number that a person could read
_PART_OF_PAGE = 0.3  # of the page's height, where that is more


def failed_carriers(layout: Layout, failures: list[LoadFailure], counter: "re.Pattern[str]") -> list[LoadFailure]:
    """The failures of scripts, frames, data and footer pictures that could have brought a badge; counters and loaders are none."""
    return [failure for failure in failures if _could_carry(layout, failure, counter)]


def _could_carry(layout: Layout, failure: LoadFailure, counter: "re.Pattern[str]") -> bool:
    if counter.search(failure.url) or _LOADERS.search(failure.url):
        return False
    if failure.resource == "script" and _is_own_loader(layout, failure.url):
        return False
    if failure.resource in ("document", "script", "xhr", "fetch"):
        return True
    if failure.resource != "image":
        return False
    nodes = [node for document in layout.documents for node in document.nodes if _shows(node, failure.url)]
    if not nodes:
        return True  # a background or a script's picture: nobody knows where it would have stood
    return any(_is_low_and_large(layout, node) and not _is_one_mark(node) for node in nodes)


def _is_own_loader(layout: Layout, address: str) -> bool:
    """Whether the script is one mark's own loader, under whatever address."""
    return any(
        loader_kind(document, node) and urljoin(document.url, node.attributes.get("src", "")) == address
        for document in layout.documents
        for node in document.nodes
        if node.name == "script"
    )


def _is_one_mark(node: Node) -> bool:
    """A picture that says by its words which mark it is carries that one alone."""
    words = fold(" ".join(node.attributes.get(name, "") for name in ("alt", "title")))[0]
    return bool(find_icp(words) or find_public_security(words) or find_site_code(words) or _MARK_WORDS.search(words))


def _shows(node: Node, address: str) -> bool:
    return node.name in ("img", "image", "input") and node.current_source == address


def _is_low_and_large(layout: Layout, node: Node) -> bool:
    if node.box is None:
        return False
    begin = layout.height - max(_FOOTER_REACH, _PART_OF_PAGE * layout.height)
    return node.box.bottom >= begin and _drawn_area(node, node.box) >= _LEAST_AREA


def _drawn_area(node: Node, box: Box) -> float:
    """In square CSS px, as the picture was meant: one that failed takes the size of its alternative text instead."""
    sides = [node.attributes.get(name, "").removesuffix("px") for name in ("width", "height")]
    return float(sides[0]) * float(sides[1]) if all(side.isdecimal() for side in sides) else box.width * box.height


def sentences(failures: list[LoadFailure]) -> list[str]:
    """In Chinese, for the observation's `incomplete`."""
    names = {"document": "框架页面", "script": "脚本", "xhr": "数据", "fetch": "数据", "image": "图片"}
    return [f"{names.get(failure.resource, '资源')}未能加载：{failure.url}（{failure.reason}）" for failure in failures]
