"""Where on the screen a candidate may stand free of what floats there: a helper over its place at the page's end leaves others."""

from checker.records.base import Box
from checker.rendering.pictures import VIEWPORT
from checker.rendering.session import Session

_SPARE = 6.0  # CSS px above and below the candidate
_MOST = 2  # places, the nearest first


async def find_free_places(session: Session, candidate: Box) -> list[float]:
    """What `bring_into_view` takes for each such place; `candidate` in CSS px of the viewport. Raises PageTrouble."""
    floating = [Box(left, top, right - left, bottom - top) for left, top, right, bottom in await session.run("floating_boxes")]
    return free_fractions(candidate, floating)


def free_fractions(candidate: Box, floating: list[Box]) -> list[float]:
    """For each of the nearest stripes of the viewport that no floating box takes from the candidate's columns: how far down it is
    brought, between the viewport's head (0) and its foot (1). None where nothing floats in its columns."""
    beside = sorted((min(box.y, VIEWPORT[1]), box.bottom) for box in floating if box.x < candidate.right and box.right > candidate.x)
    if not beside:
        return []
    stripes: list[tuple[float, float]] = []
    free_from = 0.0
    for top, bottom in [*beside, (float(VIEWPORT[1]), float(VIEWPORT[1]))]:
        if top - free_from >= candidate.height + 2 * _SPARE:
            stripes.append((free_from, top))
        free_from = max(free_from, bottom)
    # where it stands in a stripe: at that end that is nearest to where it stands now, since the page may not scroll far
    places = [min(max(candidate.y, top + _SPARE), bottom - candidate.height - _SPARE) for top, bottom in stripes]
    nearest = sorted(places, key=lambda place: abs(place - candidate.y))[:_MOST]
    return [place / (VIEWPORT[1] - candidate.height) for place in nearest]
