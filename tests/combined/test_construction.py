"""The generator itself: the same seed gives the same page, every ingredient is used, every state occurs."""

from collections import Counter
from functools import cache
from pathlib import Path

from tests.combined import hiding, marks, placing, showing, showing_in_pixels, showing_in_places
from tests.combined.badge import KINDS
from tests.combined.page import CombinedPage, make_page
from tests.combined.test_combined import FAST, LONG
from tests.combined.vehicles import FAILING, VEHICLES

_SEEDS = [seed for seeds in (FAST, *LONG) for seed in seeds]


@cache
def _page(seed: int) -> CombinedPage:
    return make_page(seed)


def test_a_seed_gives_the_same_page_again(tmp_path: Path) -> None:
    for seed in FAST:
        assert make_page(seed) == make_page(seed)
    page = _page(FAST[0]).write(tmp_path)
    assert page.expected.badges.keys() == set(KINDS)
    assert {kind: (badge.state, badge.value) for kind, badge in page.expected.badges.items()} == _page(FAST[0]).badges


def test_there_are_enough_pages_and_no_two_alike() -> None:
    assert len(FAST) >= 8
    assert len(_SEEDS) >= 70
    assert len({_page(seed).files["index.html"] for seed in _SEEDS}) == len(_SEEDS)


def test_every_ingredient_is_used() -> None:
    used = Counter(name for seed in _SEEDS for names in _page(seed).made_of.values() for name in names)
    ways = {*showing.TEXT_WAYS, *showing_in_pixels.PIXEL_WAYS, *showing_in_places.PLACES, *marks.PARTY_WAYS, *marks.REPORT_WAYS}
    hides = {*hiding.RENDERED, *hiding.NOT_RENDERED, *hiding.LETTERS, *hiding.ONE_LINE}
    names = {way.__name__.replace("_", " ") for way in (*ways, *hides)}
    wanted = {*names, *VEHICLES, *FAILING, *placing.FOREIGN, *(band.look for band in placing.BANDS)}
    assert not {name: used[name] for name in wanted if not used[name]}


def test_every_state_occurs_for_every_kind() -> None:
    states = Counter((kind, state) for seed in _SEEDS for kind, (state, _) in _page(seed).badges.items())
    for kind in KINDS:
        possible = {"shown", "hidden", "missing", "broken", "mismatched", "undetermined"}
        possible |= {"malformed"} if kind in ("site_code", "icp", "public_security") else set()
        assert {state for state in possible if not states[kind, state]} == set(), kind
