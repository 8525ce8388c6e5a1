"""The front door, as a command of a person goes through it, within this process."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.commands import main

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
