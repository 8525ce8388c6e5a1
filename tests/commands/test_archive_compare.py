"""`checker archive compare`: one site on two days on one page."""

import re
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Enter
from tests.running.kept import CZJ, RSJ, keep_run, looks_of

HOME = f"sites/{RSJ}/home.jpg"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    keep_run(folder, "may", started="2026-05-03T17:00:00Z", sites=[looks_of(RSJ, "rsj.yunling.gov.cn", "<b>人社局", icp=None)])
    keep_run(folder, "march")
    return folder


def compare(enter: Enter, archive: Path, *words: str) -> str:
    status, out, err = enter("archive", "compare", *words, "--out", archive, "--to", archive / "page.html")
    assert (status, out.strip()) == (0, str(archive / "page.html")), err
    return (archive / "page.html").read_text("utf-8")


def test_the_earlier_day_comes_first_and_what_differs_stands_out(archive: Path, enter: Enter) -> None:
    page = compare(enter, archive, RSJ, "may", "march")
    assert page.index("批次 march") < page.index("批次 may")
    rows = dict(re.findall(r'<tr class="differs"><th scope="row">(.*?)</th><td>(.*?)</td>', page))
    assert rows["结论"] == "合格" and rows["ICP备案号"].startswith("显示：") and "网站标识码" not in rows
    assert page.count("data:image/jpeg;base64,") == 2 and 'id="slider"' in page
    assert "<b>" not in page and "&lt;b&gt;人社局" in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)


def test_a_picture_that_is_gone_is_said_to_be(archive: Path, enter: Enter) -> None:
    assert enter("archive", "prune", "--out", archive, "--keep-passes", "0", "--yes")[0] == 0
    page = compare(enter, archive, RSJ, "march", "may")
    assert "图片已按保存期限清理" in page and 'id="slider"' not in page and page.count("data:image/jpeg") == 1


def test_what_cannot_be_compared_is_refused(archive: Path, enter: Enter, tmp_path: Path) -> None:
    ask = ("archive", "compare", "--out", archive, "--to", tmp_path / "page.html")
    assert enter(*ask, CZJ, "march", "may")[0] == 2
    assert enter(*ask, RSJ, "march", "april")[0] == 2
    assert enter("archive", "compare", "--out", archive, RSJ, "march", "may", "--to", archive / "may/page.html")[0] == 2
    shutil.copytree(archive, tmp_path / "copy")
    (tmp_path / "copy/may" / HOME).unlink()
    (tmp_path / "copy/may" / HOME).write_bytes(b"another picture")
    status, _, err = enter("archive", "compare", "--out", tmp_path / "copy", RSJ, "march", "may", "--to", tmp_path / "page.html")
    assert status == 3 and "altered" in err
    assert not (tmp_path / "page.html").exists()
