"""A night that brought nothing new but clocks, carousels and counters adds little to an archive that keeps no night plain."""

from pathlib import Path

import pytest

from benchmarks.nights import measure_nights, walk_night
from checker.evidence.thinned import read_thinned
from checker.evidence.verify import verify
from checker.sample_city.drawn_cities import read_drawn_city

SITES = 2


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_night_with_other_clocks_and_counters_adds_less_than_a_fifth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a few columns: of less a run's own papers, which are about the same for two sites as for ten, would be too large a part
    around = {"PLAIN_NIGHTS": "0", "LATE_CONTENT": "0.5", "COLUMN_PAGES": "8"}
    for name, value in around.items():
        monkeypatch.setenv(f"CHECKER_{name}", value)
    city, archive = read_drawn_city("mianyang-2018q3"), tmp_path / "archive"
    archive.mkdir()
    for night in (1, 2):
        walk_night(city, SITES, archive, night, jobs=2)
    first, second, alone = measure_nights(archive).values()
    assert second.total() + alone.total() < 0.2 * first.total(), (first, second, alone)
    pictures = sum(size for kind, size in first.items() if kind.startswith(("pictures", "home", "screens")))
    assert pictures > first.total() / 2 and read_thinned(archive / "night-2")
    assert all(verify(archive / night).state != "altered" for night in ("night-1", "night-2"))
