"""All pages times all mutations that apply, in a fixed order, and the seeded share that the everyday tests take."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.records.sighting import KINDS
from tests.mutations import one_badge, whole_page
from tests.mutations.mutation import Change
from tests.sites.page import SitePage, read_pages

Mutation = Callable[[SitePage], Iterator[Change | None]]
SHARE = 110  # of all changes, in `make test`


def all_changes() -> list[Change]:
    """Every page that the product tells rightly as it is (a known failure would only be repeated)."""
    return [change for page in read_pages() if page.expected.known_failure is None for change in _of_page(page)]


def everyday(changes: list[Change]) -> set[str]:
    """Names of the share, with every mutation in it: the same for the same collection of pages."""
    mixed = random.Random(20180829).sample(changes, len(changes))
    first_of_each = {change.mutation: change.name for change in reversed(mixed)}
    return {*first_of_each.values(), *(change.name for change in mixed[:SHARE])}


def _into_frame(page: SitePage) -> Iterator[Change | None]:
    yield whole_page.into_frame(page)


def _elsewhere(page: SitePage) -> Iterator[Change | None]:
    yield whole_page.written_late(page)
    yield whole_page.into_scroller(page)


def _beneath(page: SitePage) -> Iterator[Change | None]:
    yield whole_page.behind_popup(page)
    yield whole_page.behind_curtain(page)


def _removed(page: SitePage) -> Iterator[Change | None]:
    return (one_badge.remove(page, kind) for kind in KINDS)


def _covered(page: SitePage) -> Iterator[Change | None]:
    return (one_badge.cover(page, kind, how) for how in ("cover", "cover_no_pointer") for kind in KINDS)


def _covered_clearly(page: SitePage) -> Iterator[Change | None]:
    return (one_badge.cover(page, kind, "cover_clear") for kind in KINDS)


def _lifted(page: SitePage) -> Iterator[Change | None]:
    return (one_badge.lift(page, kind) for kind in KINDS)


def _other_digit(page: SitePage) -> Iterator[Change | None]:
    for kind in KINDS:
        with _scratch(page) as folder:
            yield one_badge.last_digit(page, kind, folder)


def _other_code_in_link(page: SitePage) -> Iterator[Change | None]:
    with _scratch(page) as folder:
        yield one_badge.code_in_link(page, folder)


_MUTATIONS: tuple[Mutation, ...] = (
    _into_frame,
    _elsewhere,
    _beneath,
    _removed,
    _covered,
    _covered_clearly,
    _lifted,
    _other_digit,
    _other_code_in_link,
)


def _of_page(page: SitePage) -> Iterator[Change]:
    """Of what each mutation can do with a page, one: a choice by the names alone, so that a new page changes nothing elsewhere."""
    for mutation in _MUTATIONS:
        possible = [change for change in mutation(page) if change is not None]
        if possible:
            yield random.Random(f"{mutation.__name__} {page.name}").choice(possible)


@contextmanager
def _scratch(page: SitePage) -> Iterator[Path]:
    """A copy of the page, on which a change of its text is tried to see whether it reaches every place."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(page.folder, scratch, dirs_exist_ok=True)
        yield Path(scratch)
