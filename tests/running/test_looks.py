"""Observations are read back from a run folder, or it is said what is wrong with them."""

from pathlib import Path

import pytest

from checker.faults import ArchiveFault
from checker.running.looks import read_looks
from tests.running.looks import look_at


def write(run: Path, name: str, text: str) -> None:
    (run / name).parent.mkdir(parents=True, exist_ok=True)
    (run / name).write_text(text, encoding="utf-8")


def test_both_looks_come_back_as_they_were(tmp_path: Path) -> None:
    first, second = look_at("a", title="一"), look_at("a", "timeout", look=2)
    write(tmp_path, "sites/a/observation.json", first.model_dump_json(by_alias=True))
    assert read_looks(tmp_path, "a") == (first, None)
    write(tmp_path, "sites/a/again/observation.json", second.model_dump_json(by_alias=True))
    assert read_looks(tmp_path, "a") == (first, second)


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFault, match=r"sites/a/observation\.json cannot be read"):
        read_looks(tmp_path, "a")
    write(tmp_path, "sites/a/observation.json", '{"schema": 1}')
    with pytest.raises(ArchiveFault, match="is not a record that this version can read"):
        read_looks(tmp_path, "a")
