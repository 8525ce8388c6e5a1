"""The areas of an image map: where on the page they lie, and which one lies under a place."""

import re
from collections.abc import Iterator

from checker.records.base import Box
from checker.records.layout import Document, Node

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def areas_of(document: Document, picture: Node) -> Iterator[tuple[Node, Box]]:
    """The areas of a picture's map with their boxes in page CSS px. Coordinates count from its corner, unscaled (HTML, `area`)."""
    name = picture.attributes.get("usemap", "").strip().removeprefix("#")
    if not name or picture.box is None:
        return
    for drawn in document.nodes:
        if drawn.name == "map" and name in (drawn.attributes.get("name"), drawn.attributes.get("id")):
            for area in document.within(drawn):
                if area.name == "area" and (box := _box(area, picture.box)) is not None:
                    yield area, box
            return


def pictures_with_areas(document: Document) -> Iterator[tuple[Node, Node, Box]]:
    """Every picture with each of its areas."""
    for node in document.nodes:
        if "usemap" in node.attributes:
            yield from ((node, area, box) for area, box in areas_of(document, node))


def _box(area: Node, picture: Box) -> Box | None:
    """The rectangle around an area, cut to the picture; None for one of no size."""
    numbers = [float(number) for number in _NUMBER.findall(area.attributes.get("coords", ""))]
    shape = area.attributes.get("shape", "rect").lower()
    if shape == "default" or (not numbers and shape == "rect" and "coords" not in area.attributes):
        return picture
    if shape.startswith("circ") and len(numbers) >= 3:
        x, y, radius = numbers[:3]
        corners = [x - radius, y - radius, x + radius, y + radius]
    elif len(numbers) >= 4:
        xs, ys = numbers[0::2], numbers[1::2]
        corners = [min(xs), min(ys), max(xs), max(ys)]
    else:
        return None
    left, top, right, bottom = corners
    box = Box(picture.x + left, picture.y + top, right - left, bottom - top).cut_to(picture)
    return box if box.width > 0 and box.height > 0 else None
