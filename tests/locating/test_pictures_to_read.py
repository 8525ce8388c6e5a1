"""Pictures at the page's foot that are worth reading, and the numbers among the lines that were read on them."""

import pytest

from checker.locating.pictures_to_read import kinds_to_read, numbers_read, pictures_to_read
from checker.records.base import Box
from checker.records.layout import Layout, Node
from checker.records.look import LoadFailure
from checker.records.reading import ReadLine
from checker.records.sighting import Proof, Sighting
from tests.locating.layouts import layout_of_lines

FOOT = Box(100, 4600, 600, 120)


def page(*pictures: Node) -> Layout:
    """A page of 4,800 px with pictures in its body."""
    layout = layout_of_lines(*["正文"] * 200)
    for picture in pictures:
        picture.index = len(layout.documents[0].nodes)
        picture.backend_id = 5000 + picture.index
        layout.documents[0].nodes.append(picture)
    return layout


def picture(box: Box | None = FOOT, name: str = "img", **changed: str) -> Node:
    node = Node(0, 0, 2, name, 0, box=box)
    for field, value in changed.items():
        setattr(node, field, value)
    return node


def sighting(kind: str, *, seen: bool, shape: str = "number", box: Box | None = None) -> Sighting:
    fields = {"kind": kind, "shape": shape, "source": "text", "raw": "x", "proof": Proof(seen=seen), "box": box}
    return Sighting.model_validate(fields)


def test_only_numbers_that_were_not_seen_are_wanted() -> None:
    seen = [sighting("icp", seen=True), sighting("site_code", seen=False), sighting("public_security", seen=True, shape="hint")]
    assert kinds_to_read(seen) == ["site_code", "public_security"]
    assert kinds_to_read([]) == ["site_code", "icp", "public_security"]


@pytest.mark.parametrize(
    ("node", "source"),
    [
        (picture(), "picture"),
        (picture(name="canvas"), "canvas"),
        (picture(name="svg"), "svg"),
        (picture(name="div", background='url("http://a.gov.cn/foot.png")'), "picture"),
    ],
)
def test_pictures_of_all_forms_are_read(node: Node, source: str) -> None:
    (region,) = pictures_to_read(page(node), [], [])
    assert (region.source, region.box, region.backend_id) == (source, FOOT, node.backend_id)


@pytest.mark.parametrize(
    "node",
    [
        picture(Box(100, 200, 600, 120)),  # a banner at the top
        picture(Box(100, 4700, 30, 30)),  # an emblem
        picture(Box(100, 3700, 1366, 1000)),  # the ground of the whole page
        picture(None),
        picture(name="div"),
        picture(name="div", background="linear-gradient(red, blue)"),
        picture(current_source="http://a.gov.cn/gone.png"),
    ],
)
def test_other_pictures_are_not_read(node: Node) -> None:
    gone = LoadFailure(url="http://a.gov.cn/gone.png", resource="image", reason="HTTP 404", status=404)
    assert pictures_to_read(page(node), [], [gone]) == []


def test_a_picture_that_is_known_as_a_mark_is_not_read() -> None:
    assert pictures_to_read(page(picture()), [sighting("party_gov", seen=True, shape="picture", box=FOOT)], []) == []


def test_the_largest_pictures_come_first_and_no_more_than_twelve() -> None:
    found = pictures_to_read(page(*(picture(Box(0, 4000 + 20 * n, 50 + n, 18)) for n in range(30))), [], [])
    assert [region.box.width for region in found] == [79.0 - n for n in range(12)]


LINES = [
    ReadLine("蜀ICP备05003648号-1", Box(120, 4610, 200, 20), 0.99),
    ReadLine("川公网安备51070302110030号", Box(400, 4612, 260, 20), 0.98),
    ReadLine("网站标识码：5107000012", Box(120, 4650, 220, 20), 0.97),
    ReadLine("蜀ICP备38005201号", Box(900, 4610, 200, 20), 0.99),  # beside the picture
]


def test_numbers_that_were_read_are_candidates_with_their_part_of_the_picture() -> None:
    layout = page(picture())
    found = numbers_read(layout, pictures_to_read(layout, [], []), LINES, ["site_code", "icp", "public_security"])
    assert {c.kind: c.value for c in found} == {
        "icp": "蜀ICP备05003648号-1", "public_security": "川公网安备51070302110030号", "site_code": "5107000012"
    }  # fmt: skip
    icp = next(c for c in found if c.kind == "icp")
    (piece,) = icp.pieces
    assert (icp.shape, icp.source, piece.form, piece.box) == ("number", "picture", "element", FOOT)
    assert piece.part == pytest.approx(Box(20 / 600, 10 / 120, 200 / 600, 20 / 120))


def test_only_the_wanted_kinds_are_looked_for() -> None:
    layout = page(picture())
    assert [c.kind for c in numbers_read(layout, pictures_to_read(layout, [], []), LINES, ["icp"])] == ["icp"]


def test_a_number_in_the_middle_of_a_line_has_its_part_of_the_line() -> None:
    layout = page(picture())
    line = ReadLine("主办某局 蜀ICP备05003648号", Box(100, 4610, 500, 20), 0.99)
    (icp,) = numbers_read(layout, pictures_to_read(layout, [], []), [line], ["icp"])
    part = icp.pieces[0].part
    assert part is not None
    assert 0.2 < part.x < 0.45
    assert part.x + part.width == pytest.approx(500 / 600)


def test_a_number_on_two_lines_has_both() -> None:
    layout = page(picture())
    lines = [ReadLine("网站标识码：", Box(120, 4610, 100, 20), 0.9), ReadLine("5107000012", Box(120, 4640, 100, 20), 0.9)]
    (code,) = numbers_read(layout, pictures_to_read(layout, [], []), lines, ["site_code"])
    assert code.pieces[0].part == pytest.approx(Box(20 / 600, 10 / 120, 100 / 600, 50 / 120))


def test_a_label_in_text_before_a_small_picture_belongs_to_its_number() -> None:
    layout = page(picture(Box(200, 4785, 100, 16)))
    label = Node(0, len(layout.documents[0].nodes), 2, "#text", 9998, text="网站标识码：", box=Box(100, 4782, 98, 20))
    layout.documents[0].nodes.append(label)
    lines = [ReadLine("5107000012", Box(202, 4786, 90, 14), 0.95)]
    (code,) = numbers_read(layout, pictures_to_read(layout, [], []), lines, ["site_code"])
    assert code.value == "5107000012"
    assert code.pieces[0].part == pytest.approx(Box(0.02, 1 / 16, 0.9, 14 / 16))


def test_the_link_that_lies_over_the_number_is_its_link() -> None:
    over = picture(Box(390, 4605, 280, 30), name="a")
    over.attributes["href"] = "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110030"
    layout = page(picture(), over)
    found = numbers_read(layout, pictures_to_read(layout, [], []), LINES, ["icp", "public_security"])
    assert {c.kind: c.link_value for c in found} == {"icp": None, "public_security": "51070302110030"}
