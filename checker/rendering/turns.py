"""Content that takes turns by itself: a bar whose lines replace each other, slides that stand for some seconds each.

What stands there in one of its turns belongs to the page (CONTRACT.md, section 4), whichever turn the look happened to meet.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection

from checker.records.candidate import Candidate, Proven
from checker.records.layout import Layout
from checker.records.sighting import KINDS, BadgeKind, Sighting
from checker.rendering.look import Look
from checker.rendering.pictures import PagePicture
from checker.rendering.session import Session
from checker.rendering.sight import Keep, prove_passing
from checker.rendering.snapshot import take_snapshot

_TURNS = 13.0  # seconds: two turns of the longest that is waited for, and the time that a proof takes
_ONE_TURN = 6.0  # seconds in which another turn has come where there is one
_BEAT = 0.2
_TRIES = 3  # looks at one state of the places that change
_NUMBERS = 100  # from which the pictures of these proofs are numbered, a hundred for each look
# what a proof says that met the turn's end, or another turn; the rest is said of what stood there
_PASSED: Collection[str | None] = ("no_box", "no_pixels", "partly", "out_of_reach", "unstable", "unclear")


async def watch_turns(session: Session) -> None:
    """From now on changes of the page are heard, in all frames. Raises PageSilent."""
    await session.run_in_frames("watch_turns")


async def see_turns(
    session: Session, look: Look, find: Callable[[Layout], list[Candidate]], sightings: list[Sighting], keep: Keep
) -> list[tuple[Candidate, Proven]]:
    """What is seen in a turn that `look` did not meet, of the kinds that no sighting saw; where none is proven, what came and went.

    Nothing where no place of a mark changes by itself. Raises PageTrouble.
    """
    begun = time.monotonic()
    looks: Counter[str] = Counter()
    seen: list[tuple[Candidate, Proven]] = []
    passed: dict[tuple[BadgeKind, str], tuple[Candidate, Proven]] = {}
    missing = set(KINDS) - {each.kind for each in sightings if each.proof is not None and each.proof.seen}
    known = {(each.kind, each.raw) for each in sightings if each.box is not None}  # what was always there was waited for before
    while missing and time.monotonic() < begun + _TURNS:
        state = await _state(session)
        if state is None or (list(looks) == [state] and time.monotonic() > begun + _ONE_TURN):
            break
        if looks[state] >= _TRIES:
            await asyncio.sleep(_BEAT)
            continue
        looks[state] += 1
        layout = await take_snapshot(session)
        candidates = [each for each in find(layout) if each.kind in missing and each.is_laid_out]
        if not candidates:
            await asyncio.sleep(_BEAT)
            continue
        page = PagePicture(look.settled.file, await look.decoded()) if look.settled else None
        proofs = await prove_passing(session, layout, candidates, page, keep, _NUMBERS * looks.total())
        stood = await _state(session) == state
        for candidate, proven in zip(candidates, proofs, strict=True):
            if proven.proof.seen:
                seen.append((candidate, proven))
                missing.discard(candidate.kind)
            elif stood or (candidate.kind, candidate.raw) not in passed:
                passed[candidate.kind, candidate.raw] = candidate, proven if stood else _as_passed(proven)
    return seen + [each for name, each in passed.items() if name[0] in missing and name not in known]


async def _state(session: Session) -> str | None:
    """How the places of marks that change by themselves stand now; null where there are none."""
    answers = await session.run_in_frames("turns")
    return " ".join(answer["state"] for answer in answers) if any(answer["marked"] for answer in answers) else None


def _as_passed(proven: Proven) -> Proven:
    if proven.proof.why_not in _PASSED:
        proven.proof = proven.proof.model_copy(update={"why_not": "unstable"})
    return proven
