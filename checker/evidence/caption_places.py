"""Finds a place for each caption: beside its box, inside the picture, on no other caption and on no box."""

from collections.abc import Iterator, Sequence

from checker.records.base import Box

_GAP = 6.0  # px between a box and its caption, so that the drawn frame stays clear
_STEPS = 40  # rows tried above and below before the picture is made longer


def place_captions(boxes: Sequence[Box], sizes: Sequence[tuple[float, float]], width: float, height: float) -> tuple[list[Box], Box]:
    """A place for the caption of each of `boxes`, `sizes` wide and high, in a picture of `width` × `height` px.

    Gives the places and the picture's new extent: the picture as it was, or enlarged below and to the right by what found no
    free place in it.
    """
    places: list[Box] = []
    extent = Box(0, 0, width, height)
    for box, (wide, high) in zip(boxes, sizes, strict=True):
        taken = [b.grown(_GAP / 2) for b in boxes] + [p.grown(1) for p in places]
        free = (place for place in _beside(box, wide, high, extent) if _fits(place, extent, taken))
        place = next(free, None)
        if place is None:
            below = max([extent.height, *(p.bottom for p in places)]) if extent.height > height else height
            place = Box(_GAP, below + _GAP, wide, high)
            extent = Box(0, 0, max(extent.width, wide + 2 * _GAP), place.bottom + _GAP)
        places.append(place)
    return places, extent


def _beside(box: Box, wide: float, high: float, extent: Box) -> Iterator[Box]:
    """Places for a caption, the nearest first: above, below, right, left, then row by row further away."""
    middle = box.y + (box.height - high) / 2
    for x in (box.x, box.right - wide):
        yield _pushed_in(Box(x, box.y - _GAP - high, wide, high), extent)
        yield _pushed_in(Box(x, box.bottom + _GAP, wide, high), extent)
    yield Box(box.right + _GAP, middle, wide, high)
    yield Box(box.x - _GAP - wide, middle, wide, high)
    for step in range(1, _STEPS):
        away = step * (high + 2)
        for x in (box.x, box.right + _GAP, box.x - _GAP - wide):
            yield _pushed_in(Box(x, box.y - _GAP - high - away, wide, high), extent)
            yield _pushed_in(Box(x, box.bottom + _GAP + away, wide, high), extent)


def _pushed_in(place: Box, extent: Box) -> Box:
    """`place` moved sideways, where it would stick out of the picture."""
    return Box(max(0.0, min(place.x, extent.width - place.width)), place.y, place.width, place.height)


def _fits(place: Box, extent: Box, taken: Sequence[Box]) -> bool:
    inside = place.x >= 0 and place.y >= 0 and place.right <= extent.width and place.bottom <= extent.height
    return inside and not any(_overlap(place, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    shared = one.cut_to(other)
    return shared.width > 0 and shared.height > 0
