"""No name leads out of the archive, and none is lost on another machine."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.evidence.names import check_artefact, check_key, check_run_id, misread, shown
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault

TRICKS = [
    "",
    ".",
    "..",
    "../up",
    "a/b",
    "a\\b",
    "/etc",
    "a\0b",
    ".hidden",
    "end.",
    "a b",
    "a\nb",
    "C:",
    "a:b",
    "nul",
    "COM1.txt",
    "x" * 201,
]


@pytest.mark.parametrize("name", TRICKS)
def test_tricks_are_refused(name: str) -> None:
    with pytest.raises(UsageFault, match="cannot be a folder or file name"):
        check_key(name)
    with pytest.raises(UsageFault, match="run id"):
        check_run_id(name)


@pytest.mark.parametrize("name", ["5107000012", "bm00000001", "www.mianyang.gov.cn_8080-2", "xn--fiqs8s", "--1_8080"])
def test_keys_as_the_roster_gives_them(name: str) -> None:
    assert check_key(name) == name


def test_an_office_may_write_chinese() -> None:
    assert check_run_id("2026年第4季度") == "2026年第4季度"


def test_the_archive_keeps_its_own_folder() -> None:
    with pytest.raises(UsageFault, match="archive's own folder"):
        check_run_id("Blobs")


@pytest.mark.parametrize("name", ["log.jsonl", "LOG.JSONL", "again/home.jpg", "interrupted-1/home.jpg", "首页.jpg", "a//b", "a/../b"])
def test_artefacts_keep_off_what_is_the_sites_own(name: str) -> None:
    with pytest.raises(UsageFault):
        check_artefact(name)


@given(st.text(max_size=60))
def test_a_name_that_passes_stays_in_its_folder(name: str) -> None:
    try:
        check_artefact(name)
    except UsageFault as fault:
        assert str(fault).isprintable()
    else:
        folder = Path("/archive/run/sites/key")
        inside = (folder / name).resolve()
        assert inside.is_relative_to(folder)
        assert inside != folder


@settings(deadline=None)  # it writes to a disk that others may be using
@given(st.text(max_size=30))
def test_no_run_id_creates_anything_elsewhere(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    base = tmp_path_factory.mktemp("base")
    try:
        RunFolder.create(base / "archive", name or None).release()
    except UsageFault:
        assert [p.name for p in base.iterdir()] in ([], ["archive"])
    else:
        assert [p.name for p in base.iterdir()] == ["archive"]
        assert len(list((base / "archive").iterdir())) == 1


def test_bytes_and_control_characters_are_shown_as_text() -> None:
    assert shown("a\udcffb\x1b[31m\n\u202e") == "a\\xffb\\x1b[31m\\n\\u202e"


@pytest.mark.parametrize("page", ["cp437", "gbk"])
def test_a_name_that_an_unpacking_program_misread_is_told(page: str) -> None:
    assert misread("通报.docx".encode().decode(page)) == "通报.docx"


@given(st.text(max_size=20))
def test_other_names_are_misread_of_nothing_or_of_something_else(name: str) -> None:
    assert misread(name) != name
    assert misread("index.html") is None and misread("通报.docx") is None and misread("\udcff") is None
