"""What was not seen because something lies over the whole screen: that, and not its own looks, is the reason."""

from checker.records.sighting import Sighting, Unseen
from checker.rendering.closers import Cover

_BY_COVER: tuple[Unseen, ...] = ("no_pixels", "partly", "faint", "unreadable")
_PERHAPS: tuple[Unseen, ...] = (*_BY_COVER, "unclear", "unstable", "out_of_reach")  # scrolling is often barred while a notice is open


def beneath(sighting: Sighting, cover: Cover | None) -> Sighting:
    """The sighting with `covered` as the reason, or `maybe_covered` where the cover may have been one that opens."""
    proof = sighting.proof
    if cover is None or proof is None or proof.seen or proof.why_not not in (_PERHAPS if cover.may_open else _BY_COVER):
        return sighting
    why: Unseen = "maybe_covered" if cover.may_open else "covered"
    return sighting.model_copy(update={"proof": proof.model_copy(update={"why_not": why})})
