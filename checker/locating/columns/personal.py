"""What is personal on a page of letters: to come."""

from checker.records.base import Box
from checker.records.column import ListItem, PageRead
from checker.records.layout import Layout


def personal_boxes(layout: Layout) -> list[Box]:
    return []


def mask_page(page: PageRead) -> PageRead:
    return page


def mask_item(item: ListItem) -> ListItem:
    return item
