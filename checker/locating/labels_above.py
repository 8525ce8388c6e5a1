"""A number whose label stands above it, as the head of a table's column: 网站标识码 in one row, ten digits in the next."""

import re

from checker.locating.reading_text import ReadingText
from checker.records.base import Box
from checker.records.layout import Document, Node
from checker.records.numbers import Found, fold
from checker.records.sighting import BadgeKind

# ICP numbers say by themselves what they are
_LABELS: dict[BadgeKind, re.Pattern[str]] = {
    "site_code": re.compile(r"(?:政府)?网?站?标\s*识\s*(?:编\s*)?码\s*:?"),
    "public_security": re.compile(r"(?:公安(?:机关|部门)?(?:联网|网站)?备案(?:编)?号码?|(?:公)?网安备案?(?:编)?号?)\s*:?"),
}
_VALUES: dict[BadgeKind, re.Pattern[str]] = {
    "site_code": re.compile(r"bm[0-9]{8}|[0-9]{10}", re.IGNORECASE),
    "public_security": re.compile(r"([0-9]{14})号?"),
}
_LONGEST = 20  # characters of a label or a number that stands alone
_BELOW = 40.0  # CSS px between a label's line and its number's


def numbers_below_labels(reading: ReadingText, kind: BadgeKind) -> list[Found]:
    """Of what is laid out: numbers that stand alone below a label that stands alone, in the same column."""
    if kind not in _LABELS or not _LABELS[kind].search(reading.text):
        return []
    labels: list[Box] = []
    values: list[tuple[Node, Box, str]] = []
    for node in reading.document.nodes:
        if node.text is None or node.box is None or len(node.text) > 4 * _LONGEST:
            continue
        words = fold(node.text)[0].strip()
        if _LABELS[kind].fullmatch(words):
            labels.append(_of_column(reading.document, node, node.box))
        elif _VALUES[kind].fullmatch(words):
            values.append((node, _of_column(reading.document, node, node.box), words.removesuffix("号").lower()))
    places: dict[int, list[int]] = {}
    for index, place in enumerate(reading.places):
        if place is not None:
            places.setdefault(place[0], []).append(index)
    return [
        Found(places[node.index][0], places[node.index][-1] + 1, value)
        for node, box, value in values
        if node.index in places and any(_stands_below(box, label) for label in labels)
    ]


def _of_column(document: Document, node: Node, box: Box) -> Box:
    """The text's own height, and the width of the cell that it stands in: heads stand in the middle of theirs, values at the left."""
    cell = next((around.box for around in document.ancestors(node) if around.display == "table-cell" and around.box is not None), box)
    return Box(cell.x, box.y, cell.width, box.height)


def _stands_below(box: Box, label: Box) -> bool:
    return -2 <= box.y - label.bottom <= _BELOW and min(box.right, label.right) > max(box.x, label.x) + 2
