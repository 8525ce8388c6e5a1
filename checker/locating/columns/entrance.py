"""Whether a home page is only an entrance to its columns (首页仅为网站栏目导航入口): nothing on it can be updated."""

from checker.locating.columns.main_list import lists_in
from checker.locating.columns.phrases import page_texts
from checker.locating.columns.zones import Zones, zones_of
from checker.records.column_candidate import ColumnCandidate
from checker.records.layout import Layout

_TITLE = 8.5  # characters that undated titles of articles have on average
_SENTENCE = 25


def is_entrance(layout: Layout, columns: list[ColumnCandidate]) -> bool:
    """Links to at least two columns, and no item of any, dated or not."""
    texts = page_texts(layout)
    bottom = zones_of(layout, texts).bottom
    if any(place.how == "more" for column in columns for place in column.places):
        return False  # a block with 更多 is made for items, though it may be empty
    if len([column for column in columns if column.address]) < 2 or any(column.items and column.address is None for column in columns):
        return False
    for one in lists_in(texts, Zones(0.0, bottom)):
        if one.share_dated > 0 or (one.title_length >= _TITLE and len(one.rows) >= 2):
            return False
    return not any(
        phrase.link >= 0 and len(phrase.text) >= _SENTENCE and phrase.box.y < bottom for text in texts for phrase in text.phrases
    )
