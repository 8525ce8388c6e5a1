"""`checker archive thin` and `restore` as people call them: nothing of a picture is lost, and nobody has to believe it."""

import base64
import io
import json
import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from checker.archive.thinning import thin_archive
from checker.evidence.after_folder import ATTACHMENTS, AfterFolder
from checker.evidence.blobs import BLOBS
from checker.evidence.holds import Hold, record_hold
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.manifest import AFTER
from checker.evidence.plain_files import seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import THINNED, Ground, Recall, read_thinned, read_unlike
from checker.judgment import edition_on_record, load_edition
from checker.running.judging import line_of
from tests.commands.conftest import Enter
from tests.judgment.looks import circumstances
from tests.running.kept import AS_OF, RSJ, judged, looks_of

HOME = f"sites/{RSJ}/home.jpg"
ALL = ("--older", "0", "--yes")


def picture(clock: str, seed: int = 1) -> bytes:
    chance = random.Random(seed)
    page = Image.frombytes("RGB", (200, 150), chance.randbytes(200 * 150 * 3)).resize((800, 600))
    draw = ImageDraw.Draw(page)
    draw.rectangle((500, 10, 780, 40), fill="#1d5fa8")
    draw.text((505, 15), clock, fill="white")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def keep_night(archive: Path, name: str, home: bytes, started: str = "2026-03-01T01:00:00Z", **changed: Any) -> Path:
    first, _ = looks = looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人力资源和社会保障局", **changed)
    head = {
        "schema": 1, "run_id": name, "started": started, "complete": True, "as_of": AS_OF, "own_network_failure": False,
        "edition": {**edition_on_record(load_edition("guideline-2017")), "file": None}, "circumstances": circumstances().model_dump(),
    }  # fmt: skip
    with RunFolder.create(archive, name) as run:
        run.write_run(head)
        run.site(RSJ).keep("observation.json", first.model_dump_json(by_alias=True).encode(), "observation")
        run.site(RSJ).keep("home.jpg", home, "settled full-page picture")
        run.append(line_of(judged(looks)))
        run.close([RSJ])
    return run.path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three nights with another clock each, and one after the page was made anew."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, home in [("n1", picture("08:01")), ("n2", picture("09:12")), ("n3", picture("10:23")), ("n4", picture("11:34", seed=2))]:
        keep_night(folder, name, home)
    return folder


def pictures(archive: Path) -> dict[str, bytes]:
    return {run.name: (run / HOME).read_bytes() for run in archive.glob("n?") if (run / HOME).exists()}


def test_what_is_thinned_verifies_and_comes_back_byte_for_byte(archive: Path, enter: Enter) -> None:
    before = pictures(archive)
    assert enter("archive", "thin", "--out", archive, "--older", "0")[0] == 0
    assert pictures(archive) == before
    status, out, _ = enter("archive", "thin", "--out", archive, *ALL)
    assert status == 0 and [line.split()[0] for line in out.splitlines()[1:]] == ["n2", "n3"]
    assert pictures(archive).keys() == {"n1", "n4"}, "the first of each page is the ground"
    assert sum(file.stat().st_size for run in ("n2", "n3") for file in (archive / run / AFTER).rglob("*")) < len(before["n2"]) / 10
    for name in before:
        assert enter("verify", archive / name)[0] == 0
    assert enter("archive", "restore", "n2", "--out", archive)[0] == 0
    assert pictures(archive)["n2"] == before["n2"]
    assert enter("verify", archive / "n2")[0] == 0
    assert len(enter("judge", archive / "n3")[1].splitlines()) == 1


def test_an_export_is_plain_again(archive: Path, enter: Enter, tmp_path: Path) -> None:
    before = pictures(archive)
    enter("archive", "thin", "--out", archive, *ALL)
    assert enter("archive", "export", "n3", "--out", archive, "--to", tmp_path / "out")[0] == 0
    assert (tmp_path / "out/n3" / HOME).read_bytes() == before["n3"]
    assert enter("verify", tmp_path / "out/n3")[0] == 0


def test_an_altered_ground_or_difference_is_named(archive: Path, enter: Enter, tmp_path: Path) -> None:
    enter("archive", "thin", "--out", archive, *ALL)
    shutil.copytree(archive, tmp_path / "copy")
    ground = archive / "n1" / HOME
    ground.chmod(0o644)
    with ground.open("r+b") as file:  # the blob is the same file
        file.seek(700)
        file.write(b"\x00\x01")
    status, out, _ = enter("verify", archive / "n2")
    assert status == 4 and HOME in out
    status, _, err = enter("archive", "restore", "n2", "--out", archive)
    assert status == 3 and "n1" in err
    [pack] = (tmp_path / "copy/n2" / ATTACHMENTS).iterdir()
    pack.write_bytes(b"AAAA" + pack.read_bytes()[4:])
    status, out, _ = enter("verify", tmp_path / "copy/n2")
    assert status == 4 and HOME in out and pack.name in out


def test_pruning_the_ground_leaves_what_rests_on_it(archive: Path, enter: Enter) -> None:
    before = pictures(archive)
    enter("archive", "thin", "--out", archive, *ALL)
    assert enter("archive", "hold", "n3", "--out", archive, "--by", "李明", "--why", "争议")[0] == 0
    assert enter("archive", "prune", "--out", archive, "--keep-passes", "1", "--yes")[0] == 0
    assert pictures(archive) == {}
    for name in before:
        assert enter("verify", archive / name)[0] == 0
    assert enter("archive", "restore", "n3", "--out", archive)[0] == 0
    assert pictures(archive) == {"n3": before["n3"]}
    assert enter("archive", "release", "n3", "--out", archive, "--by", "李明", "--why", "了结")[0] == 0
    assert enter("archive", "prune", "--out", archive, "--keep-passes", "1", "--yes")[0] == 0
    assert not list((archive / BLOBS).glob("??/*")) or all(blob.stat().st_nlink > 1 for blob in (archive / BLOBS).glob("??/*"))
    assert [enter("verify", archive / name)[0] for name in before] == [0, 0, 0, 0]


def test_a_ground_without_a_blob_is_not_pruned(archive: Path, enter: Enter) -> None:
    enter("archive", "thin", "--out", archive, *ALL)
    shutil.rmtree(archive / BLOBS)
    assert enter("archive", "hold", "n2", "--out", archive, "--by", "李明", "--why", "争议")[0] == 0
    plan = json.loads(enter("archive", "prune", "--out", archive, "--keep-passes", "1", "--yes", "--json")[1])
    assert {each["run"]: each["stays"] for each in plan["staying"]}["n1"].startswith("thinned pictures of other runs rest on")
    assert enter("verify", archive / "n2")[0] == 0


def test_what_people_care_for_stays_plain_and_a_second_time_changes_nothing(archive: Path, enter: Enter) -> None:
    enter("archive", "hold", "n2", "--out", archive, "--by", "李明", "--why", "争议")
    enter("archive", "thin", "--out", archive, *ALL)
    assert pictures(archive).keys() == {"n1", "n2", "n4"}
    before = (archive / "n3" / THINNED).read_bytes()
    enter("archive", "thin", "--out", archive, *ALL)
    assert (archive / "n3" / THINNED).read_bytes() == before
    (archive / "n3" / HOME).write_bytes(picture("10:23"))  # as a process leaves it that died before the file went
    assert enter("verify", archive / "n3")[0] == 0
    enter("archive", "thin", "--out", archive, *ALL)
    assert "n3" not in pictures(archive)


def test_a_hold_that_comes_while_it_is_thought_over_counts(archive: Path, enter: Enter) -> None:
    """Nobody waits with a hold until a long thinning has thought about a run."""
    thinking = thin_archive(archive, 0, date(2026, 11, 1), do=True)
    assert next(thinking).run == "n2"
    with AfterFolder(archive / "n3") as after:
        record_hold(after, Hold(site=None, by="李明", why="争议"))
    assert list(thinking) == []
    assert pictures(archive).keys() == {"n1", "n3", "n4"}


def test_what_others_rest_on_stays(archive: Path, enter: Enter) -> None:
    """n3 rests on n2, which was on hold; without blobs it would be lost with n2's picture."""
    before = pictures(archive)
    enter("archive", "hold", "n1", "--out", archive, "--by", "李明", "--why", "争议")
    enter("archive", "hold", "n2", "--out", archive, "--by", "李明", "--why", "争议")
    enter("archive", "thin", "--out", archive, *ALL)
    assert read_thinned(archive / "n3")[HOME].ground.run == "n2"
    shutil.rmtree(archive / BLOBS)
    enter("archive", "release", "n2", "--out", archive, "--by", "李明", "--why", "了结")
    enter("archive", "thin", "--out", archive, *ALL)
    assert pictures(archive).keys() == {"n1", "n2", "n4"}
    assert Recall(archive / "n3")(HOME) == before["n3"]


def test_another_slide_finds_the_picture_that_showed_it(tmp_path: Path, enter: Enter) -> None:
    """A carousel shows one of several slides; each of them was seen once, and is a ground for its like."""
    for number, slide in enumerate((1, 2, 1, 2, 2, 1), start=1):
        keep_night(tmp_path, f"n{number}", picture(f"0{number}:1{number}", seed=slide))
    enter("archive", "thin", "--out", tmp_path, *ALL)
    assert pictures(tmp_path).keys() == {"n1", "n2"}
    assert {night: read_thinned(tmp_path / night)[HOME].ground.run for night in ("n3", "n4", "n5", "n6")} == {
        "n3": "n1", "n4": "n2", "n5": "n2", "n6": "n1",
    }  # fmt: skip


def test_what_is_too_unlike_is_tried_once(archive: Path, enter: Enter) -> None:
    enter("archive", "thin", "--out", archive, *ALL)
    assert read_unlike(archive / "n4") == {HOME} and not read_unlike(archive / "n3")
    log = (archive / "n4" / THINNED).read_bytes()
    enter("archive", "thin", "--out", archive, *ALL)
    assert (archive / "n4" / THINNED).read_bytes() == log and enter("verify", archive / "n4")[0] == 0


def test_a_difference_of_the_first_versions_is_understood(archive: Path, enter: Enter) -> None:
    """It stood in the log itself."""
    before = pictures(archive)
    ground = Ground(run="n1", file=HOME, sealed=seal(before["n1"]))
    delta = make_delta(before["n1"], before["n2"])
    assert delta is not None
    with AfterFolder(archive / "n2") as after:
        told = {"sealed": seal(before["n2"]).model_dump(), "ground": ground.model_dump(), "delta": base64.b64encode(delta).decode()}
        after.append(THINNED, "thinned", files={HOME: told})
    (archive / "n2" / HOME).unlink()
    assert enter("verify", archive / "n2")[0] == 0
    assert enter("archive", "restore", "n2", "--out", archive)[0] == 0
    assert pictures(archive) == before
