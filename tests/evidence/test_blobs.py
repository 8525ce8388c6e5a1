"""What is the same over nights lies on the disk once, and no run depends on it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from structlog.testing import capture_logs

from checker.evidence.blobs import BLOBS, blob_of, share_files, sweep_blobs
from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.verify import verify
from tests.evidence.runs import KEYS, keep_site, write_run

HOME = f"sites/{KEYS[0]}/home.jpg"


def files_of(run: Path) -> Manifest:
    return read_manifest((run / MANIFEST).read_bytes(), Manifest)[0]


def bytes_on_disk(archive: Path) -> int:
    """Each file counted once, however many names it has."""
    found = {(s.st_dev, s.st_ino): s.st_size for path in archive.rglob("*") if path.is_file() for s in [path.stat()]}
    return sum(found.values())


def assert_sound(*runs: Path) -> None:
    for run in runs:
        assert not verify(run).altered, [a.english for a in verify(run).assertions if a.state == "failed"]


def test_what_is_the_same_is_stored_once_over_nights(tmp_path: Path) -> None:
    one, two, three = (write_run(tmp_path, name) for name in ("n1", "n2", "n3"))
    inodes = {(run / HOME).stat().st_ino for run in (one, two, three)}
    assert inodes == {blob_of(tmp_path, files_of(one).files[HOME].sha256).stat().st_ino}
    logs = {(run / f"sites/{KEYS[0]}/log.jsonl").stat().st_ino for run in (one, two, three)}
    assert len(logs) == 3
    assert_sound(one, two, three)


def test_within_one_run_a_file_can_still_be_written_and_over_two_it_is_read_only(tmp_path: Path) -> None:
    one = write_run(tmp_path, "n1")
    assert (one / HOME).stat().st_mode & 0o222
    write_run(tmp_path, "n2")
    assert not (one / HOME).stat().st_mode & 0o222


def test_an_edit_in_place_is_named_in_each_run_that_has_the_file_and_reaches_no_later_one(tmp_path: Path) -> None:
    one, two = write_run(tmp_path, "n1"), write_run(tmp_path, "n2")
    (one / HOME).chmod(0o644)
    with (one / HOME).open("r+b") as file:
        file.write(b"P")
    for run in (one, two):
        assert verify(run).files == [HOME]
    three = write_run(tmp_path, "n3")
    assert_sound(three)
    assert (three / HOME).read_bytes()[:1] == b"p"
    four = write_run(tmp_path, "n4")  # the sound file has taken the blob's place
    assert (four / HOME).samefile(three / HOME)
    assert verify(one).files == [HOME], "an altered run does not heal by itself"


def test_a_link_or_a_folder_in_a_blobs_place_is_not_followed(tmp_path: Path) -> None:
    one = write_run(tmp_path, "n1")
    blob = blob_of(tmp_path, files_of(one).files[HOME].sha256)
    blob.unlink()
    (tmp_path / "elsewhere").write_bytes((one / HOME).read_bytes())
    blob.symlink_to(tmp_path / "elsewhere")
    two = write_run(tmp_path, "n2")
    assert not (two / HOME).is_symlink()
    assert_sound(one, two)


def test_a_copy_that_knows_no_links_is_sound_and_can_go_on(tmp_path: Path) -> None:
    write_run(tmp_path / "a", "n1"), write_run(tmp_path / "a", "n2")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    runs = [tmp_path / "b" / name for name in ("n1", "n2")]
    assert_sound(*runs)
    assert not (runs[0] / HOME).samefile(runs[1] / HOME)
    for run in runs:
        share_files(run, files_of(run).files)
    assert (runs[0] / HOME).samefile(runs[1] / HOME)
    assert_sound(*runs, write_run(tmp_path / "b", "n3"))
    assert bytes_on_disk(tmp_path / "b" / BLOBS) < bytes_on_disk(tmp_path / "a") * 2


def test_the_blobs_may_be_taken_away(tmp_path: Path) -> None:
    one = write_run(tmp_path, "n1")
    shutil.rmtree(tmp_path / BLOBS)
    assert_sound(one, write_run(tmp_path, "n2"))


def test_another_file_system_leaves_plain_files(tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / BLOBS).symlink_to(small_disk)
    with capture_logs() as logged:
        one, two = write_run(tmp_path, "n1"), write_run(tmp_path, "n2")
    assert_sound(one, two)
    assert not (one / HOME).samefile(two / HOME)
    assert [line["event"].partition(",")[0] for line in logged] == ["files stay plain"] * 2  # once a run


def test_sweeping_takes_what_no_run_has(tmp_path: Path) -> None:
    one, two = write_run(tmp_path, "n1"), write_run(tmp_path, "n2")
    own = f"sites/{KEYS[1]}/home.jpg"
    blob, lost = (blob_of(tmp_path, files_of(one).files[name].sha256) for name in (HOME, own))
    for run in (one, two):
        (run / own).unlink()
    size = lost.stat().st_size
    assert sweep_blobs(tmp_path) == size
    assert blob.exists()
    assert not lost.exists()


_SHARE = """
import sys
from pathlib import Path
from checker.evidence.blobs import share_files
from checker.evidence.manifest import Manifest, read_manifest
for name in ("n1", "n2"):
    run = Path(sys.argv[1]) / name
    share_files(run, read_manifest((run / "manifest.json").read_bytes(), Manifest)[0].files)
    print(name, flush=True)
"""


def test_killed_while_it_shares(tmp_path: Path) -> None:
    write_run(tmp_path / "a", "n1"), write_run(tmp_path / "a", "n2")
    chance = random.Random(6)
    for number in range(6):
        copy = tmp_path / f"b{number}"
        shutil.copytree(tmp_path / "a", copy)
        shutil.rmtree(copy / BLOBS)
        around = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        process = subprocess.Popen([sys.executable, "-c", _SHARE, copy], stdout=subprocess.PIPE, env=around)
        assert process.stdout is not None
        process.stdout.readline()  # the first run is shared, the second is begun
        time.sleep(chance.random() * 0.003)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert_sound(copy / "n1", copy / "n2", write_run(copy, "n3"))
        assert not list((copy / BLOBS).glob(".part-*"))


def test_what_one_run_has_twice_lies_there_once(tmp_path: Path) -> None:
    from checker.evidence.run_folder import RunFolder

    with RunFolder.create(tmp_path, "n1") as run:
        run.write_run({"schema": 1})
        keep_site(run, KEYS[0])
        run.site(KEYS[0]).keep("untouched.jpg", (run.path / HOME).read_bytes(), "untouched full-page picture")
        run.close([KEYS[0]])
    assert (run.path / HOME).samefile(run.path / f"sites/{KEYS[0]}/untouched.jpg")
    assert_sound(run.path)
