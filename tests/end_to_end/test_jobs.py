"""More sites in flight are worth their while where sites are slow."""

import logging
import time
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, lines_of
from tests.end_to_end.town import Town

pytestmark = pytest.mark.long
log = logging.getLogger(__name__)


@pytest.mark.timeout(900)
def test_sixteen_in_flight_take_at_most_three_fifths_of_the_time_of_two(tmp_path: Path) -> None:
    """40 sites, each of which needs a second for its page, with the waits of a real visit; `--log-level=info` shows the figures."""
    seconds = {}
    with Town(delay=1.0) as town:
        roster = town.write_roster(tmp_path / "roster.csv", 40)
        for jobs in (16, 2):
            begin = time.monotonic()
            words = ("--run-id", f"jobs{jobs}", "--allow-private", "--edition", "2015-15", "--jobs", str(jobs))
            done = call("run", roster, "--out", tmp_path, *words, env={"CHECKER_COLUMN_PAGES": "0"}, fast=False, seconds=400)
            seconds[jobs] = time.monotonic() - begin
            assert done.returncode == 0, done.stderr
            assert {line["verdict"] for line in lines_of(tmp_path / f"jobs{jobs}")} == {"pass"}
        assert set(town.count_visits().values()) == {2}  # once a run: nobody needed a second look
    ratio = seconds[16] / seconds[2]
    log.info("%.1f s with --jobs 2, %.1f s with --jobs 16: %.0f%%", seconds[2], seconds[16], 100 * ratio)
    assert ratio <= 0.6, seconds  # a third of it on a machine with nothing else to do; other tests run beside this one
