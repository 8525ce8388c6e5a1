"""What on a page is worded like a column's name: texts, pictures by their words, backgrounds, and links that are not laid out yet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.locating.columns.categories import clean_name, is_column_name
from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.phrases import PageText, Phrase
from checker.locating.columns.row_reading import address_of
from checker.locating.image_maps import areas_of
from checker.records.base import Box, around, part_of
from checker.records.candidate import Piece
from checker.records.layout import Document, Node
from checker.records.numbers import fold

ReadWords = Callable[[Piece], str | None]  # what is written on a picture, as whoever can read it says
_MORE = re.compile(
    r"[\[(【<《>》»\s·.]*(?:(?:查看|点击|阅读|浏览)?更\s*多(?:内容|信息)?|(?:read |view )?more|\+{1,2}|>{2,}|»|>)[\])】>》»\s+.…:]*",
    re.IGNORECASE,
)
_ROUTE = re.compile("#!?/.")  # a place within a page that a script writes
_PICTURES = {"img", "input", "image"}
_LEAST = (36.0, 14.0)  # CSS px of a picture that words can stand on
_WIDEST = 700.0  # CSS px: a wider picture is a banner
_LINES = 3  # of a name that stands vertically, at least
_SIGNS = 2  # characters on each of its lines, at most
_SPLIT = 3  # characters that each of several names side by side must have


@dataclass(slots=True)
class Label:
    """`name` is cleaned, and empty for 更多. `box` is None for what is not laid out, or stands in a closed menu."""

    document: Document
    words: str
    name: str
    element: Node
    link: Node | None
    address: str | None
    box: Box | None
    pieces: tuple[Piece, ...]
    is_picture: bool = False
    is_more: bool = False
    head: Piece | None = None  # of an entry that is laid out in a menu that is closed: what opens it

    @property
    def key(self) -> tuple[int, int]:
        return self.document.index, self.element.index


def labels_of(text: PageText, read_words: ReadWords | None = None) -> list[Label]:
    """All labels of one document in its order; 更多 links among them."""
    document = text.document
    found = [label for phrase in text.phrases for label in _of_phrase(document, phrase)]
    found += _standing(text)
    found += _of_pictures(text, read_words)
    found += _not_laid_out(text)
    return sorted(found, key=lambda label: label.element.index)


def raw_words(document: Document, node: Node) -> str:
    """The text inside a node, laid out or not."""
    inside = (inner.text for inner in document.within(node) if inner.text is not None and not inner.name.startswith("::"))
    return " ".join(fold(" ".join(inside))[0].split())


def _standing(text: PageText) -> Iterator[Label]:
    """Links whose words stand vertically, a sign or two on each line: no line of theirs is a name, all together are."""
    lines: dict[int, list[Phrase]] = {}
    for phrase in text.phrases:
        if phrase.link >= 0:
            lines.setdefault(phrase.link, []).append(phrase)
    for link, phrases in lines.items():
        name = clean_name("".join(phrase.text for phrase in phrases).replace(" ", ""))
        if len(phrases) < _LINES or any(len(phrase.text) > _SIGNS for phrase in phrases) or not is_column_name(name):
            continue
        if all(_lies_under(other, one) for one, other in pairwise(phrases)):
            nodes = [text.document.nodes[index] for phrase in phrases for index in phrase.nodes]
            yield _text_label(text.document, nodes, name, name, link)


def _lies_under(other: Phrase, one: Phrase) -> bool:
    return other.box.y >= one.box.bottom - 2 and min(one.box.right, other.box.right) > max(one.box.x, other.box.x)


def _says_what_it_labels(words: str) -> bool:
    """姓名, 来信时间: heads of a table and labels of fields are no names of columns; 调查结果 and 调查问卷 may be either."""
    return meaning_of(words) not in (None, "result") and not clean_name(words).endswith("问卷")


def _of_phrase(document: Document, phrase: Phrase) -> Iterator[Label]:
    nodes = [document.nodes[index] for index in phrase.nodes]
    if len(nodes) > 1 and " " in phrase.text:
        names = [clean_name(node.text or "") for node in nodes]
        if all(len(name) >= _SPLIT and is_column_name(name) for name in names):
            for node, name in zip(nodes, names, strict=True):
                yield _text_label(document, [node], node.text or "", name, phrase.link)
            return
    if len(phrase.text) > 40:
        return
    name = clean_name(phrase.text)
    if is_column_name(name) and not (phrase.link < 0 and _says_what_it_labels(phrase.text)):
        yield _text_label(document, nodes, phrase.text, name, phrase.link)
    elif phrase.link >= 0 and _MORE.fullmatch(phrase.text):
        hint = clean_name(document.nodes[phrase.link].attributes.get("title", ""))
        yield _text_label(document, nodes, phrase.text, hint if is_column_name(hint) else "", phrase.link, is_more=True)


def _text_label(document: Document, nodes: list[Node], words: str, name: str, link: int, *, is_more: bool = False) -> Label:
    owner = document.nodes[link] if link >= 0 else None
    boxes = [node.box for node in nodes if node.box is not None and node.box.width > 0]
    written = [node for node in nodes if (node.text or "").strip()]
    own_words = [node for node in written if not node.name.startswith("::")]  # a bullet before a name is no part of it
    pieces = tuple(_text_piece(document, node) for node in own_words or written)
    holder = document.nodes[nodes[0].parent]
    own = around(boxes) if boxes else None
    return Label(
        document, " ".join(words.split()), name, owner or holder, owner, own_address(document, owner), own, pieces, is_more=is_more
    )


def _text_piece(document: Document, node: Node) -> Piece:
    text = node.text or ""
    start = len(text) - len(text.lstrip())
    return Piece(document.index, node.backend_id, "text", start, len(text.rstrip()), text.strip(), node.box)


def own_address(document: Document, link: Node | None) -> str | None:
    """Where a link leads; None for one to the very page, or that only a script follows."""
    address = address_of(document, link)
    route = link.attributes.get("href", "").strip() if link is not None else ""
    if address is None and route.startswith(("#/", "#!/")):
        return document.absolute(route)  # for a router in the page
    if address is None or not address.lower().startswith(("http:", "https:")) or plain_address(address) == plain_address(document.url):
        return None
    return address if _ROUTE.search(address) else address.partition("#")[0]


def plain_address(address: str) -> str:
    """An address as it is compared: without scheme, www, mark within the page and the usual names of a folder's first page."""
    plain = address.partition("://")[2] or address
    plain = plain if _ROUTE.search(plain) else plain.partition("#")[0]
    plain = re.sub(r"/(?:index|default|list|main)\.(?:s?html?|jsp|aspx?|php)$", "/", plain, flags=re.IGNORECASE)
    return plain.removeprefix("www.").rstrip("/")


def _of_pictures(text: PageText, read_words: ReadWords | None) -> Iterator[Label]:
    document = text.document
    for node in document.nodes:
        if node.box is None or node.box.width < _LEAST[0] or node.box.height < _LEAST[1] or node.box.width > _WIDEST:
            if "usemap" in node.attributes and node.box is not None:
                yield from _of_areas(document, node, read_words)
            continue
        is_drawn = node.name in _PICTURES and node.attributes.get("type", "image") == "image"
        if "usemap" in node.attributes:
            yield from _of_areas(document, node, read_words)
        elif (is_drawn or "url(" in node.background) and not (node.name != "img" and _has_words(text, node)):
            yield from _of_picture(text, node, read_words)


def _of_areas(document: Document, picture: Node, read_words: ReadWords | None) -> Iterator[Label]:
    """By the words of an area, else by those that are written on its part of the picture."""
    assert picture.box is not None  # as the caller asked
    for area, box in areas_of(document, picture):
        name = clean_name(area.attributes.get("alt") or area.attributes.get("title") or "")
        address = own_address(document, area)
        piece = Piece(document.index, picture.backend_id, "element", box=box, part=part_of(picture.box, box))
        if not name and address is not None and read_words is not None:
            name = clean_name(read_words(piece) or "")
        if is_column_name(name):
            yield Label(document, name, name, area, area, address, box, (piece,), is_picture=True)


def _of_picture(text: PageText, node: Node, read_words: ReadWords | None) -> Iterator[Label]:
    document = text.document
    link = _link_around(text, node)
    if link is not None and text.of_link(link) is not None and node.name == "img":
        return  # its link is named by its text
    attributes = [(one, key) for one in (node, link) if one is not None for key in ("alt", "title", "aria-label", "value")]
    hints = [one.attributes.get(key, "") for one, key in attributes]
    if node.name not in _PICTURES:
        hints.append(raw_words(document, node))
    piece = Piece(document.index, node.backend_id, "element", box=node.box)
    is_more = link is not None and any(hint and _MORE.fullmatch(fold(hint)[0].strip()) for hint in hints)
    name = next((name for hint in hints if is_column_name(name := clean_name(hint))), "")
    if not name and not is_more and read_words is not None:
        name = clean_name(read_words(piece) or "")
        name = name if is_column_name(name) else ""
    if name or is_more:
        words = next((hint.strip() for hint in hints if hint.strip()), name)
        yield Label(document, words, name, link or node, link, own_address(document, link), node.box, (piece,), True, is_more)


def _has_words(text: PageText, node: Node) -> bool:
    return any(phrase.text.strip() for phrase in text.within(node))


def _link_around(text: PageText, node: Node) -> Node | None:
    owner = text.owners.get(node.index, -1)
    return text.document.nodes[owner] if owner >= 0 else None


def _not_laid_out(text: PageText) -> Iterator[Label]:
    """Links that a menu or a tab's panel keeps back until something is hovered."""
    document = text.document
    for node in document.nodes:
        if node.name != "a" or _takes_room(node) or any(_takes_room(inner) for inner in document.within(node)):
            continue
        words = raw_words(document, node) or node.attributes.get("title", "")
        name = clean_name(words) if len(words) <= 40 else ""
        is_more = bool(_MORE.fullmatch(words))
        if not is_column_name(name):
            name = ""
        if name or is_more:
            nodes = [inner for inner in document.within(node) if (inner.text or "").strip()]
            pieces = tuple(_text_piece(document, inner) for inner in nodes)
            yield Label(document, words, name, node, node, own_address(document, node), None, pieces, False, is_more)


def _takes_room(node: Node) -> bool:
    """Whether it has a size, and does not stand left of the page or above it."""
    box = node.box
    return box is not None and box.width > 0 and box.height > 0 and box.right > 0 and box.bottom > 0
