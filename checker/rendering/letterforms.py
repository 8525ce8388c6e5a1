"""Where a character's ink should be, by its own font, and how much of that is there: half a digit is no digit."""

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.records.base import Box
from checker.rendering.contrast import LEAST_CONTRAST, Change, dilated, quantile

Mask = NDArray[np.bool_]

_LEAST_SHARE = 0.65  # of its ink: three of twelve rows through the middle may be missing, half of it may not
_DOUBTFUL_SHARE = 0.5  # from here on somebody might read it
_LEAST_SPAN = 0.72  # of its height and of its width, from the first row or column with ink to the last
_DRAWN = 0.65  # of a character's ink that changes at all: where it is less, something lies over it or cuts it, and nobody need read
_OF_CONTRAST = 0.25  # of a candidate's contrast, in steps of its logarithm, that the rim of a stroke has: light strokes on dark are thin
_SHIFTS = tuple(product((0, -1, 1), repeat=2))  # px by which the browser's rounding may place a glyph otherwise than our canvas
_AROUND = 3  # px around the ink, which should be ground
_LEAST_INK = 6  # px: a dot or a comma has no form to speak of


class Shape(NamedTuple):
    """The ink of one character alone, as a mask; `dx` and `dy` say where it stands in the character's box, `advance` how much
    room it takes there (CSS px)."""

    dx: float
    dy: float
    advance: float
    mask: Mask


class Form(NamedTuple):
    """How a character stands in a picture: the share of its ink that changed legibly, how much of its height and width that
    spans, the same two of its ink that changed at all, the 90th percentile contrast of that, and the contrast between its ink and
    what is around it as a person sees it (null where nothing is around)."""

    share: float
    span: float
    drawn: float
    drawn_span: float
    ratio: float
    clearness: float | None
    ink: tuple[slice, slice]  # the mask's place in the picture
    mask: Mask

    @property
    def is_whole(self) -> bool:
        return self.share >= _LEAST_SHARE and self.span >= _LEAST_SPAN

    @property
    def is_nearly_whole(self) -> bool:
        """Whether somebody might read it, for its strokes are faint rather than covered: worth reading back."""
        return self.drawn >= _DRAWN and self.drawn_span >= _LEAST_SPAN and self.share >= _DOUBTFUL_SHARE

    @property
    def box(self) -> Box:
        """Where the ink should be, in px of the picture."""
        rows, columns = self.ink
        return Box(columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)


def read_shape(left: float, top: float, advance: float, width: int, bits: str) -> Shape:
    """The page's answer (character_boxes.js): `bits` row by row."""
    return Shape(left, top, advance, np.frombuffer(bits.encode(), np.uint8).reshape(-1, width) == ord("1"))


def legible_in(change: Change, usual_ratio: float) -> Mask:
    """Where pixels change legibly; `usual_ratio` is the candidate's own contrast: on the rim of a stroke it is lower, so a part of it is
    asked for."""
    legible: Mask = change.changed & (change.ratio >= min(LEAST_CONTRAST, usual_ratio**_OF_CONTRAST))
    return legible


def form_within(change: Change, legible: Mask, shape: Shape, box: Box) -> Form | None:
    """The character whose box (px of the pictures) is given; null where it has no form or does not lie in the pictures.

    `legible` says of all pixels whether they change legibly: it is asked for each character in many places.
    """
    ink = int(np.count_nonzero(shape.mask))
    best: tuple[int, int, int] | None = None
    spare = max(0.0, box.width - shape.advance)  # justified lines put their blanks on either side
    for start in (0.0, spare / 2, spare) if spare > 1 else (0.0,):
        top, left = round(box.y + shape.dy), round(box.x + start + shape.dx)
        for down, right in _SHIFTS:
            y, x = top + down, left + right
            own = _within(change, y, x, shape.mask)
            if not own.size:
                continue
            where = _place_of(y, x, own.shape)
            there = int(np.count_nonzero(own & legible[where]))
            if best is None or there > best[0]:
                best = there, y, x
            if there == ink:
                break  # no other place can hold more of it
    if best is None or ink < _LEAST_INK:
        return None
    there, y, x = best
    mask = _within(change, y, x, shape.mask)
    where = _place_of(y, x, mask.shape)
    own = mask & change.changed[where]
    seen = mask & legible[where]
    ratio = quantile(change.ratio[where][own], 0.9) if own.any() else 1.0
    drawn = float(np.count_nonzero(own)) / ink
    clearness = _clearness(change, where, mask)
    return Form(there / ink, _extent(seen, shape.mask), drawn, _extent(own, shape.mask), ratio, clearness, where, mask)


def _within(change: Change, y: int, x: int, mask: Mask) -> Mask:
    """The part of a mask that lies in the pictures, its corner being put at row `y` and column `x`: they end where the screen ends,
    and a mask has a margin, which reaches beyond it where a text begins at the very edge."""
    height, width = change.changed.shape
    return mask[max(0, -y) : max(0, height - y), max(0, -x) : max(0, width - x)]


def _place_of(y: int, x: int, shape: tuple[int, ...]) -> tuple[slice, slice]:
    top, left = max(0, y), max(0, x)
    return slice(top, top + shape[0]), slice(left, left + shape[1])


def _extent(seen: Mask, whole: Mask) -> float:
    return min(_span(seen, axis) / max(1, _span(whole, axis)) for axis in (0, 1))


def _span(mask: Mask, axis: int) -> int:
    places = np.flatnonzero(mask.any(axis=axis))
    return int(places[-1] - places[0] + 1) if places.size else 0


def _clearness(change: Change, where: tuple[slice, slice], mask: Mask) -> float | None:
    wide = tuple(slice(max(0, part.start - _AROUND), part.stop + _AROUND) for part in where)
    light = change.light[wide[0], wide[1]]
    grown = np.zeros(light.shape, np.bool_)
    top, left = where[0].start - wide[0].start, where[1].start - wide[1].start
    grown[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    rim = dilated(grown, 1)
    around = dilated(rim, _AROUND - 1) & ~rim
    if not around.any():
        return None
    inside, outside = quantile(light[grown], 0.5), quantile(light[around], 0.5)
    return (max(inside, outside) + 0.05) / (min(inside, outside) + 0.05)
