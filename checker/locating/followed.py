"""Marks that are seen and have no address: what a click on them was heard to open is their link."""

from checker.locating.links import number_in_link
from checker.records.sighting import OPENED_BY_SCRIPT, BadgeKind, Sighting

_OPENED: frozenset[BadgeKind] = frozenset({"party_gov", "error_report"})


def is_unled(sighting: Sighting) -> bool:
    return _is_seen_mark(sighting) and sighting.link is None and sighting.script is None


def is_led(sighting: Sighting) -> bool:
    return _is_seen_mark(sighting) and not is_unled(sighting)


def followed(sighting: Sighting, address: str) -> Sighting:
    number = number_in_link(sighting.kind, address)
    doubt = None if sighting.doubt == OPENED_BY_SCRIPT else sighting.doubt
    return sighting.model_copy(update={"link": address, "link_value": number, "value": number, "doubt": doubt})


def _is_seen_mark(sighting: Sighting) -> bool:
    return sighting.kind in _OPENED and sighting.shape == "picture" and sighting.proof is not None and bool(sighting.proof.seen)
