"""What keeps a number from being read although its pixels change: other ink in its place, a blur, its letters on one spot.

None of these is proof by itself; they say where a picture has to be read back.
"""

from typing import NamedTuple

import numpy as np

from checker.records.base import Box
from checker.rendering.contrast import LEAST_CONTRAST, Change, pixels_of, quantile
from checker.rendering.letterforms import Form

_OTHER_INK = 0.05  # of a character's place that other ink takes: from here on it is worth reading back
_GRAVE_INK = 0.10  # over all characters: a third of what letters have
_GRAVE_INK_OF_ONE = 0.2
_CROWDED, _GRAVELY_CROWDED = 0.12, 0.2  # of the letters' ink that lies in one another
_BLURRED, _GRAVELY_BLURRED = 0.45, 0.3  # of the contrast, in steps of its logarithm, that is left between ink and what is around it
_LINE = 0.85  # of a place's side: ink that goes right through is a line, a border or an edge
_THICK = 0.34  # of the place's height: a line that is thicker is more than a line


class Doubt(NamedTuple):
    """That a number cannot simply be held to be legible; where it is grave and nobody can read the picture back, it is not."""

    is_grave: bool


def doubt_of(other: list[float], forms: list[Form], contrast: float) -> Doubt | None:
    """The doubt that a number leaves: `other` is the share of other ink in each character's place, `contrast` its own."""
    crowded, clear = crowding(forms), _clearness(forms, contrast)
    most, usual = max(other, default=0.0), float(np.mean(other)) if other else 0.0
    if usual >= _GRAVE_INK or most >= _GRAVE_INK_OF_ONE or crowded >= _GRAVELY_CROWDED or clear < _GRAVELY_BLURRED:
        return Doubt(is_grave=True)
    if most >= _OTHER_INK or crowded >= _CROWDED or clear < _BLURRED:
        return Doubt(is_grave=False)
    return None


def _clearness(forms: list[Form], contrast: float) -> float:
    found = [form.clearness for form in forms if form.clearness is not None]
    return float(np.log(np.median(found)) / np.log(contrast)) if found and contrast > 1 else 1.0


def other_ink(change: Change, box: Box, ratio: float) -> float:
    """The share of a place (px of the pictures) that holds ink while the candidate is hidden; `ratio` is the candidate's contrast.

    Ink differs from the ground of the place by at least half of what the candidate's own differs: a watermark does not. Lines
    right through the place are none, nor is a border between two grounds.
    """
    where = pixels_of(box)
    ground = change.ground[where]
    if ground.size == 0:
        return 0.0
    usual = quantile(ground, 0.5)
    contrast = (np.maximum(ground, usual) + 0.05) / (np.minimum(ground, usual) + 0.05)
    ink = contrast >= max(LEAST_CONTRAST, ratio**0.5)
    through = ink.mean(axis=1) >= _LINE
    if through.mean() <= _THICK:
        ink[through] = False
    ink[:, ink.mean(axis=0) >= _LINE] = False
    return float(ink.mean())


def crowding(forms: list[Form]) -> float:
    """The share of the letters' ink that lies in the ink of other letters of the same number, over all of them."""
    if len(forms) < 2:
        return 0.0
    bottom, right = max(form.ink[0].stop for form in forms), max(form.ink[1].stop for form in forms)
    layers = np.zeros((bottom, right), np.uint8)
    for form in forms:
        layers[form.ink] += form.mask
    total = sum(int(form.mask.sum()) for form in forms)
    return float(layers[layers > 1].sum()) / total if total else 0.0
