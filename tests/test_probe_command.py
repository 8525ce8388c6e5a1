"""Statuses and sentences of `checker probe`, where no browser is needed."""

from pathlib import Path

import pytest

from tests.test_commands import ROSTERS, enter


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.mark.parametrize(("name", "content", "says"), ROSTERS[:3], ids=[name for name, _, _ in ROSTERS[:3]])
def test_a_probe_refuses_the_same_rosters(
    name: str, content: bytes, says: str, tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert enter(monkeypatch, "probe", file, "--out", archive) == 2
    told = capsys.readouterr()
    assert told.out == "" and says in told.err and "Traceback" not in told.err
    assert not archive.exists()


def test_a_probe_of_sites_that_are_gone_for_good_asks_nobody(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "gone.csv"
    file.write_text("首页地址,状态\nhttp://127.0.0.1:9/,永久下线\n", encoding="utf-8")
    assert enter(monkeypatch, "probe", file, "--out", archive) == 0
    told = capsys.readouterr()
    assert told.out == "" and "0 visits added" in told.err and "1 permanently off-line" in told.err
    assert not (archive / "visits").exists()
