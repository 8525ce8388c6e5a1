"""All pages times all mutations that apply, in a fixed order, and the seeded share that the everyday tests take."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.records.sighting import KINDS, BadgeKind
from tests.mutations import one_badge, whole_page
from tests.mutations.known import KNOWN
from tests.mutations.mutation import Change
from tests.sites.page import SitePage, read_pages

SHARE = 20  # of all changes, in `make test`
CHANGES_OF_A_PAGE = 3


def all_changes() -> list[Change]:
    """Every page that the product tells rightly as it is (a known failure would only be repeated)."""
    return [change for page in read_pages() if page.expected.known_failure is None for change in _of_page(page)]


def everyday(changes: list[Change]) -> set[str]:
    """Names of the share, with every mutation in it: the same for the same collection of pages."""
    mixed = random.Random(20180829).sample(changes, len(changes))
    first_of_each = {change.mutation: change.name for change in reversed(mixed)}
    return {*first_of_each.values(), *(change.name for change in mixed[:SHARE])}


def one_of_every_second_page(changes: list[Change]) -> set[str]:
    """Names of one change of each page that chance takes, by its name, as about every second; of the sorts by turns."""
    of_page: dict[str, list[str]] = {}
    for change in changes:
        of_page.setdefault(change.page.name, []).append(change.name)
    chosen = {page: names for page, names in of_page.items() if random.Random(f"turn of {page}").random() < 0.5}
    return {names[random.Random(f"sort of {page}").randrange(len(names))] for page, names in chosen.items()}


Possible = dict[str, Callable[[], list[Change | None]]]


def _all_as_before(page: SitePage) -> Possible:
    return {
        "into_frame": lambda: [whole_page.into_frame(page)],
        "written_late": lambda: [whole_page.written_late(page)],
        "into_scroller": lambda: [whole_page.into_scroller(page)],
        "behind_popup": lambda: [whole_page.behind_popup(page)],
    }


def _hidden(page: SitePage) -> Possible:
    return {
        "behind_curtain": lambda: [whole_page.behind_curtain(page)],
        "cover": lambda: [one_badge.cover(page, kind, "cover") for kind in KINDS],
        "cover_no_pointer": lambda: [one_badge.cover(page, kind, "cover_no_pointer") for kind in KINDS],
    }


def _one_otherwise(page: SitePage) -> Possible:
    return {
        "remove": lambda: [one_badge.remove(page, kind) for kind in KINDS],
        "cover_clear": lambda: [one_badge.cover(page, kind, "cover_clear") for kind in KINDS],
        "lift": lambda: [one_badge.lift(page, kind) for kind in KINDS],
        "last_digit": lambda: [_other_digit(page, kind) for kind in KINDS],
        "code_in_link": lambda: [_other_code_in_link(page)],
    }


def _other_digit(page: SitePage, kind: BadgeKind) -> Change | None:
    with _scratch(page) as folder:
        return one_badge.last_digit(page, kind, folder)


def _other_code_in_link(page: SitePage) -> Change | None:
    with _scratch(page) as folder:
        return one_badge.code_in_link(page, folder)


def _of_page(page: SitePage) -> Iterator[Change]:
    """One change of each sort, and of what is left as many as make three: chosen by names alone, so that a new page changes nothing
    elsewhere. All that could be done with all pages would be six or seven a page, more than the long tests have time for."""
    left: list[Change] = []
    taken: list[Change] = []
    for sort in (_all_as_before, _hidden, _one_otherwise):
        mixed = _mixed(page, [found for name, make in sort(page).items() if (found := _one_of(page, name, make()))])
        taken += mixed[:1]
        left += mixed[1:]
    yield from taken
    yield from _mixed(page, left)[: CHANGES_OF_A_PAGE - len(taken)]


def _one_of(page: SitePage, mutation: str, made: list[Change | None]) -> Change | None:
    possible = [change for change in made if change is not None]
    return random.Random(f"{mutation} {page.name}").choice(possible) if possible else None


def _mixed(page: SitePage, changes: list[Change]) -> list[Change]:
    """In an order by chance; what is known to fail is not left out."""
    return sorted(changes, key=lambda change: (change.name not in KNOWN, random.Random(f"{change.mutation} of {page.name}").random()))


@contextmanager
def _scratch(page: SitePage) -> Iterator[Path]:
    """A copy of the page, on which a change of its text is tried to see whether it reaches every place."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(page.folder, scratch, dirs_exist_ok=True)
        yield Path(scratch)
