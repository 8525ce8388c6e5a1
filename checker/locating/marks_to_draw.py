"""Which boxes are drawn on the copy of the page: for each mark the place that was seen, else the places that were not."""

from checker.records.base import Box
from checker.records.sighting import KINDS, BadgeKind, Sighting

NAMES: dict[BadgeKind, str] = {
    "site_code": "网站标识码",
    "icp": "ICP备案号",
    "public_security": "公安备案号",
    "party_gov": "党政机关标识",
    "error_report": "找错",
}
_SEEN, _UNSEEN = "#1b8a3a", "#c62828"


def marks_to_draw(sightings: list[Sighting], picture: str) -> list[tuple[Box, str, str]]:
    """Boxes in CSS px of `picture`, their captions and colours."""
    marks = []
    for kind in KINDS:
        here = [s for s in sightings if s.kind == kind and s.box is not None and s.box_in == picture]
        here = [s for s in here if s.shape != "hint"] or here
        seen = [s for s in here if s.proof is not None and s.proof.seen]
        for sighting in seen or here[:1]:
            assert sighting.box is not None
            words = f"{NAMES[kind]} {sighting.value or ''}".strip() + ("" if seen else "（看不见）")
            marks.append((sighting.box, words, _SEEN if seen else _UNSEEN))
    return marks
