"""Mentions of columns become columns: one for each address, with all its places, the one that is seen best first."""

from dataclasses import dataclass

from checker.locating.columns.categories import category_of, is_action, is_directory
from checker.locating.columns.labels import plain_address
from checker.records.column import ListItem
from checker.records.column_candidate import ColumnCandidate, ColumnPlace

# which mention's name a column bears, where several lead to one address: a block's own heading says best what is in it
_SAYS_MOST = {"block": 0, "tab": 1, "more": 2, "picture": 3, "sitemap": 4, "hover": 5, "navigation": 6, "script": 7}
# where a reader sees it best
_SEEN_BEST = {"block": 0, "tab": 0, "navigation": 1, "picture": 1, "sitemap": 2, "more": 3, "hover": 4, "script": 5}


@dataclass(slots=True)
class Mention:
    name: str
    address: str | None
    place: ColumnPlace
    items: tuple[ListItem, ...] = ()
    else_at: str | None = None  # an address beside it, where no other place of that name has one


def merged(mentions: list[Mention]) -> list[ColumnCandidate]:
    """In the order of the first mention. A name without an address joins the only column of that name."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.address is not None:
            groups.setdefault(("", plain_address(mention.address)), []).append(mention)
    for mention in mentions:
        if mention.address is None:
            same = [key for key, group in groups.items() if any(other.name == mention.name for other in group)]
            beside = ("", plain_address(mention.else_at)) if mention.else_at else ("name", mention.name)
            key = same[0] if len(same) == 1 else beside
            groups.setdefault(key, []).append(mention)
    order = {id(mention): place for place, mention in enumerate(mentions)}
    return [_candidate(group) for group in sorted(groups.values(), key=lambda group: min(order[id(mention)] for mention in group))]


def _candidate(group: list[Mention]) -> ColumnCandidate:
    named = min(group, key=lambda mention: (_rank(mention.name), _SAYS_MOST[mention.place.how]))
    places = sorted((mention.place for mention in group), key=lambda place: (not place.is_open, place.box is None, _SEEN_BEST[place.how]))
    items = max((mention.items for mention in group), key=lambda items: (any(item.days for item in items), len(items)))
    return ColumnCandidate(
        name=named.name,
        address=next((mention.address for mention in group if mention.address), None),
        category=category_of(named.name) or "other",
        places=tuple(places),
        is_directory=is_directory(named.name),
        items=items,
        also_named=tuple(dict.fromkeys(mention.name for mention in group if mention.name != named.name)),
    )


def _rank(name: str) -> int:
    if category_of(name) is not None:
        return 1 if is_action(name) else 0
    return 2 if is_directory(name) else 3
