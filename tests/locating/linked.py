"""A page with one link of words, by hand."""

from checker.records.base import Box
from checker.records.layout import Document, Layout, Node


def linked(page: str, address: str, words: str) -> Layout:
    """`page` is the page's own address, `address` the link's."""
    box = Box(8, 100, 16.0 * len(words), 18)
    nodes = [
        Node(0, 0, -1, "#document", 1),
        Node(0, 1, 0, "p", 2, display="block"),
        Node(0, 2, 1, "a", 3, {"href": address}, box=box, display="inline"),
        Node(0, 3, 2, "#text", 4, text=words, box=box),
    ]
    return Layout([Document(0, page, "F", nodes)], 1366, 800)
