"""The pictures of the checker's own page are part of the run, and of what its manifest fixes."""

from pathlib import Path

import pytest

from checker.evidence.plain_files import seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from tests.evidence.runs import KEYS, keep_site


def closed_run(archive: Path) -> Path:
    """A run that was interrupted once, so that its canary was asked twice."""
    with RunFolder.create(archive, "night") as run:
        kept = run.keep_canary(b"first picture")
        run.write_run({"canary_pictures": [kept.model_dump()]})
        assert (kept.file, kept.sha256, kept.size) == ("canary/1.jpg", seal(b"first picture").sha256, 13)
    (run.path / "canary" / ".part-0123").write_bytes(b"half")  # the machine died here
    with RunFolder.create(archive, "night", resume=True) as run:
        assert run.keep_canary(b"second picture").file == "canary/2.jpg"
        for key in KEYS:
            keep_site(run, key)
        run.close(KEYS)
    return run.path


def test_each_start_has_its_picture_and_the_manifest_both(tmp_path: Path) -> None:
    run = closed_run(tmp_path)
    assert sorted(file.name for file in (run / "canary").iterdir()) == ["1.jpg", "2.jpg"]
    assert not verify(run).altered


@pytest.mark.parametrize("change", ["altered", "taken away", "added"])
def test_what_was_done_to_them_is_named(change: str, tmp_path: Path) -> None:
    run = closed_run(tmp_path)
    picture = run / "canary" / ("3.jpg" if change == "added" else "1.jpg")
    picture.unlink(missing_ok=True)
    if change != "taken away":
        picture.write_bytes(b"first Picture")
    verification = verify(run)
    assert verification.altered and f"canary/{picture.name}" in verification.files
