"""Marks that no name and no link tells, known by the words that were read on their pictures."""

import pytest

from checker.locating.marks_read import as_large_as_marks, marks_read, marks_to_read
from checker.locating.pictures_to_read import Region
from checker.records.base import Box
from checker.records.layout import Layout, Node
from checker.records.reading import ReadLine
from checker.records.sighting import BadgeKind, Proof, Sighting
from tests.locating.layouts import layout_of_lines

PICTURE = Box(100, 500, 112, 60)
BOTH: list[BadgeKind] = ["party_gov", "error_report"]


def page(href: str | None = None, box: Box = PICTURE) -> tuple[Layout, Region]:
    layout = layout_of_lines("正文")
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), 2, "a", 900, {"href": href} if href else {}))
    nodes.append(Node(0, len(nodes), nodes[-1].index, "img", 901, box=box))
    return layout, Region(0, nodes[-1].index, 901, box, "picture")


def lines(*texts: str) -> list[ReadLine]:
    return [ReadLine(text, Box(110, 505 + 20 * row, 80, 18), 0.99) for row, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("党政机关",), "party_gov"),
        (("黨政機關",), "party_gov"),
        (("事业单位",), "party_gov"),
        (("政府网站", "找错"), "error_report"),
        (("政府网站找错",), "error_report"),
        (("我为政府网站找错",), "error_report"),
        (("政府 网站 找 错",), "error_report"),
    ],
)
def test_words_on_a_picture_tell_the_mark(texts: tuple[str, ...], kind: str) -> None:
    layout, region = page()
    (mark,) = marks_read(layout, [region], lines(*texts), BOTH)
    assert (mark.kind, mark.shape, mark.link, mark.pieces[0].part) == (kind, "picture", None, None)


@pytest.mark.parametrize(
    "text", ["无障碍", "党政机关事业单位工作人员考核登记系统入口", "关于开展政府网站找错活动情况的通报", "党政机关网站标识码", "微信"]
)
def test_other_words_tell_none(text: str) -> None:
    layout, region = page()
    assert marks_read(layout, [region], lines(text), BOTH) == []


def test_a_mark_on_a_large_picture_is_its_place_there() -> None:
    layout, region = page(box=Box(100, 500, 900, 110))
    (mark,) = marks_read(layout, [region], lines("党政机关"), BOTH)
    assert mark.pieces[0].part is not None
    assert mark.pieces[0].part.width < 0.1


def test_its_link_is_told() -> None:
    layout, region = page("https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF")
    (mark,) = marks_read(layout, [region], lines("党政机关"), BOTH)
    assert mark.value == "0123456789ABCDEF0123456789ABCDEF"


def test_a_mark_that_was_seen_is_not_looked_for() -> None:
    fields = {"kind": "party_gov", "shape": "picture", "source": "picture", "raw": "x"}
    assert marks_to_read([]) == BOTH
    assert marks_to_read([Sighting.model_validate({**fields, "proof": Proof(seen=True)})]) == ["error_report"]
    assert marks_to_read([Sighting.model_validate({**fields, "proof": Proof(seen=False, why_not="no_pixels")})]) == BOTH


@pytest.mark.parametrize(("box", "is_read"), [(PICTURE, True), (Box(0, 500, 900, 60), False), (Box(0, 500, 100, 3), False)])
def test_where_no_number_is_wanted_a_banner_is_not_read(box: Box, is_read: bool) -> None:
    region = page(box=box)[1]
    assert as_large_as_marks([region]) == ([region] if is_read else [])
