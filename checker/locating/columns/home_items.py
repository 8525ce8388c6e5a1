"""The dated items that stand on a home page itself, from all of its lists: whether anything moves there at all."""

from checker.locating.columns.kept_back import days_kept_back
from checker.locating.columns.main_list import lists_in
from checker.locating.columns.phrases import page_texts
from checker.locating.columns.zones import Zones
from checker.records.column import ListItem
from checker.records.layout import Layout, Node

_SHORTEST_TITLE = 4


def home_days_kept_back(layout: Layout) -> list[str]:
    """Days of rows in tabs that are not open, beside one that is: whoever opens them reads there too."""

    def shows_links(node: Node) -> bool:
        return _has_room(node) and any(inner.name == "a" and _has_room(inner) for inner in text.document.within(node))

    days = []
    for text in page_texts(layout):
        days += days_kept_back(text.document, shows_links)
    return days


def _has_room(node: Node) -> bool:
    return node.box is not None and node.box.width > 0 and node.box.height > 0


def home_items(layout: Layout) -> list[ListItem]:
    """Items with a link and a day, each once, from the top of the page to its end; hot lists too, for they are updates as well.

    They come from many lists: a day without a year is to be settled for each alone, not by their order.
    """
    texts = page_texts(layout)
    everywhere = Zones(0.0, layout.height + 1)
    found = [one for one in lists_in(texts, everywhere) if one.share_dated >= 0.3]
    items: dict[tuple[str, str | None], ListItem] = {}
    for one in sorted(found, key=lambda one: (one.group.box.y, one.group.box.x)):
        for row in one.rows:
            if row.row.link is not None and row.days and len(row.title) >= _SHORTEST_TITLE and not row.is_hidden(one.group.text):
                items.setdefault((row.title, row.url), ListItem(title=row.title, url=row.url, days=row.days, is_pinned=row.is_pinned))
    return list(items.values())
