"""Whether a number stands in the list that a heading such as 友情链接 heads: by the page's own structure, not by distance.

Nearly every footer stands below friendly links, so that what stands outside the heading's container, or says anything about the
site itself, is the footer.
"""

import re
from collections.abc import Iterator
from typing import Literal

from checker.locating.reading_text import ReadingText
from checker.records.layout import Document, Node
from checker.records.numbers import fold

_NAMES = "友情链接|友情連結|合作伙伴|合作单位|合作媒体|相关链接|成员单位|支持单位|协办单位"
_HEADING = re.compile(rf"(?:^|[\n\t])\s*({_NAMES})(?![^\s:])")
_MORE = 8  # characters that may stand beside a heading: `更多>>`
_SILENT = {"script", "style", "noscript"}
_LISTS = {"ul", "ol", "dl", "table", "li", "dd", "td"}
# what a page says of itself, and of no partner
SITE_SPEAKS = re.compile(
    r"(?:主办|承办|地址|电话|邮编|标识码|备案号|网安备|传真|联系)[^。:]{,8}:|(?:^|[^国])版权|Copyright|All Rights|主办|承办|标识码|"
    r"(?:网站|站点)地图|联系我们|关于我们|网站声明|免责声明|隐私|设为首页|加入收藏|访问(?:量|次数|人次|总量)|总?访问|访客|人次|浏览量|点击(?:量|数)|"
    r"建议使用|浏览器|分辨率|IPv6|本网?站|统一社会信用代码|中文域名|邮政编码|值班|制作维护|运行维护|维护单位|技术支持",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"人民政府|委员会|管委会|办公室|(?:局|厅|委|院|中心|信息办)(?:$|[^\u4e00-\u9fff])")  # the name of an office


def standing(reading: ReadingText, start: int, line: str, words: str) -> Literal["list", "perhaps", "outside"]:
    """Of the number at `start`; `words` is what its `line` says beside numbers. `perhaps` where it alone stands below the heading."""
    place = next((place for place in reading.places[start:] if place is not None), None)
    headings = list(_HEADING.finditer(reading.text, 0, start))
    heading = reading.places[headings[-1].start(1)] if headings else None
    if place is None or heading is None or SITE_SPEAKS.search(line):
        return "outside"
    document = reading.document
    number, head = document.nodes[place[0]], document.nodes[heading[0]]
    above, container = _container(document, head)
    items = list(_headed(document, container, above)) if container is not None else []
    own = next((item for item in items if item is number or _is_within(document, number, item)), None)
    if container is None or own is None or _speaks(document, own):
        return "outside"
    is_list = own.name in _LISTS or any(around.name in _LISTS for around in _between(document, number, container))
    alike = [item for item in items if item.name == own.name and _text(document, item).strip()]
    if is_list or len(alike) > 1:
        return "list"
    return "outside" if _PUBLIC.search(words) else "perhaps"


def _container(document: Document, head: Node) -> tuple[Node, Node | None]:
    """The heading's own element, and the first one around it that holds more than the heading and a `更多`."""
    above = head
    for around in document.ancestors(head):
        choices = sum(inner.name in ("a", "option") for inner in document.within(around))
        if choices > 1 or len(_text(document, around).strip()) - len((head.text or "").strip()) > _MORE:
            return above, around
        above = around
    return above, None


def _headed(document: Document, container: Node, above: Node) -> Iterator[Node]:
    """The container's children behind the heading, up to what speaks of the site or is another heading."""
    for node in document.nodes[above.index + 1 :]:
        if node.parent < container.index:
            return
        if node.parent != container.index:
            continue
        words = _text(document, node)
        if _HEADING.search(fold(words)[0]) or (_speaks(document, node) and node.name not in _LISTS):
            return
        yield node


def _speaks(document: Document, node: Node) -> bool:
    return bool(SITE_SPEAKS.search(fold(_text(document, node))[0]))


def _text(document: Document, node: Node) -> str:
    """What stands inside, choices of lists included: they are links."""
    return node.text or "".join(
        inner.text for inner in document.within(node) if inner.text and document.nodes[inner.parent].name not in _SILENT
    )


def _is_within(document: Document, node: Node, other: Node) -> bool:
    return any(around is other for around in document.ancestors(node))


def _between(document: Document, node: Node, container: Node) -> Iterator[Node]:
    for around in document.ancestors(node):
        if around is container:
            return
        yield around
