"""Whoever wants a thinned picture gets it: dossier, report, recheck, comparison, export and verification put it together by themselves."""

import base64
import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from checker.evidence.blobs import BLOBS
from checker.evidence.run_folder import RunFolder
from checker.running.recheck import plan_recheck
from tests.commands.conftest import Enter
from tests.commands.test_archive_thin import ALL, HOME, keep_night, picture
from tests.running.kept import RSJ

PICTURE = re.compile(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)")


@pytest.fixture
def archive(tmp_path: Path, enter: Enter) -> Path:
    """Two nights at a site that fails; the second is thinned. Beside them lies what it was before."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in (1, 2):
        keep_night(folder, f"n{number}", picture(f"0{number}:1{number}"), f"2026-03-0{number}T01:00:00Z", icp=None)
    shutil.copytree(folder, tmp_path / "before")
    assert enter("archive", "thin", "--out", folder, *ALL)[0] == 0
    assert not (folder / "n2" / HOME).exists()
    return folder


def test_a_dossier_shows_them(archive: Path, enter: Enter, tmp_path: Path) -> None:
    shown = {}
    for name, run in (("plain", tmp_path / "before/n2"), ("thinned", archive / "n2")):
        assert enter("dossier", run, RSJ, "--out", tmp_path / f"{name}.html")[0] == 0
        shown[name] = PICTURE.findall((tmp_path / f"{name}.html").read_text("utf-8"))
    assert shown["thinned"] == shown["plain"] and shown["plain"]
    assert Image.open(io.BytesIO(base64.b64decode(shown["thinned"][0]))).width >= 800
    assert not (archive / "n2" / HOME).exists(), "who reads changes nothing"


def test_a_report_that_is_written_again_has_them_as_files(archive: Path, enter: Enter) -> None:
    assert enter("report", archive / "n2", "--against", archive / "n1")[0] == 0
    assert f'src="../{HOME}"' in (archive / "n2/report/index.html").read_text("utf-8")
    assert enter("verify", archive / "n2")[0] == 0
    assert (archive / "n2" / HOME).is_file()


def test_a_report_against_a_thinned_run_leaves_that_as_it_is(archive: Path, enter: Enter) -> None:
    keep_night(archive, "n3", picture("03:13"), "2026-03-03T01:00:00Z")
    assert enter("report", archive / "n3", "--against", archive / "n2")[0] == 0
    assert not (archive / "n2" / HOME).exists()


def test_a_report_is_written_without_those_that_are_lost(archive: Path, enter: Enter, tmp_path: Path) -> None:
    shutil.copytree(archive / "n2", tmp_path / "alone/n2")
    status, _, err = enter("report", tmp_path / "alone/n2")
    assert status == 0 and "without the pictures" in err
    assert "图片文件不在批次文件夹中" in (tmp_path / "alone/n2/report/index.html").read_text("utf-8")


def test_verification_says_that_they_are_no_files(archive: Path, enter: Enter, tmp_path: Path) -> None:
    status, out, _ = enter("verify", archive / "n2", "--lang", "zh")
    assert status == 0 and "以差分方式存放，已逐一还原并与清单核对一致：1个文件" in out
    assert "没有以差分方式存放的图片" in enter("verify", archive / "n1", "--lang", "zh")[1]
    shutil.copytree(archive / "n2", tmp_path / "alone/n2")
    status, out, _ = enter("verify", tmp_path / "alone/n2")
    assert status == 4 and f"not in this archive: {HOME}" in out


def test_a_recheck_takes_them_along(archive: Path, tmp_path: Path) -> None:
    planned = plan_recheck(RunFolder.open(archive / "n2"), all_problems=False)
    assert planned is not None and planned.keys == (RSJ,)
    with RunFolder.create(archive, "again") as later:
        planned.keep_before(later.site(RSJ), RSJ)
        assert (later.path / f"sites/{RSJ}/before/0.jpg").read_bytes() == (tmp_path / "before/n2" / HOME).read_bytes()


def test_two_days_side_by_side_show_them(archive: Path, enter: Enter, tmp_path: Path) -> None:
    out = tmp_path / "days.html"
    assert enter("archive", "compare", RSJ, archive / "n1", archive / "n2", "--to", out)[0] == 0
    wanted = {base64.b64encode((tmp_path / "before" / run / HOME).read_bytes()).decode() for run in ("n1", "n2")}
    assert wanted <= set(PICTURE.findall(out.read_text("utf-8")))


def test_without_blobs_the_run_itself_is_the_ground(archive: Path, enter: Enter, tmp_path: Path) -> None:
    shutil.rmtree(archive / BLOBS)
    assert enter("verify", archive / "n2")[0] == 0
    assert enter("judge", archive / "n2")[0] == 0
    assert enter("archive", "export", "n2", "--out", archive, "--to", tmp_path / "out")[0] == 0
    assert (tmp_path / "out/n2" / HOME).read_bytes() == (tmp_path / "before/n2" / HOME).read_bytes()
