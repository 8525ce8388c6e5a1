"""`checker page-archive` writes the page that was kept, byte for byte, and nothing else."""

from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.rendering.page_archive import take_apart
from tests.commands.conftest import Enter
from tests.running.kept import CZJ, RSJ, SLJ, keep_run

MHTML = (
    b'From: <Saved>\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n\r\n--B\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E9=A6=96</p>\r\n--B--\r\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run that kept the archive of one site's second look."""
    (tmp_path / "archive").mkdir()
    kept = keep_run(tmp_path / "archive", close=False)
    with RunFolder.create(tmp_path / "archive", "night", resume=True) as run:
        folder = run.site(CZJ, 2)
        index, parts = take_apart(MHTML, "http://czj.yunling.gov.cn/", "2026-03-01T01:02:03Z")
        assert [part.decode() for part in parts.values()] == ["<p>首</p>"]
        for name, part in parts.items():
            folder.keep(name, part, "part of the page archive")
        folder.keep("page.json", index.model_dump_json(by_alias=True, exclude_defaults=True).encode(), "index of the page archive")
    return kept


def test_the_page_is_written_as_it_was_taken(run: Path, enter: Enter, tmp_path: Path) -> None:
    status, out, told = enter("page-archive", run, CZJ, tmp_path / "page.mhtml")
    assert status == 0 and out == ""
    assert (tmp_path / "page.mhtml").read_bytes() == MHTML
    assert "http://czj.yunling.gov.cn/" in told and "2026-03-01T01:02:03Z" in told
    status, _, told = enter("page-archive", run, CZJ, tmp_path / "page.mhtml")
    assert status == 2 and "is there already" in told


def test_a_pruned_one_is_said_to_be_pruned(run: Path, enter: Enter, tmp_path: Path) -> None:
    with RunFolder.create(run.parent, run.name, resume=True) as closing:
        closing.close([RSJ, CZJ, SLJ])
    assert enter("archive", "prune", "--out", run.parent, "--keep-fails", "1", "--yes")[0] == 0
    status, _, told = enter("page-archive", run, CZJ, tmp_path / "page.mhtml")
    assert status == 2 and "taken away under the archive's policy: 1 of its files" in told and "altered" not in told
    assert not (tmp_path / "page.mhtml").exists()


def test_a_site_without_one_and_an_altered_part_are_told(run: Path, enter: Enter, tmp_path: Path) -> None:
    status, _, told = enter("page-archive", run, RSJ, tmp_path / "page.mhtml")
    assert status == 2 and "page_archive" in told
    status, _, told = enter("page-archive", run, CZJ, run / "page.mhtml")
    assert status == 2 and "nothing may be added" in told
    (part,) = (run / "sites" / CZJ / "again" / "page").iterdir()
    part.write_bytes(part.read_bytes() + b" ")
    status, _, told = enter("page-archive", run, CZJ, tmp_path / "page.mhtml")
    assert status == 3 and "not what was taken" in told
    part.unlink()
    status, _, told = enter("page-archive", run, CZJ, tmp_path / "page.mhtml")
    assert status == 3 and "cannot be read" in told
    assert not (tmp_path / "page.mhtml").exists()
