"""One candidate on its way through the tries of the proof of sight, and whether a further try is worth it."""

from dataclasses import dataclass, field

from checker.records.base import Box
from checker.records.candidate import Candidate, Proven
from checker.rendering.disturbance import Doubt
from checker.rendering.pictures import PagePicture, Pixels

_CLEAR_BY = 3  # tries


@dataclass(slots=True)
class Case:
    """`best` is the proof with the most parts seen."""

    number: int
    candidate: Candidate
    page: PagePicture | None
    best: Proven | None = None
    tries: int = 0
    pictures: tuple[Pixels, Pixels] | None = None
    screen: bytes | None = None
    failure: str | None = None
    is_moving: bool = False  # runs past by itself
    moves: int = 0  # looks between which it ran along
    has_come: bool = False  # was not laid out in the snapshot, and is now
    read_parts: set[int] = field(default_factory=set)  # its characters that were seen at one time or another
    page_box: Box | None = None
    needs_screen: bool = False
    is_restless: bool = False  # something moves by itself where it stands
    grounds: dict[float | None, Pixels] = field(default_factory=dict)  # how it looked there, by the place it was brought to
    doubt: Doubt | None = None  # that the best proof leaves
    inside: Box | None = None  # of its pictures, the part that it takes itself
    at: dict[float | None, Box] = field(default_factory=dict)  # where it stood, likewise
    stands: Box | None = None  # in the viewport, when it was looked at last
    notes: list[str] = field(default_factory=list)


def unseen(cases: list[Case]) -> list[Case]:
    """Those worth a further look; what stays unclear in three places is not made clearer by a fourth."""
    waiting = [case for case in cases if (case.candidate.is_laid_out or case.has_come) and not (case.best and case.best.proof.seen)]
    return [case for case in waiting if case.doubt is None or case.tries < _CLEAR_BY or case.is_restless]
