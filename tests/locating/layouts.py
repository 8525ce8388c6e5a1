"""Layouts by hand: lines of text below each other, as a snapshot would give them."""

from checker.records.base import Box
from checker.records.layout import Document, Layout, Node

_LINE = 24.0


def layout_of_lines(*lines: str) -> Layout:
    """A page of paragraphs, one a line of text; a text is as wide as its characters of 16 px."""
    nodes = [Node(0, 0, -1, "#document", 1), Node(0, 1, 0, "html", 2, display="block"), Node(0, 2, 1, "body", 3, display="block")]
    for row, line in enumerate(lines):
        place = len(nodes)
        box = Box(8, row * _LINE, 16.0 * len(line), _LINE)
        nodes.append(Node(0, place, 2, "p", place + 1, box=Box(8, box.y, 1350, _LINE), display="block"))
        nodes.append(Node(0, place + 1, place, "#text", place + 2, text=line, box=box))
    return Layout([Document(0, "http://a.gov.cn/", "F", nodes)], 1366, len(lines) * _LINE)
