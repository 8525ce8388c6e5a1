"""The one link that is all there is on a column's page: whether the column holds anything, its article tells."""

from checker.locating.columns.labels import plain_address
from checker.locating.columns.main_list import lists_in
from checker.locating.columns.phrases import page_texts
from checker.locating.columns.zones import zones_of
from checker.records.layout import Layout

_SENTENCE = 25  # characters


def only_link(layout: Layout, url: str) -> str | None:
    """Its address; None where the content holds no row or several, or text besides."""
    texts = page_texts(layout)
    zones = zones_of(layout, texts, url)
    rows = [row for one in lists_in(texts, zones) for row in one.rows if row.url is None or plain_address(row.url) != plain_address(url)]
    if len(rows) != 1 or rows[0].row.link is None:
        return None
    own = {node for phrase in rows[0].row.phrases for node in phrase.nodes}
    others = (phrase for text in texts for phrase in text.phrases if zones.holds(phrase) and phrase.nodes[0] not in own)
    return rows[0].url if all(len(phrase.text) < _SENTENCE for phrase in others) else None
