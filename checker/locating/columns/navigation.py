"""Navigation: bars of short links, menus that stand open beside the content, and entries that wait under a head of the bar."""

import re

from checker.locating.columns.categories import clean_name, is_column_name
from checker.locating.columns.main_list import FoundList
from checker.locating.columns.phrases import PageText, Phrase, lines_of
from checker.records.candidate import Piece
from checker.records.layout import Document, Node

_HOME = re.compile(r"(?:(?:网站|返回|门户|本站)?\s*首\s*页|主页|home)(?![一-龥])", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:main|top|site|web|sub|side)?(?:nav(?:i|bar|igation|s)?\d*|menu\w{0,4}|daohang|dh|dhl)(?=$|[\s_-])", re.IGNORECASE
)
_BESIDE = 60.0  # CSS px between the lines of one bar
_HEADED = 110.0  # CSS px between a heading and its links
LONGEST = 10  # characters of an entry
_REACH = 700.0  # CSS px from the top that a bar stands in
_MOST = 25  # entries of a menu with its head
_SHORT = 6.6  # characters that entries of a menu have on average


def classes_of(node: Node) -> str:
    return f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}".strip()


def has_class(node: Node, pattern: re.Pattern[str]) -> bool:
    words = classes_of(node)
    return bool(words) and bool(pattern.search(words))


def bars_of(text: PageText) -> set[int]:
    """The links (indices of their nodes) that stand in a bar: four or more short ones on a line, with 首页 or marked as navigation.

    Lines of short links without either are bars right beside one, or near the top where no sure bar is (an entrance).
    """
    sure: list[list[Phrase]] = []
    likely: list[list[Phrase]] = []
    for line in lines_of([phrase for phrase in text.phrases if phrase.link >= 0]):
        short = [phrase for phrase in line if len(clean_name(phrase.text)) <= LONGEST]
        if len(short) < 4 or len(short) < 0.8 * len(line):
            continue
        marked = sum(_is_marked(text.document, phrase) for phrase in short) >= 0.8 * len(short)
        if marked or (any(_HOME.match(phrase.text) for phrase in short) and _is_all_links(text, short)):
            sure.append(short)
        elif line[0].box.y < _REACH and _is_all_links(text, short) and not _is_headed(text, short):
            likely.append(short)
    beside = [line for line in likely if not sure or any(abs(line[0].box.y - bar[0].box.y) < _BESIDE for bar in sure)]
    return {phrase.link for line in sure + beside for phrase in line}


def _is_headed(text: PageText, line: list[Phrase]) -> bool:
    """Whether a name without a link stands above a line: its links are a block's."""
    top = line[0].box.y
    above = text.between(top - _HEADED, top - 4)
    return any(phrase.link < 0 and is_column_name(clean_name(phrase.text)) for phrase in above)


def menus_of(lists: list[FoundList]) -> set[int]:
    """Links of lists of names: short, undated, one below the other (the column's own menu beside a directory)."""
    found: set[int] = set()
    for one in lists:
        if one.share_dated == 0 and len(one.rows) >= 2 and one.title_length <= _SHORT:
            found |= {row.row.link.index for row in one.rows if row.row.link is not None}
    return found


def _is_marked(document: Document, phrase: Phrase) -> bool:
    return any(outer.name == "nav" or has_class(outer, _NAVIGATION) for outer in document.ancestors(document.nodes[phrase.nodes[0]]))


def _is_all_links(text: PageText, line: list[Phrase]) -> bool:
    """Whether the smallest element around a line holds short links and little else: headings of blocks side by side hold their lists."""
    paths = [{outer.index for outer in text.document.ancestors(text.document.nodes[phrase.nodes[0]])} for phrase in line]
    shared = set.intersection(*paths)
    inside = text.within(text.document.nodes[max(shared)]) if shared else text.phrases
    inside = [phrase for phrase in inside if phrase.link >= 0 or clean_name(phrase.text)]  # without the bars between
    short = sum(phrase.link >= 0 and len(clean_name(phrase.text)) <= LONGEST for phrase in inside)
    return short >= 0.7 * len(inside)


def head_in_bar(text: PageText, node: Node, bars: set[int]) -> Piece | None:
    """Of an entry that stands in an item of a bar below the item's own link: that link's words."""
    document = text.document
    for outer in reversed(list(document.ancestors(node))):
        if outer.name in ("li", "dl"):
            inside = text.within(outer)
            if 0 < len(inside) <= _MOST and inside[0].link in bars and inside[0].link != node.index:
                return piece_of(document, inside[0])
    return None


def head_shown(text: PageText, node: Node) -> Piece | None:
    """What has to be hovered over before an entry that is not laid out opens: the only thing that is laid out around it, above it."""
    for outer in list(text.document.ancestors(node))[:8]:
        if outer.name in ("body", "html"):
            return None
        shown = text.within(outer)
        if shown:
            is_head = len(shown) <= 2 and shown[0].nodes[0] < node.index and len(clean_name(shown[0].text)) <= LONGEST
            return piece_of(text.document, shown[0]) if is_head else None
    return None


def piece_of(document: Document, phrase: Phrase) -> Piece:
    node = document.nodes[phrase.nodes[0]]
    words = node.text or ""
    start = len(words) - len(words.lstrip())
    return Piece(document.index, node.backend_id, "text", start, len(words.rstrip()), words.strip(), node.box)
