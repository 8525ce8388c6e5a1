"""Parts of a list that stand elsewhere than on a next page: pages that only a chooser leads to, 往期, tabs by state, year or department."""

import re

from checker.locating.columns.categories import category_of, clean_name
from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.main_list import FoundList
from checker.locating.columns.paging import CURRENT, next_page, page_here, pages_told
from checker.locating.columns.phrases import PageText, Phrase, lines_of
from checker.locating.columns.row_reading import address_of
from checker.locating.columns.zones import Zones
from checker.records.base import Box
from checker.records.column import Form
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import fold

_OLDER = re.compile(
    r"(?:点击)?(?:查看|浏览|更多)?(?:往期|以往|历史|往年|更早)(?:的)?"
    r"(?:来信|信件|留言|咨询|访谈|调查|征集|问卷|活动|内容|信息|列表|记录|数据|回顾|公开)*(?:列表)?"
)
_STATE = re.compile(
    "(?:已|未|待|正在)(?:回复|答复|办理|办结|受理|处理|反馈|回应)(?:的)?(?:信件|来信|留言|问题|咨询|诉求)?|(?:办理|处理|受理)中"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_OFFICE = re.compile("[一-龥]{1,10}(?:局|委|委员会|办|办公室|厅|街道|镇|乡|中心|署)")
_ALL = re.compile("(?:全部|所有|不限)(?:信件|来信|留言|年份|部门|状态)?")
_COUNT = re.compile(r"\s*[\[(【]\s*\d+\s*[\])】]\s*$")
_GAPS = re.compile(r"[\s|丨/、·]+")
_PAGE_NUMBER = re.compile(r"第?\s*(\d{1,4})\s*页?")
_OF = re.compile(r"(?<![\d/.-])([1-9]\d{0,3})\s*/\s*([1-9]\d{0,3})\s*页")
_ABOVE = 220.0  # CSS px over a list in which its tabs stand
_BELOW = 90.0  # CSS px under it in which its way on stands
_SIGN = 64.0  # CSS px: the most of a picture that is a sign and no content


def further_back(layout: Layout, texts: list[PageText], zones: Zones, chosen: list[FoundList], page: int) -> list[str]:
    """Ways to older rows, in Chinese, where no next page is known; `page` is the number of this one."""
    found = [f"“{phrase.text}”" for text in texts for phrase in text.phrases if zones.holds(phrase) and _leads_to_older(phrase)]
    if next_page(layout) is not None:
        return found
    here, told = _pages(texts)
    if told is not None and max(page, here) < told:
        found.append(f"第{page + 1}页（共{told}页）")
    below = max((one.group.box.bottom for one in chosen), default=0.0)
    for document in layout.documents:
        found += [words for node in document.nodes if (words := _chooser_or_sign(document, node, below))]
    return list(dict.fromkeys(found))


def _pages(texts: list[PageText]) -> tuple[int, int | None]:
    """The number that the page gives itself (1 where it gives none), and how many it says there are: 1/2页 beside a field too."""
    told = pages_told(texts)
    if told is None:
        for text in texts:
            for phrase in text.phrases:
                found = _OF.search(phrase.text) if len(phrase.text) <= 60 else None
                if found is not None and int(found[1]) <= int(found[2]):
                    return int(found[1]), int(found[2])
    return page_here(texts) or 1, told


def _leads_to_older(phrase: Phrase) -> bool:
    return phrase.link >= 0 and bool(_OLDER.fullmatch(phrase.text.strip(" >»[]()《》<…")))


def _chooser_or_sign(document: Document, node: Node, below: float) -> str | None:
    """A `select` of page numbers, or a small picture without words under the list that only a script follows."""
    box = node.box
    if box is None or box.width <= 0 or box.height <= 0:
        return None
    if node.name == "select" and box.y >= below - _BELOW and _numbers_pages(document, node):
        return "页码选择框"
    if (
        node.name == "img"
        and below - 4 <= box.y <= below + _BELOW
        and max(box.width, box.height) <= _SIGN
        and _is_blind_sign(document, node)
    ):
        return "列表下方没有文字的图片按钮"
    return None


def _numbers_pages(document: Document, chooser: Node) -> bool:
    """Whether its options are 1, 2, 3 and so on."""
    words = [inner.text for inner in document.within(chooser) if inner.text and inner.text.strip()]
    numbers = [int(found[1]) for each in words if (found := _PAGE_NUMBER.fullmatch(fold(each)[0].strip()))]
    return len(numbers) >= 2 and len(numbers) == len(words) and numbers == list(range(1, len(numbers) + 1))


def _is_blind_sign(document: Document, picture: Node) -> bool:
    if any(picture.attributes.get(name, "").strip() for name in ("alt", "title", "aria-label")):
        return False
    around = [picture, *(outer for outer in list(document.ancestors(picture))[:2] if outer.name in ("a", "span", "button", "li"))]
    link = next((outer for outer in around if outer.name == "a"), None)
    by_script = any("onclick" in outer.attributes for outer in around)
    return by_script or (link is not None and link.attributes.get("href", "").strip().lower().startswith("javascript:"))


def other_tabs(texts: list[PageText], zones: Zones, chosen: list[FoundList], form: Form) -> list[str]:
    """The names of a row of tabs over the list, each of which shows a part of it, in Chinese; none where 全部 is open."""
    rows = {(one.group.document.index, node) for one in chosen for row in one.group.rows for phrase in row.phrases for node in phrase.nodes}
    found: list[str] = []
    for text in texts:
        box = next((one.group.box for one in chosen if one.group.text is text), None)
        if box is None:
            continue
        near = [phrase for phrase in text.between(box.y - _ABOVE, box.y) if _may_be_a_tab(phrase, rows, zones, box)]
        for line in lines_of(near):
            found += [] if _are_heads(line) else _tabs_of(line, form)
    return list(dict.fromkeys(found))


def _are_heads(line: list[Phrase]) -> bool:
    """Whether a line is the heads over a table: 征集主题, 开始时间, 征集结果."""
    return sum(meaning_of(phrase.text) is not None for phrase in line) >= max(2.0, 0.6 * len(line))


def _may_be_a_tab(phrase: Phrase, rows: set[tuple[int, int]], zones: Zones, box: Box) -> bool:
    is_own = (phrase.document.index, phrase.nodes[0]) in rows
    return not is_own and zones.holds(phrase) and phrase.box.right > box.x - 40 and phrase.box.x < box.right + 40


def _tabs_of(line: list[Phrase], form: Form) -> list[str]:
    """Of one line the words that divide the list, where there are two or more of one kind."""
    words = [(part, phrase) for phrase in line for part in _parts(phrase)]
    whole = [phrase for part, phrase in words if _ALL.fullmatch(part)]
    if whole and not any(_is_current(phrase) for part, phrase in words if not _ALL.fullmatch(part)):
        return []
    for kind in (_STATE, _YEAR, _OFFICE):
        named = [part for part, _ in words if kind.fullmatch(part)]
        if len(named) >= 2:
            return [f"“{name}”" for name in named]
    kinds = [part for part, phrase in words if _is_kind(part, phrase, form)]
    return [f"“{name}”" for name in kinds] if len(kinds) >= 2 else []


def _is_kind(part: str, phrase: Phrase, form: Form) -> bool:
    """网上调查 beside 意见征集, where no address makes a column of it."""
    category = {"surveys": "survey", "interviews": "interview"}.get(form)
    link = phrase.document.nodes[phrase.link] if phrase.link >= 0 else None
    return category is not None and category_of(clean_name(part)) == category and address_of(phrase.document, link) is None


def _parts(phrase: Phrase) -> list[str]:
    return [_COUNT.sub("", part) for part in _GAPS.split(re.sub(r"\s+(?=[\[(【])", "", phrase.text)) if part]


def _is_current(phrase: Phrase) -> bool:
    node = phrase.document.nodes[phrase.nodes[0]]
    return any(CURRENT.search(outer.attributes.get("class", "")) for outer in list(phrase.document.ancestors(node))[:2])
