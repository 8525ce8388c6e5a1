"""The front door, as a command of a person goes through it, within this process."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.commands import main
from tests.running.kept import RSJ, keep_run, looks_of

Enter = Callable[..., tuple[int, str, str]]


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Enter:
    """Goes through the front door; gives exit status, stdout and stderr."""

    def go(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["checker", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        return end.value.code if isinstance(end.value.code, int) else 0, told.out, told.err

    return go


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two runs; in the second, one of the three sites alone, which has lost its site code."""
    folder = tmp_path / "archive"
    folder.mkdir()
    keep_run(folder, "march")
    keep_run(folder, "may", started="2026-05-03T17:00:00Z", sites=[looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人社局", site_code=None)])
    return folder


def state_of(enter: Enter, run: Path, name: str) -> tuple[int, str]:
    """The exit status of `checker verify`, and what it says of the assertion `name`."""
    status, out, _ = enter("verify", run, "--json")
    return status, next(a["state"] for a in json.loads(out)["assertions"] if a["id"] == name)
