"""What was not seen because something lies over the whole screen: that, and not its own looks, is the reason."""

from checker.records.sighting import Sighting, Unseen
from checker.rendering.closers import Cover

_BY_COVER: tuple[Unseen, ...] = ("no_pixels", "partly", "faint", "unreadable")
_PERHAPS: tuple[Unseen, ...] = (*_BY_COVER, "unclear", "unstable", "out_of_reach")  # scrolling is often barred while a notice is open


def beneath(sighting: Sighting, cover: Cover | None) -> Sighting:
    """The sighting with `covered` as the reason, or `maybe_covered` where the cover may have been one that opens.

    Beneath a cover that is opaque throughout, what moves or stands in a place that nobody can tell is no more to be seen than the rest.
    """
    proof = sighting.proof
    if cover is None or proof is None or proof.seen:
        return sighting
    is_shut_off = cover.is_total and not cover.may_open and not proof.changed_pixels
    if proof.why_not not in (_PERHAPS if cover.may_open or is_shut_off else _BY_COVER):
        return sighting
    why: Unseen = "maybe_covered" if cover.may_open else "covered"
    doubt = None if is_shut_off and sighting.shape == "picture" else sighting.doubt
    return sighting.model_copy(update={"proof": proof.model_copy(update={"why_not": why}), "doubt": doubt})
