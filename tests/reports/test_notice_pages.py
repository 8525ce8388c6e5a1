"""Notice and annex as pages: what LibreOffice makes of them. Only where it is installed; the office's own Word needs none of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.reports import read_run, write_report
from tests.reports.notice_runs import Truth, town, write_run

NEEDED = [tool for tool in ("soffice", "pdftotext", "pdfinfo") if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(NEEDED), reason=f"rendering to pages needs LibreOffice and poppler-utils: no {', '.join(NEEDED)}"),
]


def pages_of(document: Path, folder: Path) -> tuple[int, str]:
    """How many pages, and their text without any white space."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(words, check=True, capture_output=True, timeout=200)
    pdf = folder / f"{document.stem}.pdf"
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True, timeout=60).stdout
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True, timeout=60).stdout
    [count] = re.findall(r"^Pages:\s+(\d+)$", told, re.MULTILINE)
    return int(count), re.sub(r"\s", "", text)


@pytest.mark.parametrize(("size", "notice_pages", "annex_pages"), [(0, (4, 8), (2, 8)), (1, (4, 9), (3, 12)), (65, (9, 20), (12, 40))])
def test_every_site_stands_on_the_pages(size: int, notice_pages: tuple[int, int], annex_pages: tuple[int, int], tmp_path: Path) -> None:
    sites = town(size, pictures=True)
    run = write_run(tmp_path / "run", [*sites, Truth("gone", "云岭市旅游局", offline=True)])
    older = write_run(tmp_path / "older", town(max(1, size - 1)))
    write_report(run, older=read_run(older))
    for name, (least, most) in (("通报.docx", notice_pages), ("附件.xlsx", annex_pages)):
        count, text = pages_of(run / "report" / name, tmp_path)
        assert least <= count <= most, name
        for site in sites:
            assert site.unit is not None and site.unit in text, name
        assert "云岭市旅游局" in text
    count, text = pages_of(run / "report" / "通报.docx", tmp_path)
    for words in ("一、总体情况", "四、整改要求", "关于2018年第三季度政府网站抽查情况的通报", "—1—", f"—{count}—"):
        assert words in text, words
    if size > 1:  # the table's head is repeated on each of its pages
        assert text.count("序号填报单位首页地址") > 1
