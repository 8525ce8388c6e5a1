"""Whether a page holds nothing but its own name, the words that there is nothing, and the frame of the site: then its column is blank."""

import re

from checker.locating.columns.article import is_line_of_article
from checker.locating.columns.categories import LONGEST_NAME, category_of, clean_name, heads_foreign_links, is_directory
from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.phrases import Phrase
from checker.locating.columns.word_lists import word_lists
from checker.locating.columns.zones import Zones, is_place_line
from checker.records.layout import Document, Layout, Node

NOTHING_HERE = re.compile(
    "建设中|正在建设|正在完善|敬请期待|(?:暂无|没有|无|(?:没有?|未)(?:能?查询|检索|搜索|查|找)到)(?:相关|任何|符合条件的|可显示的)?(?:的)?(?:信息|内容|数据|记录|文章|资料|文件)|"
    "内容(?:正在)?(?:更新|整理|添加)中|栏目(?:正在)?(?:维护|调整|升级)|No (?:data|records?)|暂无",
    re.IGNORECASE,
)
_PAGING = re.compile(
    r"(?:共|第|当前|每页|转到|跳转|到|首页|[上下前后]一?页|[末尾]页|页|条|记录|go|[\d\s/:,，。、|<>«»‹›·.\-()\[\]])+", re.IGNORECASE
)
_NOTHING_SAID = 40  # characters of words that say that there is nothing
_REST = 30  # characters that may stand beside such words: of the site's frame, of heads over an empty table
_SHORT_NAME = 8
_PICTURES = {"img", "canvas", "svg", "video", "object", "embed", "iframe"}
_PICTURE = (240.0, 140.0)  # CSS px, the least of a picture that is content wherever it leads
_SMALL_PICTURE = (100.0, 60.0)  # of one that leads nowhere; a badge in the foot is lower
_BANNER = 3.2  # times as wide as high
_NO_FIELDS = {"hidden", "submit", "button", "image", "reset"}


def says_nothing(told: list[Phrase]) -> bool:
    return any(NOTHING_HERE.search(phrase.text) and len(phrase.text) <= _NOTHING_SAID for phrase in told)


def is_blank(layout: Layout, zones: Zones, told: list[Phrase], title: str | None) -> bool:
    """`told` are the phrases of the content without the site's lists of links; `title` is the page's."""
    rest = [phrase for phrase in told if not _is_of_the_frame(phrase, title or "")]
    if says_nothing(told):
        others = [phrase for phrase in rest if not NOTHING_HERE.search(phrase.text)]
        return sum(len(phrase.text) for phrase in others) <= _REST and not _has_fields(layout, zones, {"textarea"})
    paging = [phrase for phrase in told if _PAGING.fullmatch(phrase.text)]
    return not rest and not has_picture(layout, zones) and not _has_fields(layout, zones, {"textarea", "select", "input"}, paging)


def own_names(title: str | None) -> set[str]:
    """The names that a page's title is made of: 办事指南_岚河县人民政府."""
    pieces = re.split(r"[_\-—–|·>»:,\s]+", title or "")
    return {clean_name(piece) for piece in (*pieces, title or "") if clean_name(piece)}


def _is_of_the_frame(phrase: Phrase, title: str) -> bool:
    """The page's name, the place line, 栏目导航 over a menu, heads of an empty table, an article's line of source, paging."""
    words = phrase.text
    name = clean_name(words)
    if not name or _PAGING.fullmatch(words) or is_place_line(words) or is_line_of_article(words) or meaning_of(words) is not None:
        return True
    if name in own_names(title) or (len(name) >= 2 and name in clean_name(title)):
        return True
    is_heading = any(re.fullmatch("h[1-6]", outer.name) for outer in phrase.document.ancestors(phrase.document.nodes[phrase.nodes[0]]))
    return (is_heading and len(name) <= LONGEST_NAME) or (
        len(name) <= _SHORT_NAME and (category_of(name) is not None or is_directory(name) or bool(word_lists().elsewhere.search(name)))
    )


def has_picture(layout: Layout, zones: Zones) -> bool:
    """A chart, a photograph, a scanned document or a film in the content: whatever it says, a page with one is not empty.

    Banners are long and low, and small pictures with a link lead to other sites.
    """
    for document in layout.documents:
        for node in document.nodes:
            is_one = node.name in _PICTURES or ("url(" in node.background and node.name not in ("html", "body"))
            if not is_one or not _is_in(node, zones) or node.box is None:
                continue
            box = node.box
            if box.width >= _PICTURE[0] and box.height >= _PICTURE[1] and box.width <= _BANNER * box.height:
                return True
            is_large = box.width >= _SMALL_PICTURE[0] and box.height >= _SMALL_PICTURE[1]
            if node.name in _PICTURES and is_large and not _is_linked(document, node):
                return True
    return False


def _is_linked(document: Document, node: Node) -> bool:
    return any(outer.name == "a" or "onclick" in outer.attributes for outer in (node, *document.ancestors(node)))


def _has_fields(layout: Layout, zones: Zones, names: set[str], paging: list[Phrase] | None = None) -> bool:
    """Whether one can write or choose something in the content, other than the number of a page in a line of `paging`."""
    return any(
        node.name in names
        and node.attributes.get("type", "").lower() not in _NO_FIELDS
        and _is_in(node, zones)
        and not _is_on_line(node, paging or [])
        and not (node.name == "select" and _leads_elsewhere(document, node))
        for document in layout.documents
        for node in document.nodes
    )


def _leads_elsewhere(document: Document, select: Node) -> bool:
    """A drop-down list that is headed as friendly links are: 国务院部门网站, 各省市政府网站."""
    options = [inner.text for inner in document.within(select) if inner.text is not None and inner.text.strip()]
    return bool(options) and heads_foreign_links(options[0])


def _is_on_line(node: Node, phrases: list[Phrase]) -> bool:
    box = node.box
    return box is not None and any(min(box.bottom, one.box.bottom) - max(box.y, one.box.y) > 0.5 * one.box.height for one in phrases)


def _is_in(node: Node, zones: Zones) -> bool:
    box = node.box
    return box is not None and box.width > 0 and box.height > 0 and zones.top <= box.y + box.height / 2 <= zones.bottom
