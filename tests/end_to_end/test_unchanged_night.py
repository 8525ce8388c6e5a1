"""A night that brought nothing new but clocks, carousels and counters adds little to an archive that keeps no night plain."""

from pathlib import Path

import pytest

from benchmarks.nights import measure_nights, walk_night
from checker.demo import DRAWN, PACE
from checker.evidence.thinned import read_thinned
from checker.evidence.verify import verify
from checker.running.foretelling import foretell
from checker.running.past_runs import read_past
from checker.sample_city.drawn_cities import read_drawn_city
from checker.settings import Settings

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
    # and the second one could have been foretold from the first
    settings = Settings(out=archive, column_pages=8, late_content=0.5, column_seconds=DRAWN["column_seconds"], host_pace=PACE)
    past = read_past(archive, settings)
    assert [(run.run, run.is_alike, len(run.sites)) for run in past] == [("night-2", True, SITES), ("night-1", True, SITES)]
    missed = foretell([], past, jobs=2, processors=2, has_columns=True).missed
    assert missed is not None and abs(missed[0]) < 0.7 and abs(missed[1]) < 0.1, missed
    assert all(verify(archive / night).state != "altered" for night in ("night-1", "night-2"))
