"""Numbers below their labels: the same column, the next line, and nothing else."""

import pytest

from checker.locating.labels_above import numbers_below_labels
from checker.locating.reading_text import read_text
from checker.records.base import Box
from checker.records.layout import Document, Node


def values(*texts: tuple[str, float, float]) -> list[str]:
    """Of texts of 14 px with their places (x, y)."""
    nodes = [Node(0, 0, -1, "body", 1, display="block")]
    for text, x, y in texts:
        place = len(nodes)
        box = Box(x, y, 14.0 * len(text), 16)
        nodes.append(Node(0, place, 0, "div", place + 1, box=box, display="block"))
        nodes.append(Node(0, place + 1, place, "#text", place + 2, text=text, box=box))
    reading = read_text(Document(0, "http://a.gov.cn/", "F", nodes), laid_out_only=True)
    found = numbers_below_labels(reading, "site_code")
    assert all(number.value in reading.text[number.start : number.end] for number in found)
    return [number.value for number in found]


def test_the_number_below_its_label_is_found_and_no_other() -> None:
    code, telephone = "5107000012", "0816234567"
    assert values(("网站标识码", 100, 10), ("联系电话", 400, 10), (code, 100, 34), (telephone, 400, 34)) == [code]


@pytest.mark.parametrize("place", [(400, 34), (100, 200), (100, -20)])
def test_a_number_elsewhere_is_none(place: tuple[float, float]) -> None:
    assert values(("网站标识码", 100, 10), ("5107000012", *place)) == []


@pytest.mark.parametrize("label", ["标识码说明", "联系电话", "如何查询网站标识码"])
def test_other_words_are_no_label(label: str) -> None:
    assert values((label, 100, 10), ("5107000012", 100, 34)) == []
