"""A number that the document spells in pieces, or otherwise than the roster, is read once more as a person reads it: on the picture.

Elements may stand in another order than they are written in (`row-reverse`, floats, `direction`), and the eye follows the picture.
"""

from checker.locating.number_marks import FINDERS, OUT_OF_ORDER
from checker.records.base import Box
from checker.records.candidate import Candidate
from checker.records.numbers import fold, same_number
from checker.records.reading import ReadLine, in_reading_order
from checker.records.sighting import Sighting
from checker.records.site import Site

_PIECES = 4  # as many pieces are no accident of markup
_MARGIN = 4.0  # CSS px


def is_doubtful(sighting: Sighting, candidate: Candidate, site: Site, picture: str | None) -> bool:
    """Whether the picture should have the last word: the number is seen, in the settled picture, and odd in one of these ways."""
    if sighting.shape != "number" or sighting.source == "picture" or sighting.value is None:
        return False
    if sighting.proof is None or not sighting.proof.seen or sighting.box is None or sighting.box_in != picture:
        return False
    if sighting.doubt:
        return sighting.doubt == OUT_OF_ORDER
    expected = site.expected_number(sighting.kind)
    return len(candidate.pieces) >= _PIECES or (expected is not None and not same_number(sighting.kind, sighting.value, expected))


def reading_box(sighting: Sighting) -> Box:
    """What is read: the number with a little around it, in CSS px of the settled picture."""
    assert sighting.box is not None
    return sighting.box.grown(_MARGIN)


def as_read(sighting: Sighting, lines: list[ReadLine], site: Site) -> Sighting:
    """The sighting with the value that the picture shows.

    The reader may err in a digit, so its word counts only where it gives the roster's own number, or the same digits in
    another order.
    """
    text = fold(" ".join(line.text for line in in_reading_order(lines)))[0]
    expected = site.expected_number(sighting.kind)
    for found in FINDERS[sighting.kind](text):
        assert sighting.value is not None
        if same_number(sighting.kind, found.value, sighting.value):
            return sighting.model_copy(update={"doubt": None})
        reordered = sorted(found.value) == sorted(sighting.value)
        if reordered or (expected is not None and same_number(sighting.kind, found.value, expected)):
            return sighting.model_copy(update={"value": found.value, "raw": text[found.start : found.end].strip(), "doubt": None})
    return sighting
