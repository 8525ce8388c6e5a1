"""Days of rows that stand in the document beside what is shown, in a panel that is not laid out: a tab that was not opened."""

from collections.abc import Callable, Iterator

from checker.locating.columns.labels import raw_words
from checker.locating.columns.phrases import SILENT
from checker.locating.columns.row_days import standing_days
from checker.records.layout import Document, Node
from checker.records.numbers import fold

_ENTRIES = ("li", "dd", "dl", "div", "section", "td")  # what may hold a name and its panel
_ROWS = ("li", "tr", "dd", "p", "div")
_TITLE = 4  # characters that a row has beside its day


def days_kept_back(document: Document, is_shown: Callable[[Node], bool]) -> list[str]:
    """As written, folded. `is_shown` says of an element of the same make beside a kept panel whether rows are shown in it."""
    beside: dict[int, bool] = {}
    found = []
    for node, days in _dated_texts(document):
        panel = _panel_of(document, node)
        if panel is None:
            continue
        if panel.index not in beside:
            beside[panel.index] = _is_beside(document, panel, is_shown)
        if beside[panel.index]:
            found += days
    return found


def days_beside(document: Document, rows: list[int]) -> list[str]:
    """Days that are kept back beside the panel that holds one of these nodes (their indices)."""

    def holds_any(node: Node) -> bool:
        return node.index in rows or any(inner.index in rows for inner in document.within(node))

    return days_kept_back(document, holds_any) if rows else []


def _dated_texts(document: Document) -> Iterator[tuple[Node, list[str]]]:
    """Texts that are not laid out and tell a day, in a row that says something beside it."""
    for node in document.nodes:
        if node.text is None or node.box is not None or not any(letter.isdigit() for letter in node.text):
            continue
        days = [day.text for day in standing_days(" ".join(fold(node.text)[0].split()))]
        if days:
            row = next((outer for outer in document.ancestors(node) if outer.name in _ROWS), None)
            if row is not None and len(raw_words(document, row)) >= _TITLE + len(" ".join(days)):
                yield node, days


def _panel_of(document: Document, node: Node) -> Node | None:
    """The outermost element around a text that is not laid out; None where it is no text to be read."""
    panel = None
    for outer in document.ancestors(node):
        if outer.name in SILENT or outer.name.startswith("#"):
            return None
        if outer.box is not None or outer.name in ("body", "html"):
            return panel
        panel = outer
    return panel


def _is_beside(document: Document, panel: Node, is_shown: Callable[[Node], bool]) -> bool:
    """Whether a shown element of its make stands beside the panel, or in a twin of the element around it (an entry with its panel)."""
    if any(is_shown(twin) for twin in _twins(document, panel)):
        return True
    around = document.nodes[panel.parent] if panel.parent >= 0 else panel
    if around.name not in _ENTRIES:
        return False
    return any(
        is_shown(inner)
        for twin in _twins(document, around)
        for inner in document.within(twin)
        if inner.parent == twin.index and inner.name == panel.name
    )


def _twins(document: Document, node: Node) -> Iterator[Node]:
    """Elements of its name under its parent, without itself."""
    if node.parent >= 0 and node.name not in ("body", "html"):
        for twin in document.within(document.nodes[node.parent]):
            if twin.parent == node.parent and twin.name == node.name and twin is not node:
                yield twin
