"""The way to a list's next page: a link, a script, or the number behind the one that one is on."""

import re
from dataclasses import dataclass

from checker.locating.columns.phrases import PageText, Phrase, page_texts
from checker.locating.columns.row_reading import address_of
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import fold

_NEXT = re.compile(r"[\[(【]?\s*(?:(?:下|后)\s*一?\s*页|下一頁|next(?:\s*page)?)\s*[\])】>»›]*", re.IGNORECASE)
_NEXT_SIGN = re.compile(r">{1,2}|»|›|〉|＞")
_LOAD = re.compile("(?:点击|点此|下拉|上拉)?加载(?:更多|下一页)?.{0,6}|(?:点击)?(?:显示|展开)更多.{0,6}")
_SEE_MORE = re.compile("(?:点击)?(?:查看|浏览|获取)更多.{0,6}")  # often a link to another page: followed by script alone
_TOLD = (
    re.compile(r"(?:总共|共计|共有|共|总计|分)\s*(\d{1,5})\s*页"),
    re.compile(r"总页数\s*:?\s*(\d{1,5})"),
    re.compile(r"(?:页次|页码|页数|第|当前页?)\s*:?\s*\d{1,5}\s*页?\s*/\s*(?:共\s*)?(\d{1,5})"),
    re.compile(r"^\s*[1-9]\d{0,3}\s*/\s*([1-9]\d{0,3})\s*页\s*$"),
)
_BARE = re.compile(r"(?<![\d/.-])([1-9]\d{0,3})\s*/\s*([1-9]\d{0,3})(?![\d/.-])")
_PAGING = re.compile("[下后]一?页|[上前]一?页|[尾末首]页")
_HERE = (
    re.compile(r"(?:当前)?第\s*:?\s*(\d{1,5})\s*页"),
    re.compile(r"(?:页次|页码|当前页?)\s*:?\s*(\d{1,5})\s*页?\s*/"),
    re.compile(r"^\s*(\d{1,4})\s*/\s*\d{1,4}\s*页\s*$"),
)
_DISABLED = re.compile(r"\b(?:disabled?|is-disabled|noclick|no-click|unable|nolink|gray)\b", re.IGNORECASE)
CURRENT = re.compile(r"\b(?:cur(?:rent)?|active|on|selected|now|here|thisclass|this|hover)\b", re.IGNORECASE)
_NEIGHBOUR = 400.0  # CSS px that numbers of one paging stand from each other


@dataclass(frozen=True, slots=True)
class NextPage:
    """Where the next page is: `url`, or, where only a script knows, the element to click (`backend_id` in `document`)."""

    url: str | None
    document: int
    backend_id: int
    words: str


def next_page(layout: Layout) -> NextPage | None:
    """The way on, or None on the last page and where there is but one."""
    texts = page_texts(layout)
    here, told = page_here(texts), pages_told(texts)
    if told is not None and (told <= 1 or (here is not None and here >= told)):
        return None
    for text in texts:
        named = _named(text)
        if named is not None:
            return _way(text.document, *named)
    for text in texts:
        number = _number_behind(text)
        if number is not None:
            return _way(text.document, *number)
    return next((_way(text.document, *found) for text in texts if (found := _loads_more(text)) is not None), None)


def _loads_more(text: PageText) -> tuple[Node, str] | None:
    """加载更多, by whatever is clicked on; 查看更多 where only a script follows it."""
    document = text.document
    for phrase in reversed(text.phrases):
        link = document.nodes[phrase.link] if phrase.link >= 0 else None
        by_script = link is not None and address_of(document, link) is None and not _is_dead(document, link)
        if by_script and link is not None and (_LOAD.fullmatch(phrase.text) or _SEE_MORE.fullmatch(phrase.text)):
            return link, phrase.text
        if link is None and _LOAD.fullmatch(phrase.text) and "更多" in phrase.text:
            return document.nodes[document.nodes[phrase.nodes[0]].parent], phrase.text
    for node in document.nodes:
        is_button = node.name == "input" and node.attributes.get("type", "").lower() == "button" and node.box is not None
        words = fold(node.attributes.get("value", ""))[0].strip() if is_button else ""
        if words and _LOAD.fullmatch(words):
            return node, words
    return None


def pages_told(texts: list[PageText]) -> int | None:
    """共N页, N/M, 总页数."""
    return _first_number(texts, _TOLD) or next((total for _, total in _bare(texts)), None)


def page_here(texts: list[PageText]) -> int | None:
    """第N页, as the page says it."""
    return _first_number(texts, _HERE) or next((here for here, _ in _bare(texts)), None)


def _bare(texts: list[PageText]) -> list[tuple[int, int]]:
    """`1/3` beside words of paging, where it is the only one: a day may be written so too."""
    for text in texts:
        paging = [phrase for phrase in text.phrases if len(phrase.text) <= 60 and _PAGING.search(phrase.text)]
        found = [
            (int(match[1]), int(match[2]))
            for phrase in text.phrases
            if len(phrase.text) <= 60
            for match in _BARE.finditer(phrase.text)
            if int(match[1]) <= int(match[2]) and any(abs(other.box.y - phrase.box.y) < 30 for other in paging)
        ]
        if len(found) == 1:
            return found
    return []


def _first_number(texts: list[PageText], patterns: tuple[re.Pattern[str], ...]) -> int | None:
    for text in texts:
        for phrase in text.phrases:
            if len(phrase.text) > 80:
                continue
            for pattern in patterns:
                match = pattern.search(phrase.text)
                if match and int(match[1]) > 0:
                    return int(match[1])
    return None


def _named(text: PageText) -> tuple[Node, str] | None:
    """下一页 by its words, by its title, or by its sign among numbers."""
    document = text.document
    for phrase in reversed(text.phrases):
        if _NEXT.fullmatch(phrase.text):
            node = _clickable(document, phrase)
            if node is not None:
                return node, phrase.text
    for node in document.nodes:
        if node.name == "a" and node.box is not None and node.box.width > 0:
            hints = f"{node.attributes.get('title', '')} {node.attributes.get('aria-label', '')}"
            alt = next((inner.attributes.get("alt", "") for inner in document.within(node) if inner.name == "img"), "")
            if (_NEXT.fullmatch(fold(hints)[0].strip()) or _NEXT.fullmatch(fold(alt)[0].strip())) and not _is_dead(document, node):
                return node, hints.strip() or alt
    signs = [phrase for phrase in text.phrases if _NEXT_SIGN.fullmatch(phrase.text) and _numbers_near(text, phrase)]
    for phrase in signs:
        node = _clickable(document, phrase)
        if node is not None:
            return node, phrase.text
    return None


def _numbers_near(text: PageText, sign: Phrase) -> bool:
    return any(
        re.fullmatch(r"\d[\d\s.…]*", phrase.text) and abs(phrase.box.y - sign.box.y) < 14 and 0 < sign.box.x - phrase.box.x < _NEIGHBOUR
        for phrase in text.phrases
    )


def _clickable(document: Document, phrase: Phrase) -> Node | None:
    node = document.nodes[phrase.link] if phrase.link >= 0 else None
    if node is None:
        holder = document.nodes[document.nodes[phrase.nodes[0]].parent]
        around = [holder, *list(document.ancestors(holder))[:2]]
        node = next(
            (outer for outer in around if outer.name in ("button", "input") or re.search(r"\bnext\b", outer.attributes.get("class", ""))),
            None,
        )
    return None if node is None or _is_dead(document, node) else node


def _is_dead(document: Document, node: Node) -> bool:
    """Switched off, or leading to the very page that one is on."""
    near = [node, document.nodes[node.parent]] if node.parent >= 0 else [node]
    if any(_DISABLED.search(one.attributes.get("class", "")) or "disabled" in one.attributes for one in near):
        return True
    if node.name == "a" and "href" not in node.attributes and "onclick" not in node.attributes and not node.attributes.get("class"):
        return True
    address = address_of(document, node)
    return address is not None and address.partition("#")[0] == document.url.partition("#")[0]


def _number_behind(text: PageText) -> tuple[Node, str] | None:
    """The link `n + 1` beside an `n` that is no link, or a link to this page or marked as the current one."""
    numbers = [phrase for phrase in text.phrases if phrase.text.strip("[]() ").isdigit() and len(phrase.text) <= 6]
    for phrase in numbers:
        value = int(phrase.text.strip("[]() "))
        if not _is_here(text.document, phrase):
            continue
        for other in numbers:
            near = abs(other.box.y - phrase.box.y) < 10 and 0 < other.box.x - phrase.box.x < 120
            if near and int(other.text.strip("[]() ")) == value + 1 and other.link >= 0:
                node = text.document.nodes[other.link]
                if not _is_dead(text.document, node):
                    return node, other.text
    return None


def _is_here(document: Document, phrase: Phrase) -> bool:
    if phrase.link < 0:
        return True
    link = document.nodes[phrase.link]
    marked = any(CURRENT.search(node.attributes.get("class", "")) for node in (link, document.nodes[link.parent]))
    address = address_of(document, link)
    return marked or (address is not None and address.partition("#")[0] == document.url.partition("#")[0])


def _way(document: Document, node: Node, words: str) -> NextPage:
    return NextPage(address_of(document, node), document.index, node.backend_id, words)
