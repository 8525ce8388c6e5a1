"""One column under two addresses: links of one page that differ in a query that changes nothing (`/dt/` and `/dt/?v=2018`)."""

from collections.abc import Sequence

from checker.locating.columns.labels import plain_address
from checker.records.column import ColumnSeen


def without_twins(columns: Sequence[ColumnSeen]) -> list[ColumnSeen]:
    """The same columns in order, of those with one path and the same rows the first alone."""
    known: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
    kept = []
    for column in columns:
        rows = tuple((item.title, item.url) for page in column.pages for item in page.items)
        key = (plain_address((column.url or "").partition("?")[0]), rows)
        if column.url is None or not rows or key not in known:
            kept.append(column)
        if column.url is not None and rows:
            known.add(key)
    return kept
