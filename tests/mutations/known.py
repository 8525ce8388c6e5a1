"""Changes whose result the product cannot tell yet, by name, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

KNOWN: Mapping[str, str] = {
    "behind_curtain-picture_marks/sprites": "a mark whose picture a pseudo element draws is in doubt where a curtain hides everything",
    "behind_curtain-seen_all_the_same/lines_that_run_past": "numbers that run are in doubt where a curtain hides everything",
    "into_frame-covers/escape_key": "a cover inside a frame that Escape closes is taken for one that lasts",
}
