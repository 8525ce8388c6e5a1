"""Numbers are read where they stand: characters at places of their own, turned round, or spread over boxes in any order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.number_marks import OUT_OF_ORDER, find_numbers
from checker.locating.reading_by_place import COLUMN, read_by_place
from checker.records.base import Box
from checker.records.candidate import Candidate
from checker.records.layout import Document, Layout, Node, Run

ICP = "蜀ICP备05003648号-1"
NUMBERS = {"icp": ICP, "public_security": "川公网安备51070302110030号", "site_code": "网站标识码：5107000012"}


def page(*texts: tuple[str, Box], override: str = "") -> Layout:
    """Each text in an inline element of its own, in the order that is given."""
    nodes = [Node(0, 0, -1, "#document", 1), Node(0, 1, 0, "p", 2, display="block")]
    for text, box in texts:
        place = len(nodes)
        nodes.append(Node(0, place, 1, "span", place + 1, box=box, display="inline", override=override))
        nodes.append(Node(0, place + 1, place, "#text", place + 2, text=text, box=box))
    return Layout([Document(0, "http://a.gov.cn/", "F", nodes)], 1366, 2000)


def boxes(text: str, left: float = 8.0, top: float = 100.0) -> list[tuple[str, Box]]:
    """One character after another, as wide as they usually are."""
    placed = []
    for letter in text:
        width = 16.0 if ord(letter) > 0x2E7F else 8.0
        placed.append((letter, Box(left, top, width, 18)))
        left += width
    return placed


def found(layout: Layout) -> list[Candidate]:
    return [candidate for candidate in find_numbers(layout) if candidate.shape == "number"]


@pytest.mark.parametrize("kind", NUMBERS)
@given(seed=st.integers(0, 10_000))
def test_characters_in_any_order_of_the_document_are_read_by_their_places(kind: str, seed: int) -> None:
    characters = boxes(NUMBERS[kind])
    random.Random(seed).shuffle(characters)
    (number,) = (candidate for candidate in found(page(*characters)) if candidate.kind == kind)
    assert (number.value or "", number.doubt) == (NUMBERS[kind].removeprefix("网站标识码："), None)


@given(st.permutations(range(len(ICP))))
def test_a_number_that_only_the_document_spells_is_never_told_as_seen(order: list[int]) -> None:
    """Its characters stand on the page in the order `order`: what is told without a doubt is what stands there."""
    seats = [box for _, box in boxes("蜀" * len(ICP))]
    told = [c.value for c in found(page(*((letter, seats[order[i]]) for i, letter in enumerate(ICP)))) if not c.doubt]
    shown = "".join(letter for _, letter in sorted((order[i], letter) for i, letter in enumerate(ICP)))
    assert all(value is not None and value.removesuffix("-1").removesuffix("号") in shown for value in told)


def test_turned_characters_are_read_from_the_right() -> None:
    backwards = ICP[::-1]
    line = Box(8, 100, 150, 18)
    assert [c.value for c in found(page((backwards, line), override="rtl"))] == [ICP]
    assert [c.value for c in found(page((f"\u202e{backwards}\u202c", line)))] == [ICP]
    assert found(page((backwards, line))) == []


def test_what_is_turned_round_by_itself_is_in_doubt() -> None:
    (number,) = found(page((ICP, Box(8, 100, 150, 18)), override="rtl"))
    assert number.doubt == OUT_OF_ORDER


def test_a_number_over_two_lines_and_one_written_downwards_are_in_order() -> None:
    broken = page((ICP, Box(8, 100, 90, 40)))
    broken.documents[0].nodes[-1].runs = [Run(0, 9, Box(30, 100, 90, 18)), Run(9, 5, Box(8, 122, 50, 18))]
    downwards = page(*((letter, Box(8, 100 + 18 * row, 16, 18)) for row, letter in enumerate(ICP)))
    for layout in (broken, downwards, page((ICP, Box(8, 100, 18, 200)))):
        assert [(c.value, c.doubt) for c in found(layout)] == [(ICP, None)]


def test_digits_of_no_size_are_not_read() -> None:
    parts = [("蜀ICP备0500", Box(8, 100, 80, 18)), ("77", Box(88, 100, 0, 0)), ("3648号", Box(88, 100, 48, 18))]
    assert [(c.value, c.doubt) for c in found(page(*parts))] == [("蜀ICP备05003648号", None)]


def test_columns_are_not_read_together() -> None:
    layout = page(("网站标识码：", Box(8, 100, 96, 18)), ("5107000012", Box(600, 100, 80, 18)))
    assert COLUMN in read_by_place(layout.documents[0]).text.rstrip("\n" + COLUMN)


def test_a_label_behind_its_number_is_no_disorder() -> None:
    layout = page(("网站标识码：", Box(120, 100, 96, 18)), ("5107000012", Box(8, 100, 80, 18)))
    assert [(c.value, c.doubt) for c in found(layout)] == [("5107000012", None)]


def test_a_number_of_the_news_is_not_found_again_by_its_place() -> None:
    news = "近日，记者从市公安局获悉，冒充政府机关的网站（蜀ICP备05003648号）已被依法查处。"
    layout = page((news, Box(8, 100, 300, 40)))
    layout.documents[0].nodes[-1].runs = [Run(0, 22, Box(8, 100, 300, 18)), Run(22, len(news) - 22, Box(8, 122, 300, 18))]
    assert found(layout) == []
