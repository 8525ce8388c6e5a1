"""The dated items that stand on a home page itself, from all of its lists: whether anything moves there at all."""

from checker.locating.columns.main_list import lists_in
from checker.locating.columns.phrases import page_texts
from checker.locating.columns.zones import Zones
from checker.records.column import ListItem
from checker.records.layout import Layout

_SHORTEST_TITLE = 4


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
