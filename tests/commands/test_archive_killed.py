"""Pruning and thinning killed at any moment leave an archive that verifies; an index that fails costs a run nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from checker.archive.indexing import keep_up
from checker.archive.place import INDEX
from checker.evidence.verify import verify
from tests.commands.conftest import Enter
from tests.commands.test_archive_thin import keep_night, picture
from tests.running.kept import keep_run

_ENDLESS = """
import sys
from datetime import date
from pathlib import Path
from checker.archive.plain_nights import keep_plain
from checker.archive.pruning import prune
from checker.archive.retention import Policy
from checker.archive.restoring import restore_run
from checker.archive.thinning import thin_archive
from checker.evidence.run_folder import RunFolder
archive, day = Path(sys.argv[1]), date(2026, 11, 1)
names = sorted(run.name for run in archive.glob("n?"))
print("ready", flush=True)
for number in range(3):
    keep_plain(archive, 0) if number else list(thin_archive(archive, 0, day, do=True))
    for name in names:
        restore_run(RunFolder.open(archive / name))
prune(archive, names, Policy(30, 30), day)
"""


@pytest.mark.long
def test_killed_at_random_moments(tmp_path: Path, enter: Enter) -> None:
    chance = random.Random(6)
    for number in range(12):
        archive = tmp_path / str(number)
        archive.mkdir()
        for night in range(1, 5):
            keep_night(archive, f"n{night}", picture(f"0{night}:1{night}"))
        around = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        process = subprocess.Popen([sys.executable, "-c", _ENDLESS, archive], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 1.5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for run in sorted(archive.glob("n?")):
            found = verify(run)
            assert not found.altered, (number, [each.english for each in found.assertions if each.state == "failed"])
        assert enter("archive", "prune", "--out", archive, "--keep-passes", "1", "--yes")[0] == 0
        assert not list(archive.rglob("*.jpg"))
        assert [enter("verify", run)[0] for run in sorted(archive.glob("n?"))] == [0, 0, 0, 0]


def test_an_index_that_fails_costs_a_run_nothing(tmp_path: Path) -> None:
    keep_run(tmp_path)
    (tmp_path / INDEX).write_bytes(b"no database at all" * 100)
    with capture_logs() as logged:
        keep_up(tmp_path, None)
        keep_up(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    assert [line["log_level"] for line in logged] == ["warning"] * 2
