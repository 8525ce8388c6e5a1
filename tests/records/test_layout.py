"""The layout as a tree: who stands above and within whom."""

import pytest

from checker.records.layout import Document, Node


def tree(*parents: int) -> Document:
    """A document whose node i has parent parents[i]; the browser's number of node i is 100 + i."""
    return Document(0, "http://a.gov.cn/", "F", [Node(0, i, parent, f"n{i}", 100 + i) for i, parent in enumerate(parents)])


@pytest.fixture
def document() -> Document:
    """0 ─ 1 ─ (2, 3 ─ 4), 5 ─ 6"""
    return tree(-1, 0, 1, 1, 3, 0, 5)


def test_ancestors_are_told_nearest_first(document: Document) -> None:
    assert [node.index for node in document.ancestors(document.nodes[4])] == [3, 1, 0]
    assert list(document.ancestors(document.nodes[0])) == []


@pytest.mark.parametrize(("index", "within"), [(0, [1, 2, 3, 4, 5, 6]), (1, [2, 3, 4]), (3, [4]), (4, []), (5, [6]), (6, [])])
def test_what_stands_within_a_node(document: Document, index: int, within: list[int]) -> None:
    assert [node.index for node in document.within(document.nodes[index])] == within


def test_a_node_is_found_by_the_number_of_the_browser(document: Document) -> None:
    found = document.node_of(104)
    assert found is document.nodes[4]
    assert document.node_of(99) is None
