"""Whether the pixels that a candidate changes can be read: each of its characters, by contrast, size and extent."""

from itertools import pairwise

import numpy as np

from checker.records.base import Box
from checker.records.sighting import Proof, Unseen
from checker.rendering.contrast import LEAST_CONTRAST, Change, contrast_within, pixels_of
from checker.rendering.places import Glyph, Place

LEAST_GLYPH = 5.0  # CSS px after transforms (CONTRACT.md, "Readable")
_EXTENT_OF_PICTURE = 0.6  # of each side that its changed pixels must span: what is cut off in the middle is not all of it
_EXTENT_OF_READING = 0.3  # of the height that the reader gives a line
_PART_OF_PICTURE = 0.08  # of its box that must change: emblems are thin and clear round about


def measure(place: Place, change: Change, region: Box, tries: int) -> Proof:
    """The proof of one candidate from one comparison; `place` in CSS px of the viewport, `region` is what was compared of it."""
    parts = [(glyph, *contrast_within(change, glyph.box.moved(-region.x, -region.y))) for glyph in place.glyphs if glyph.box]
    seen = sum(_is_seen(glyph, count, ratio, ink) for glyph, count, ratio, ink in parts)
    total = sum(count for _, count, _, _ in parts)
    best_ratio = max((ratio for _, count, ratio, _ in parts if count), default=None)
    size = place.glyph_height
    why = _why_not(len(place.glyphs), seen, total, best_ratio, size, change.restless)
    if why is None and runs_backwards(place.glyphs):
        why = "unstable"  # mirrored, or overridden in direction: what stands there is not what the document says
    return Proof(
        seen=why is None,
        why_not=why,
        parts=len(place.glyphs),
        parts_seen=seen,
        contrast=_overall_contrast(change, place, region),
        glyph_height=None if size is None else round(size, 1),
        changed_pixels=total,
        tries=tries,
    )


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


def _is_seen(glyph: Glyph, count: int, ratio: float, ink: Box | None) -> bool:
    """One character is seen where enough of its pixels change legibly and its ink is not cut short.

    A digit's ink is about 0.7 em high; less than 0.45 em of it is half a digit. Punctuation may be small.
    """
    if ink is None or glyph.box is None or ratio < LEAST_CONTRAST:
        return False
    if glyph.character and glyph.character.isalnum() and glyph.em:
        extent = max(ink.width, ink.height) if glyph.vertical else ink.height
        return extent >= 0.45 * min(glyph.em, 200) and count >= 3
    if not glyph.character:  # a picture: a few pixels of it at an edge are not the picture
        high = _EXTENT_OF_READING if glyph.was_read else _EXTENT_OF_PICTURE
        whole = ink.height >= high * glyph.box.height and ink.width >= _EXTENT_OF_PICTURE * glyph.box.width
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
    return round(float(np.percentile(together, 90)), 2) if together.size else None


def _why_not(parts: int, seen: int, changed: int, ratio: float | None, size: float | None, restless: float) -> Unseen | None:
    if not changed:
        return "unstable" if restless > 0.5 else "no_pixels"
    if size is not None and size < LEAST_GLYPH:
        return "small"
    if ratio is not None and ratio < LEAST_CONTRAST:
        return "faint"
    return None if parts and seen == parts else "partly"
