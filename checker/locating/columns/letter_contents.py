"""What on a page of letters is no text and may show somebody all the same: fields of forms, and pictures inside a letter."""

import re
from collections.abc import Iterator

from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.letter import read_letter
from checker.locating.columns.masked_words import names_somebody
from checker.locating.columns.page_reading import read_page
from checker.locating.columns.personal_words import label_before, personal_spans
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.columns.zones import Zones, zones_of
from checker.records.base import Box
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import fold

_FIELDS = {"input", "textarea", "select"}
_BUTTONS = {"hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file"}
_PICTURES = {"img", "image", "canvas", "object", "embed", "svg", "video"}
_LEAST = 40.0  # CSS px: what is smaller is an icon
_NO_CONTENT = {"nav", "header", "footer"}
_FOOT = re.compile(r"(?:^|[\s_-])foot(?:er)?(?:$|[\s_-])", re.IGNORECASE)
_LISTS = ("list", "letters", "directory", "surveys", "interviews")


def field_boxes(text: PageText) -> Iterator[Box]:
    """The fields of forms that a label, their own name or what stands in them makes somebody's."""
    document = text.document
    last: Node | None = None
    was_personal = False
    for node in document.nodes:
        if node.name not in _FIELDS or node.box is None or node.attributes.get("type", "").lower() in _BUTTONS:
            continue
        begin, before, last = (last.index if last else 0), last, node
        is_personal = _is_personal(text, node, begin) or (was_personal and _goes_on(text, before, node))
        was_personal = is_personal
        if is_personal:
            yield node.box


def _is_personal(text: PageText, node: Node, begin: int) -> bool:
    """`begin` is where the field before stands in the document."""
    names = (node.attributes.get(key, "") for key in ("name", "id"))
    hints = (node.attributes.get(key, "") for key in ("placeholder", "title", "aria-label"))
    return (
        bool(personal_spans(fold(_value(text.document, node))[0]))
        or any(names_somebody(name) for name in names)
        or any(_labels_somebody(hint.removeprefix("请输入")) for hint in hints)
        or _labels_somebody(_words_before(text, begin, node))
    )


def _goes_on(text: PageText, before: Node | None, node: Node) -> bool:
    """Whether a field takes up what the one before began: on one line, with nothing written between (the parts of a number)."""
    if before is None or before.box is None or node.box is None or text.from_to(before.index, node.index):
        return False
    return abs(before.box.y - node.box.y) < 8 and abs(node.box.x - before.box.right) < 30


def _value(document: Document, node: Node) -> str:
    if node.written is not None:
        return node.written
    inside = "".join(inner.text or "" for inner in document.within(node)) if node.name == "textarea" else ""
    return node.attributes.get("value", "") or inside


def _labels_somebody(words: str) -> bool:
    told = label_before(fold(words)[0].rstrip(" :*")) if len(words) <= 40 else None
    return (told is not None and told[0] == "personal") or meaning_of(words) == "personal"


def _words_before(text: PageText, begin: int, node: Node) -> str:
    """The end of the text between the last field (`begin`) and this one, if it stands beside or above it."""
    before = text.from_to(begin, node.index)
    if not before or node.box is None or not -60 <= node.box.y - before[-1].box.y <= 60:
        return ""
    return before[-1].text[-12:]


def picture_boxes(layout: Layout) -> Iterator[Box]:
    """The pictures in the content of one letter's own page: scans and attachments. On lists of letters there are none."""
    texts = page_texts(layout)
    address = layout.documents[0].url
    letter = read_letter(layout, address)
    is_letter = letter is not None and "asked" in letter.fields  # the heads of a list read like a letter without a day
    if not is_letter and read_page(layout, address).form in _LISTS:
        return
    zones = zones_of(layout, texts)
    for document in layout.documents:
        for node in document.nodes:
            if node.name in _PICTURES and node.box is not None and _is_content(document, node, node.box, zones):
                yield node.box


def _is_frame_of_page(node: Node) -> bool:
    return node.name in _NO_CONTENT or bool(_FOOT.search(f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"))


def _is_content(document: Document, node: Node, box: Box, zones: Zones) -> bool:
    if min(box.width, box.height) < _LEAST or any(_is_frame_of_page(outer) for outer in document.ancestors(node)):
        return False
    return zones.top <= box.y + box.height / 2 <= zones.bottom
