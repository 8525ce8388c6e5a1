"""A machine that cannot draw Chinese is told so; one that can, or cannot say, goes on."""

import os
from pathlib import Path

import pytest

from checker.faults import BrowserFault
from checker.rendering.chinese_text import require_chinese_font


def lister(folder: Path, says: str, status: int = 0) -> Path:
    program = folder / "fc-list"
    program.write_text(f"#!/bin/sh\n[ \"$1\" = :lang=zh-cn ] && printf '%s' '{says}'\nexit {status}\n")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(("says", "status"), [("Noto Sans CJK SC\n", 0), ("", 1)])
def test_a_machine_with_a_font_or_without_a_word_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, status: int) -> None:
    monkeypatch.setenv("PATH", f"{lister(tmp_path, says, status)}{os.pathsep}/usr/bin:/bin")
    require_chinese_font()


def test_a_machine_without_fontconfig_is_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    require_chinese_font()


def test_a_machine_without_a_chinese_font_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", f"{lister(tmp_path, '')}{os.pathsep}/usr/bin:/bin")
    with pytest.raises(BrowserFault, match="fonts-noto-cjk"):
        require_chinese_font()
