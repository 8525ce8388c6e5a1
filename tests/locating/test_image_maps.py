"""Areas of image maps: where they lie, and which link a place on the picture has."""

import pytest

from checker.locating.image_maps import areas_of
from checker.locating.pictures_to_read import Region, link_at
from checker.records.base import Box
from checker.records.layout import Layout, Node
from tests.locating.layouts import layout_of_lines

PICTURE = Box(100, 500, 800, 60)


def page(*areas: dict[str, str], usemap: str = "#m") -> Layout:
    layout = layout_of_lines("正文")
    nodes = layout.documents[0].nodes
    nodes.append(Node(0, len(nodes), 2, "img", 900, {"usemap": usemap}, box=PICTURE))
    nodes.append(Node(0, len(nodes), 2, "map", 901, {"name": "m"}))
    drawn = nodes[-1].index
    for number, area in enumerate(areas):
        nodes.append(Node(0, len(nodes), drawn, "area", 902 + number, area))
    return layout


def places(layout: Layout) -> list[Box]:
    document = layout.documents[0]
    (picture,) = (node for node in document.nodes if node.name == "img")
    return [box for _, box in areas_of(document, picture)]


@pytest.mark.parametrize(
    ("area", "place"),
    [
        ({"coords": "0,0,300,60"}, Box(100, 500, 300, 60)),
        ({"shape": "rect", "coords": "10, 5, 300, 600"}, Box(110, 505, 290, 55)),
        ({"shape": "circle", "coords": "50,30,20"}, Box(130, 510, 40, 40)),
        ({"shape": "poly", "coords": "0,0,100,0,100,40"}, Box(100, 500, 100, 40)),
        ({"shape": "default"}, PICTURE),
    ],
)
def test_an_area_lies_where_its_coordinates_say(area: dict[str, str], place: Box) -> None:
    assert places(page(area)) == [place]


@pytest.mark.parametrize(
    "area", [{"coords": ""}, {"coords": "1,2"}, {"coords": "a,b,c,d"}, {"coords": "900,0,950,60"}, {"shape": "circle", "coords": "1"}]
)
def test_an_area_of_no_place_is_none(area: dict[str, str]) -> None:
    assert places(page(area)) == []


def test_another_map_is_none_of_the_picture_s() -> None:
    assert places(page({"coords": "0,0,9,9"}, usemap="#other")) == []


def test_the_link_of_a_number_is_that_of_the_area_under_it() -> None:
    left, right = "https://beian.miit.gov.cn/", "http://www.beian.gov.cn/"
    layout = page({"coords": "0,0,300,60", "href": left}, {"coords": "300,0,800,60", "href": right})
    (picture,) = (node for node in layout.documents[0].nodes if node.name == "img")
    region = Region(0, picture.index, picture.backend_id, PICTURE, "picture")
    assert link_at(layout, region, Box(150, 520, 100, 20)) == left
    assert link_at(layout, region, Box(500, 520, 100, 20)) == right
    assert link_at(page(), region, Box(500, 520, 100, 20)) is None
