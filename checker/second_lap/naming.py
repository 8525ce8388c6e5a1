"""Which columns a page names, and whether a person sees each name: the first half of the second lap for columns."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from checker.locating.columns import find_columns
from checker.records.base import Box
from checker.records.candidate import Piece
from checker.records.column import Category, ColumnSeen
from checker.records.column_candidate import ColumnCandidate, ColumnPlace
from checker.records.layout import Layout
from checker.records.site import Site
from checker.rendering.look import Look
from checker.rendering.names_seen import NameSeen, hover_over, see_names
from checker.rendering.pictures import crop_of
from checker.rendering.reading import can_read, read_regions
from checker.rendering.session import PageTrouble, Session

_MENUS = 12  # heads of menus that the pointer rests on
_WORDS_READ = 12  # pictures without words that are read for a name
_BUTTON = (50.0, 20.0, 400.0, 140.0)  # CSS px: least and most width and height of a picture that is a button with words
_SURROUNDINGS = (60.0, 24.0)  # CSS px around a name in its crop

Keep = Callable[[str, bytes, str], Awaitable[str]]


@dataclass(frozen=True)
class Named:
    """A candidate and what is known of it before its page is opened. `is_seen` is None where nobody can tell."""

    candidate: ColumnCandidate
    seen: NameSeen
    place: ColumnPlace
    is_seen: bool | None


async def name_columns(session: Session, look: Look, site: Site, required: Sequence[Category]) -> list[Named]:
    """The home page's columns in reading order. Pictures without words are read only where a required category has no name."""
    found = await asyncio.to_thread(find_columns, look.layout, site)
    if set(required) - {candidate.category for candidate in found} and can_read() and look.settled is not None:
        found = await asyncio.to_thread(find_columns, look.layout, site, _reader(look))
    return await prove_names(session, look.layout, found)


async def prove_names(session: Session, layout: Layout, found: Sequence[ColumnCandidate]) -> list[Named]:
    """Each candidate at the first of its places that is seen; menus are opened for those that stand nowhere else."""
    best: dict[int, tuple[ColumnPlace, NameSeen]] = {}
    waiting = list(range(len(found)))
    for turn in range(max((len(candidate.places) for candidate in found), default=0)):
        asked = [(n, found[n].places[turn]) for n in waiting if turn < len(found[n].places) and found[n].places[turn].is_open]
        proofs = await see_names(session, layout, [place for _, place in asked])
        for (number, place), seen in zip(asked, proofs, strict=True):
            if number not in best or seen.is_seen:
                best[number] = (place, seen)
        waiting = [number for number in waiting if not (number in best and best[number][1].is_seen)]
    await _open_menus(session, layout, found, waiting, best)
    return [_named(candidate, *best.get(number, (candidate.places[0], NameSeen(None)))) for number, candidate in enumerate(found)]


async def _open_menus(
    session: Session,
    layout: Layout,
    found: Sequence[ColumnCandidate],
    waiting: list[int],
    best: dict[int, tuple[ColumnPlace, NameSeen]],
) -> None:
    menus: dict[Piece, list[tuple[int, ColumnPlace]]] = defaultdict(list)
    for number in waiting:
        place = next((place for place in found[number].places if place.opens_by_hover and place.head is not None), None)
        if place is not None and place.head is not None:
            menus[place.head].append((number, place))
    for head, entries in list(menus.items())[:_MENUS]:
        try:
            proofs = await hover_over(session, layout, head, [place for _, place in entries])
        except PageTrouble:  # the head is gone: nobody can tell
            continue
        for (number, place), seen in zip(entries, proofs, strict=True):
            if seen.is_seen or number not in best:
                best[number] = (place, seen)


def _named(candidate: ColumnCandidate, place: ColumnPlace, seen: NameSeen) -> Named:
    is_seen = seen.is_seen
    if is_seen is False and place.opens_by_click:
        is_seen = None  # a click opens it, which is how a person gets there; here it was only hovered over
    return Named(candidate, seen, place, is_seen)


async def describe(named: Named, number: int, look: Look, keep: Keep) -> ColumnSeen:
    """The column as it stands on the home page, with its box and a crop of its name."""
    candidate, seen = named.candidate, named.seen
    box, box_in, evidence = named.place.box, look.settled.file if look.settled else None, []
    if seen.screen is not None and seen.box is not None:
        box, box_in = seen.box, await keep(f"column-{number}-menu.jpg", seen.screen, "viewport")
        evidence.append(box_in)
    elif box is not None and look.settled is not None:
        box = box.cut_to(Box(0, 0, look.settled.width, look.settled.height)).rounded()
        crop = await asyncio.to_thread(crop_of, await look.decoded(), box, _SURROUNDINGS)
        if crop is not None:
            evidence.append(await keep(f"column-{number}-name.png", crop, "crop"))
    return ColumnSeen(
        name=candidate.name,
        url=candidate.address,
        category=candidate.category,
        how=named.place.how,
        box=box,
        box_in=box_in if box is not None else None,
        is_seen=named.is_seen is not False,
        unseen_because="页面上看不到该栏目的名称" if named.is_seen is False else None,
        evidence=evidence,
    )


def _reader(look: Look) -> Callable[[Piece], str | None]:
    """Reads what is written on a picture that looks like a button, a few times."""
    left = _WORDS_READ

    def read(piece: Piece) -> str | None:
        nonlocal left
        box = piece.box
        if box is None or left <= 0 or not (_BUTTON[0] <= box.width <= _BUTTON[2] and _BUTTON[1] <= box.height <= _BUTTON[3]):
            return None
        left -= 1
        return "".join(line.text for line in read_regions(look.picture, [box]))

    return read
