"""Pages combined at random, whose truth is known by construction: at least 99 % of badge states right, nothing grave wrong."""

import warnings
from pathlib import Path

import pytest

from tests.combined.known import KNOWN
from tests.combined.page import make_page
from tests.combined.verdicts import Difference, differences
from tests.sites.server import PageServer
from tests.sites.visits import Visits

FAST = range(1000, 1008)
LONG = [range(1008, 1052), range(2000, 2030)]
FULL = [range(1052, 1064), range(2030, 2080)]
_SHARE = 0.01  # of the states may be otherwise, as long as nobody is accused and no trick passes


def _look_at(seeds: range, archive: Path) -> list[Difference]:
    """Visits the pages of these seeds; known failures are left out, and named where they are none any more."""
    combined = [make_page(seed) for seed in seeds]
    pages = [page.write(archive / "made") for page in combined]
    found = []
    with Visits(PageServer(pages), archive) as visits:
        begun = [visits.begin(page) for page in pages]
        for made, visit in zip(combined, begun, strict=True):
            _, badges, folder = visit.result(timeout=600)
            found += differences(made, badges, folder)
    return found


def _judge(seeds: range, found: list[Difference]) -> None:
    known = {(seed, kind) for seed, kind in KNOWN if seed in seeds}
    mended = known - {(one.seed, one.kind) for one in found}
    unknown = [one for one in found if (one.seed, one.kind) not in known]
    grave = [one for one in unknown if one.grave]
    allowed = int(_SHARE * 5 * len(seeds))
    told = "\n".join(str(one) for one in unknown)
    assert not grave, f"{len(grave)} grave of {len(unknown)} wrong:\n{told}"
    assert len(unknown) <= allowed, f"{len(unknown)} of {5 * len(seeds)} wrong, {allowed} allowed:\n{told}"
    if mended:  # a word, no failure: what a seed makes changes with every new ingredient
        warnings.warn(f"right now, and still among the known failures: {sorted(mended)}", stacklevel=2)


@pytest.mark.timeout(900)
def test_pages_of_fixed_seeds(tmp_path: Path) -> None:
    _judge(FAST, _look_at(FAST, tmp_path))


@pytest.mark.long
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("seeds", LONG, ids=lambda seeds: f"{seeds.start}")
def test_pages_of_more_seeds(seeds: range, tmp_path: Path) -> None:
    _judge(seeds, _look_at(seeds, tmp_path))


@pytest.mark.full
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("seeds", FULL, ids=lambda seeds: f"{seeds.start}")
def test_pages_of_still_more_seeds(seeds: range, tmp_path: Path) -> None:
    _judge(seeds, _look_at(seeds, tmp_path))
