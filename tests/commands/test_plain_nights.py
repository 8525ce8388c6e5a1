"""The setting `plain_nights`: a run that closed thins what is older by itself, and never fails by it."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from checker.archive.plain_nights import keep_plain
from checker.evidence.blobs import BLOBS
from checker.evidence.lock import FolderLock
from checker.evidence.verify import verify
from tests.commands.conftest import Enter
from tests.commands.test_archive_thin import HOME, keep_night, picture, pictures


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Five nights, the last two on one day."""
    for number, day in enumerate(("01", "02", "03", "04", "04"), start=1):
        keep_night(tmp_path, f"n{number}", picture(f"0{number}:1{number}"), f"2026-03-{day}T01:00:00Z")
    return tmp_path


@pytest.mark.parametrize(
    ("nights", "plain"), [(0, {"n1", "n5"}), (1, {"n1", "n4", "n5"}), (2, {"n1", "n3", "n4", "n5"}), (9, {"n1", "n2", "n3", "n4", "n5"})]
)
def test_the_newest_nights_stay_plain(archive: Path, nights: int, plain: set[str]) -> None:
    """A night is a day on which a run began. One closing thins three runs, so that nobody waits for a whole archive."""
    with capture_logs() as logged:
        keep_plain(archive, nights)
    assert pictures(archive).keys() == plain
    assert [(line["log_level"], line["files"]) for line in logged] == [("info", 5 - len(plain))]
    assert "elapsed" in logged[0] and logged[0]["bytes_after"] <= logged[0]["bytes_before"] / 10
    assert all(verify(run).state != "altered" for run in archive.glob("n?"))


def test_it_catches_up_and_then_has_nothing_to_do(archive: Path) -> None:
    keep_plain(archive, 0)
    keep_plain(archive, 0)
    assert pictures(archive).keys() == {"n1"}
    logs = {file: file.read_bytes() for file in archive.glob("n?/after/*") if file.is_file()}
    keep_plain(archive, 0)
    assert {file: file.read_bytes() for file in logs} == logs


def test_what_was_restored_is_thinned_again_unless_somebody_holds_it(archive: Path, enter: Enter) -> None:
    keep_plain(archive, 1)
    for name in ("n2", "n3"):
        assert enter("archive", "restore", name, "--out", archive)[0] == 0
    assert enter("archive", "hold", "n3", "--out", archive, "--by", "李明", "--why", "争议")[0] == 0
    keep_plain(archive, 1)
    assert pictures(archive).keys() == {"n1", "n3", "n4", "n5"}


def test_whatever_fails_is_told_and_nothing_is_lost(archive: Path) -> None:
    before = pictures(archive)
    other = FolderLock(archive / BLOBS)
    with capture_logs() as logged:
        keep_plain(archive, 0)
    other.release()
    assert [line["log_level"] for line in logged] == ["warning"] and pictures(archive) == before
    (archive / "n2/after").write_text("no folder")
    with capture_logs() as logged:
        keep_plain(archive, 0)
    assert [(line["log_level"], line.get("run")) for line in logged] == [("warning", "n2"), ("info", None)]
    assert pictures(archive).keys() >= {"n1", "n2"}
    (archive / "n1/results.jsonl").write_text("{}")  # altered: nobody rests on it any more, and nobody fails by it
    keep_plain(archive, 0)
    assert not (archive / "n3" / HOME).exists()
