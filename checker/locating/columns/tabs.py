"""Names side by side of which each has a panel: of tabs all but one panel are kept back, of a menu bar all."""

from collections import defaultdict
from dataclasses import dataclass

from checker.locating.columns.labels import Label, raw_words
from checker.locating.columns.row_days import standing_days
from checker.locating.columns.row_reading import address_of
from checker.records.column import ListItem
from checker.records.layout import Document, Node

_REACH = 3  # how many elements around the row of names have the panels behind them


@dataclass(slots=True)
class Tab:
    label: Label
    panel: Node
    is_kept_back: bool


def tab_rows(document: Document, labels: list[Label]) -> list[list[Tab]]:
    """Rows of at least two names with as many panels, of which at least one is not laid out."""
    children = _children(document)
    rows: dict[int, list[tuple[Label, Node]]] = defaultdict(list)
    shown = [label for label in labels if label.box is not None and not label.is_more]
    counts: dict[int, int] = defaultdict(int)
    for label in shown:
        for outer in (label.element, *document.ancestors(label.element)):
            counts[outer.index] += 1
    for label in shown:
        wrapper = label.element
        for outer in document.ancestors(label.element):
            if counts[outer.index] > 1 or outer.name in ("body", "html"):
                break
            if len(raw_words(document, outer)) > len(label.words) + 6:
                break
            wrapper = outer
        rows[wrapper.parent].append((label, wrapper))
    found = []
    for parent, row in rows.items():
        if parent < 0 or len(row) < 2:
            continue
        named = [wrapper for _, wrapper in row]
        beside = [node for node in children[parent] if node.name == named[0].name and raw_words(document, node)]
        # 首页 is an entry with a panel too, and no name of a column
        for wrappers in (named, beside) if len(beside) != len(named) else (named,):
            panels = _panels(document, children, parent, wrappers)
            if panels is not None:
                places = {wrapper.index: panel for wrapper, panel in zip(wrappers, panels, strict=True)}
                pairs = [(label, places[wrapper.index]) for label, wrapper in row if wrapper.index in places]
                found.append([Tab(label, panel, panel.box is None) for label, panel in pairs])
                break
    return found


def _panels(document: Document, children: dict[int, list[Node]], parent: int, wrappers: list[Node]) -> list[Node] | None:
    beside = [_next(children, wrapper) for wrapper in wrappers]
    if all(node is not None and node not in wrappers for node in beside):
        panels = [node for node in beside if node is not None]
        if _are_panels(document, panels):
            return panels
    outer = document.nodes[parent]
    for _ in range(_REACH):
        behind = _behind(children, outer)
        if len(behind) >= len(wrappers) and _are_panels(document, behind[: len(wrappers)]):
            return behind[: len(wrappers)]
        for holder in behind[:2]:
            inner = children[holder.index]
            while len(inner) == 1:
                inner = children[inner[0].index]
            if len(inner) == len(wrappers) and _are_panels(document, inner):
                return inner
        if outer.parent < 0 or outer.name == "body":
            return None
        outer = document.nodes[outer.parent]
    return None


def _are_panels(document: Document, panels: list[Node]) -> bool:
    """Panels hold links; one of them at least is not laid out."""
    kept_back = [panel for panel in panels if panel.box is None]
    return bool(kept_back) and all(any(inner.name == "a" for inner in document.within(panel)) or not panel.box for panel in panels)


def _children(document: Document) -> dict[int, list[Node]]:
    children: dict[int, list[Node]] = defaultdict(list)
    for node in document.nodes:
        if node.text is None and not node.name.startswith(("#", "::")) and node.name not in ("script", "style", "br"):
            children[node.parent].append(node)
    return children


def _next(children: dict[int, list[Node]], node: Node) -> Node | None:
    behind = _behind(children, node)
    return behind[0] if behind else None


def _behind(children: dict[int, list[Node]], node: Node) -> list[Node]:
    return [other for other in children[node.parent] if other.index > node.index]


def items_kept_back(document: Document, panel: Node) -> list[ListItem]:
    """The rows of a panel that is not laid out: each link with words, and the days that stand in its row."""
    items = []
    links = [node for node in document.within(panel) if node.name == "a"]
    for link in links:
        title = link.attributes.get("title") or raw_words(document, link)
        row = next((outer for outer in document.ancestors(link) if outer.name in ("li", "tr", "dd", "p", "div")), link)
        alone = sum(other.name == "a" for other in document.within(row)) <= 1
        around = raw_words(document, row).replace(raw_words(document, link), " ", 1) if alone else ""
        days = [day.text for day in standing_days(around)]
        if len(title) >= 4 and (days or len(title) >= 8):
            items.append(ListItem(title=" ".join(title.split()), url=address_of(document, link), days=days))
    return items
