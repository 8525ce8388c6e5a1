"""How legible a change of pixels is: the WCAG contrast between a picture with something and the same without it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.records.base import Box
from checker.rendering.pictures import Pixels

LEAST_CONTRAST = 1.3  # CONTRACT.md, "Readable"
STEP = 6  # of 255: a smaller difference is rounding, not a change
_linear = np.array([c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in np.arange(256) / 255.0])


class Change(NamedTuple):
    """The comparison of three pictures of one region: with, without, and with again.

    `changed` marks the pixels that the candidate alone changes; `ratio` is each pixel's WCAG contrast ratio (1 = none);
    `restless` is the share of pixels that differ between the first and the third picture; `light` and `ground` are the luminance
    of each pixel with the candidate and without it.
    """

    changed: NDArray[np.bool_]
    ratio: NDArray[np.float64]
    restless: float
    light: NDArray[np.float64]
    ground: NDArray[np.float64]


def compare(with_it: Pixels, without_it: Pixels, again: Pixels) -> Change:
    """What the candidate changes; a pixel that moves by itself (a carousel behind it) says nothing."""
    steady = np.abs(with_it.astype(np.int16) - again).max(axis=2) <= STEP
    changed = (np.abs(with_it.astype(np.int16) - without_it).max(axis=2) > STEP) & steady
    light, ground = luminance(with_it), luminance(without_it)
    ratio = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return Change(changed, ratio, float(1 - steady.mean()) if steady.size else 0.0, light, ground)


def luminance(pixels: Pixels) -> NDArray[np.float64]:
    """Relative luminance of each pixel (WCAG 2, sRGB)."""
    return np.asarray(_linear[pixels] @ np.array([0.2126, 0.7152, 0.0722]))


def pixels_of(box: Box) -> tuple[slice, slice]:
    """Rows and columns that a box touches; none where it lies above or left of the picture."""
    top, left = max(0, int(np.floor(box.y))), max(0, int(np.floor(box.x)))
    return slice(top, max(top, int(np.ceil(box.bottom)))), slice(left, max(left, int(np.ceil(box.right))))


def dilated(mask: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """The mask grown by so many px to all sides."""
    grown = mask.copy()
    for axis in (0, 1):
        one_way = grown.copy()
        for step in range(1, steps + 1):
            ahead, behind = [slice(None)] * 2, [slice(None)] * 2
            ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
            one_way[tuple(ahead)] |= grown[tuple(behind)]
            one_way[tuple(behind)] |= grown[tuple(ahead)]
        grown = one_way
    return grown


def quantile(values: NDArray[np.float64], share: float) -> float:
    """As np.quantile, whose overhead is many times the work on so few values: a page has many characters to be measured."""
    place = (values.size - 1) * share
    below = int(place)
    above = min(below + 1, values.size - 1)
    ordered = np.partition(values, (below, above), axis=None)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def contrast_within(change: Change, box: Box) -> tuple[int, float, Box | None]:
    """Inside `box` (px of the pictures): how many pixels changed, their 90th percentile ratio, and the box around them."""
    rows_within, columns_within = pixels_of(box)
    changed = change.changed[rows_within, columns_within]
    count = int(changed.sum())
    if not count:
        return 0, 1.0, None
    ratio = quantile(change.ratio[rows_within, columns_within][changed], 0.9)
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    ink = Box(columns_within.start + columns[0], rows_within.start + rows[0], columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1)
    return count, ratio, ink
