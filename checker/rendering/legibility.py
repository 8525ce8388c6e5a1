"""Whether the pixels that a candidate changes can be read: each of its characters, by contrast, size and extent."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from checker.records.base import Box
from checker.records.sighting import Proof, Unseen
from checker.rendering.comparison import Comparison
from checker.rendering.contrast import LEAST_CONTRAST, Change, contrast_within, pixels_of, quantile
from checker.rendering.disturbance import Doubt, doubt_of, other_ink
from checker.rendering.letterforms import Form, Mask, form_within, legible_in
from checker.rendering.places import Glyph, Place

LEAST_GLYPH = 5.0  # CSS px after transforms (CONTRACT.md, "Readable")
_EXTENT_OF_PICTURE = 0.6  # of each side that its changed pixels must span: what is cut off in the middle is not all of it
_OPEN_OF_PICTURE = 0.8  # of its box that nothing covers or cuts: a frame or a helper may take a corner
_EXTENT_OF_READING = 0.3  # of the height that the reader gives a line
_PART_OF_PICTURE = 0.08  # of its box that must change: emblems are thin and clear round about


class Measured(NamedTuple):
    """A proof, the doubt that it leaves (then the picture has to be read back before it is called seen), and the places of the
    characters that were seen."""

    proof: Proof
    doubt: Doubt | None
    read: set[int]


def measure(place: Place, comparison: Comparison, tries: int) -> Measured:
    """One candidate from one comparison; `place` in CSS px of the viewport."""
    change, region = comparison.change, comparison.region
    contrast = _overall_contrast(change, place, region)
    laid_out = [(number, glyph, glyph.box) for number, glyph in enumerate(place.glyphs) if glyph.box]
    usual = contrast or 1.0
    legible = legible_in(change, usual)
    parts = [_part(glyph, box.moved(-region.x, -region.y), comparison, legible, usual) for _, glyph, box in laid_out]
    seen = sum(part.is_seen for part in parts)
    total = sum(part.changed for part in parts)
    best_ratio = max((part.ratio for part in parts if part.changed), default=None)
    size = place.glyph_height
    why = _why_not(len(place.glyphs), seen, total, best_ratio, size, change.restless)
    doubt = None
    if why is None and place.is_mirrored:
        why = "unreadable"
    elif why is None and runs_backwards(place.glyphs):
        why = "unstable"  # overridden in direction: what stands there is not what the document says
    elif why is None or (why == "partly" and all(part.is_nearly_seen for part in parts) and len(parts) == len(place.glyphs)):
        doubt = doubt_of([part.disturbance for part in parts], [part.form for part in parts if part.form], contrast or 1.0)
        if doubt is None and why is not None:
            doubt = Doubt(is_grave=True)
        why = "unclear" if doubt is not None else why
    elif why == "partly" and place.is_squeezed:
        doubt, why = Doubt(is_grave=False), "unclear"
    proof = Proof(
        seen=why is None,
        why_not=why,
        parts=len(place.glyphs),
        parts_seen=seen,
        contrast=contrast,
        glyph_height=None if size is None else round(size, 1),
        changed_pixels=total,
        tries=tries,
    )
    return Measured(proof, doubt, {number for (number, _, _), part in zip(laid_out, parts, strict=True) if part.is_seen})


class _Part(NamedTuple):
    """One character or picture: how many pixels changed, their contrast, whether it is seen, and what stands in its way."""

    changed: int
    ratio: float
    is_seen: bool
    is_nearly_seen: bool
    form: Form | None
    disturbance: float


def _part(glyph: Glyph, box: Box, comparison: Comparison, legible: Mask, usual_ratio: float) -> _Part:
    change = comparison.change
    if glyph.handle is not None and comparison.is_flooded(glyph):
        box = comparison.ink_of(glyph, box)
        glyph = glyph._replace(box=box)
    count, ratio, ink = contrast_within(change, box)
    form = form_within(change, legible, glyph.shape, box) if glyph.shape is not None else None
    if form is not None and count:
        ratio = form.ratio  # of its ink: what else changes in its box, a clear ground for one, says nothing of it
    plainly = _is_seen(glyph, count, ratio, ink, _height_of_ink(change, box, glyph.foot) if glyph.foot else None)
    is_open = not comparison.is_flooded(glyph) or comparison.share_open(box) >= _OPEN_OF_PICTURE * glyph.filled
    is_seen = plainly and is_open and (form is None or form.is_whole)
    nearly = is_seen or (plainly and form is not None and form.is_nearly_whole)
    is_text = bool(glyph.character)
    place = form.box.grown(1) if form is not None else _body(box, glyph.foot)
    return _Part(count, ratio, is_seen, nearly, form, other_ink(change, place, usual_ratio) if is_text else 0.0)


def _body(box: Box, foot: tuple[float, float] | None) -> Box:
    """The part of a character's box that its ink takes: without the room above and below."""
    if foot is not None and abs(foot[0]) > abs(foot[1]):  # it lies on its side
        return Box(box.x + 0.15 * box.width, box.y, 0.7 * box.width, box.height)
    return Box(box.x, box.y + 0.15 * box.height, box.width, 0.7 * box.height)


def runs_backwards(glyphs: list[Glyph]) -> bool:
    """Whether the characters of a text go mostly from right to left on their line."""
    steps = [
        other.box.x - one.box.x
        for one, other in pairwise(glyphs)
        if one.piece == other.piece and one.box and other.box and _are_on_a_line(one, one.box, other.box)
    ]
    return len(steps) >= 6 and sum(step < 0 for step in steps) > len(steps) / 2


def _are_on_a_line(glyph: Glyph, box: Box, next_box: Box) -> bool:
    return bool(glyph.character) and not glyph.vertical and abs(box.y - next_box.y) < box.height / 2


def _height_of_ink(change: Change, box: Box, foot: tuple[float, float]) -> float:
    """Of a character that stands turned: how far its changed pixels reach from its head to its foot."""
    rows, columns = np.nonzero(change.changed[pixels_of(box)])
    along = columns * foot[0] + rows * foot[1]
    return float(along.max() - along.min()) + 1 if along.size else 0.0


def _is_seen(glyph: Glyph, count: int, ratio: float, ink: Box | None, turned_height: float | None) -> bool:
    """One character is seen where enough of its pixels change legibly and its ink is not cut short; `turned_height` is how high that
    is where it stands turned.

    A digit's ink is about 0.7 em high; less than 0.45 em of it is half a digit. Punctuation may be small.
    """
    if ink is None or glyph.box is None or ratio < LEAST_CONTRAST:
        return False
    if glyph.character and glyph.character.isalnum() and glyph.em:
        upright = max(ink.width, ink.height) if glyph.vertical else ink.height
        extent = upright if turned_height is None else turned_height
        return extent >= 0.45 * min(glyph.em, 200) and count >= 3
    if not glyph.character:  # a picture: a few pixels of it at an edge are not the picture
        high = _EXTENT_OF_READING if glyph.was_read or glyph.is_loose else _EXTENT_OF_PICTURE
        wide = _EXTENT_OF_READING if glyph.is_loose else _EXTENT_OF_PICTURE
        whole = ink.height >= high * glyph.box.height and ink.width >= wide * glyph.box.width
        return whole and count >= max(12.0, _PART_OF_PICTURE * glyph.box.width * glyph.box.height)
    return count >= 1


def _overall_contrast(change: Change, place: Place, region: Box) -> float | None:
    ratios = []
    for glyph in place.glyphs:
        if glyph.box is None:
            continue
        where = pixels_of(glyph.box.moved(-region.x, -region.y))
        ratios.append(change.ratio[where][change.changed[where]])
    together = np.concatenate(ratios) if ratios else np.array([])
    return round(quantile(together, 0.9), 2) if together.size else None


def _why_not(parts: int, seen: int, changed: int, ratio: float | None, size: float | None, restless: float) -> Unseen | None:
    if not changed:
        return "unstable" if restless > 0.5 else "no_pixels"
    if size is not None and size < LEAST_GLYPH:
        return "small"
    if ratio is not None and ratio < LEAST_CONTRAST:
        return "faint"
    return None if parts and seen == parts else "partly"
