"""A disk that takes no more, in the middle of a report or a decision: told in a sentence, status 3, and the archive verifies."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.kept import CZJ, keep_run

REVIEW = ("--rule", "mark-icp", "--decision", "overturn", "--by", "李明", "--why", "页脚确有备案号")


def call(*words: str | Path, room: int | None = None) -> subprocess.CompletedProcess[str]:
    """`room`: bytes that a file may grow to, as on a disk that has no more."""

    def narrow() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "checker", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, preexec_fn=narrow, check=False)


@pytest.mark.parametrize("room", [200, pytest.param(20_000, marks=pytest.mark.long)])
def test_no_room_is_told_and_leaves_the_archive_whole(tmp_path: Path, room: int) -> None:
    run = keep_run(tmp_path)
    assert call("report", run).returncode == 0
    words = [("report", run)] + [("review", run, CZJ, *REVIEW)] * (room == 200)
    for each in words:
        refused = call(*each, room=room)
        assert refused.returncode == 3, refused.stderr
        said = refused.stderr.splitlines()[0]  # the workbook's library may have more to say when it is cleared away
        assert said.startswith("checker: ") and ("cannot be written" in said or "Cannot write" in said)
        assert "fault of the checker" not in refused.stderr
        looked = call("verify", "--all", "--out", tmp_path)
        assert looked.returncode == 0, looked.stdout
    assert call("report", run).returncode == 0
    assert "The report is as it was last written" in call("verify", run).stdout
