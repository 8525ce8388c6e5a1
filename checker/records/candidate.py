"""What locating hands to the second lap: a place that may be a badge, as pieces of the page that can be proven seen."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from checker.records.base import Box
from checker.records.sighting import BadgeKind, Proof, Sighting, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text node (`start` to `end`, places in its data), a pseudo element's text, or a whole element."""

    document: int
    backend_id: int
    form: str  # "text", "pseudo", "element"
    start: int = 0
    end: int = 0
    text: str = ""
    box: Box | None = None  # page CSS px in the snapshot; null for what is not laid out
    part: Box | None = None  # of an element, the part that counts, in fractions of its box; null for all of it
    pseudo: str | None = None  # of a pseudo element's text, its name: "::before", "::after"


class HasPieces(Protocol):
    """Whatever stands in the page as pieces: a badge to be, a column's name."""

    @property
    def pieces(self) -> tuple[Piece, ...]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sighting to be: the same fields, with the pieces instead of the proof."""

    kind: BadgeKind
    shape: str
    source: Source
    raw: str
    pieces: tuple[Piece, ...]
    value: str | None = None
    link: str | None = None
    link_value: str | None = None
    script: str | None = None
    failure: str | None = None
    frame: str | None = None
    around: str = ""
    is_told: bool = True  # of a mark: its picture's name or words tell it, not its link alone
    doubt: str | None = None  # in Chinese: why nobody can tell from the document what a person reads there

    folded: bool = False  # in a closed <details>: a click has to reveal it

    @property
    def is_laid_out(self) -> bool:
        return bool(self.pieces) and all(piece.box is not None for piece in self.pieces)

    @property
    def written(self) -> str:
        """What is to be read there: the number as it stands, or the words of a mark that is written out."""
        return self.raw if self.shape != "picture" else "".join(piece.text[piece.start : piece.end] for piece in self.pieces)

    def proven(self, proven: "Proven | None") -> Sighting:
        """The sighting that this candidate became in the second lap."""
        fields = {name: getattr(self, name) for name in _SHARED}
        if proven is None:
            return Sighting(**fields)
        return Sighting(
            **{**fields, "failure": self.failure or proven.failure, "link_answer": None},
            box=proven.box,
            box_in=proven.box_in,
            proof=proven.proof,
            evidence=proven.evidence,
        )


_SHARED = ("kind", "shape", "source", "raw", "value", "link", "link_value", "script", "failure", "frame", "around", "doubt", "folded")


@dataclass(slots=True)
class Proven:
    """What the second lap found out about one candidate."""

    proof: Proof
    box: Box | None = None
    box_in: str | None = None
    failure: str | None = None
    evidence: list[str] = field(default_factory=list)
    screen: bytes = b""  # the picture that `box_in` names where that is not the settled page, as a JPEG
    picture: bytes = b""  # of a mark that is a picture: its own pixels as they were seen, as a PNG


def with_failure(candidate: Candidate, failure: str) -> Candidate:
    return replace(candidate, failure=failure)
