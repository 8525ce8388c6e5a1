"""The doctor tries things out: here with real browsers, real programs that fail, and folders that cannot be written."""

import os
import pwd
from pathlib import Path

import pytest

from checker.doctor import (
    Diagnosis,
    examine,
    examine_archive,
    examine_browser,
    examine_certutil,
    examine_driver,
    examine_fonts,
    examine_python,
)
from checker.settings import Settings


def _program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def _by_name(diagnoses: list[Diagnosis]) -> dict[str, Diagnosis]:
    return {diagnosis.name: diagnosis for diagnosis in diagnoses}


def test_this_machine_can_run_the_checker(tmp_path: Path) -> None:
    found = _by_name(examine(Settings(out=tmp_path / "screenshots")))
    assert list(found) == ["python", "playwright", "chromium", "sandbox", "fonts", "certutil", "archive", "ocr"]
    for name in ("python", "playwright", "chromium", "fonts", "certutil", "archive"):
        assert found[name].ok, found[name]
    assert not (tmp_path / "screenshots").exists(), "examining made the archive"


def test_whatever_is_not_well_has_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no fc-list, no certutil, no setpriv
    (tmp_path / "file").write_text("")
    found = examine(Settings(out=tmp_path / "file" / "archive", browser=tmp_path / "nothing"))
    assert {d.name for d in found if not d.ok} >= {"chromium", "fonts", "certutil", "archive"}
    for diagnosis in found:
        assert diagnosis.ok or diagnosis.remedy, diagnosis
        assert diagnosis.sentence.endswith("."), diagnosis


def test_a_driver_that_lacks_a_library_is_quoted(tmp_path: Path) -> None:
    word = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file"
    driver = examine_driver(str(_program(tmp_path / "python", f"echo '{word}' >&2\nexit 127\n")))
    assert not driver.ok
    assert word in driver.sentence
    assert "libatomic1" in (driver.remedy or "")


def test_a_browser_that_is_not_there_is_named_with_the_way_to_get_one(tmp_path: Path) -> None:
    [chromium] = examine_browser(Settings(browser=tmp_path / "no-browser"))
    assert not chromium.ok
    assert chromium.needed
    assert str(tmp_path / "no-browser") in chromium.sentence
    assert "make setup" in (chromium.remedy or "")


def test_a_browser_that_lacks_a_library_says_so(tmp_path: Path) -> None:
    word = "error while loading shared libraries: libnss3.so: cannot open shared object file"
    broken = _program(tmp_path / "chromium", f'[ "$1" = --version ] && echo Chromium 1 && exit\necho "{word}" >&2\nexit 127\n')
    [chromium] = examine_browser(Settings(browser=broken))
    assert not chromium.ok
    assert "libnss3.so" in chromium.sentence


def test_a_sandbox_that_does_not_work_is_told_apart_from_a_browser_that_does_not(tmp_path: Path) -> None:
    picky = _program(
        tmp_path / "chromium",
        'for word in "$@"; do [ "$word" = --no-sandbox ] && echo drawn-by-the-doctor && exit 0; done\n'
        '[ "$1" = --version ] && echo Chromium 1 && exit\necho "No usable sandbox!" >&2\nexit 1\n',
    )
    ourselves = pwd.getpwuid(os.geteuid()).pw_name
    found = _by_name(examine_browser(Settings(browser=picky, browser_user=ourselves)))
    assert found["chromium"].ok
    assert not found["sandbox"].ok
    assert found["sandbox"].needed
    assert "No usable sandbox" in found["sandbox"].sentence


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give its rights away")
def test_root_without_another_user_has_no_sandbox_and_is_told_why() -> None:
    found = _by_name(examine_browser(Settings(browser_user="no-such-user")))
    assert found["chromium"].ok
    assert not found["sandbox"].ok
    assert "no-such-user" in found["sandbox"].sentence
    assert "setpriv" in (found["sandbox"].remedy or "")


def test_a_machine_without_chinese_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path / "fc-list", "exit 0\n")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    fonts = examine_fonts()
    assert not fonts.ok
    assert "empty boxes" in fonts.sentence
    assert "fonts-noto-cjk" in (fonts.remedy or "")


def test_certutil_is_needed_only_where_an_authority_is_to_be_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert examine_certutil(needed=True).needed
    assert not examine_certutil(needed=False).needed
    assert "libnss3-tools" in (examine_certutil(needed=False).remedy or "")


def test_an_archive_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    archive = examine_archive(tmp_path / "file")
    assert not archive.ok
    assert str(tmp_path / "file") in archive.sentence
    assert list(tmp_path.iterdir()) == [tmp_path / "file"], "a probe was left behind"


def test_an_old_python() -> None:
    assert not examine_python((3, 10, 14)).ok
    assert examine_python((3, 11, 0)).ok
