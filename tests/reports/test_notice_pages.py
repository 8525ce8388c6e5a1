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
MARGIN = 28  # points that are left of a page on either side, at the least
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">')


def asked(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=250).stdout


def render(document: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    asked("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document)
    return folder / f"{document.stem}.pdf"


def count_pages(pdf: Path) -> int:
    [count] = re.findall(r"^Pages:\s+(\d+)$", asked("pdfinfo", pdf), re.MULTILINE)
    return int(count)


def text_of(pdf: Path) -> str:
    """Cell by cell, as it was written, without any white space."""
    return re.sub(r"\s", "", asked("pdftotext", "-raw", pdf, "-"))


def stick_out(pdf: Path) -> list[str]:
    """Words that leave the page's margins."""
    found = []
    for page in asked("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]:
        width, height = (float(side) for side in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        for left, top, right, bottom in (map(float, word) for word in WORD.findall(page)):
            if left < MARGIN or right > width - MARGIN or top < 0 or bottom > height:
                found.append(f"{left:.0f},{top:.0f}–{right:.0f},{bottom:.0f} of {width:.0f}×{height:.0f}")
    return found


@pytest.mark.parametrize(("size", "notice_pages", "annex_pages"), [(0, (4, 8), (2, 8)), (1, (4, 9), (3, 12)), (65, (9, 20), (12, 40))])
def test_every_site_stands_on_the_pages(size: int, notice_pages: tuple[int, int], annex_pages: tuple[int, int], tmp_path: Path) -> None:
    sites = town(size, pictures=True)
    run = write_run(tmp_path / "run", [*sites, Truth("gone", "云岭市旅游局", offline=True)])
    older = write_run(tmp_path / "older", town(max(1, size - 1)))
    write_report(run, older=read_run(older))
    notice, annex = (render(run / "report" / name, tmp_path) for name in ("通报.docx", "附件.xlsx"))
    assert notice_pages[0] <= count_pages(notice) <= notice_pages[1]
    assert annex_pages[0] <= count_pages(annex) <= annex_pages[1]
    for pdf in (notice, annex):
        text = text_of(pdf)
        assert [site.unit for site in sites if str(site.unit) not in text] == []
        assert [site.problems for site in sites if site.problems not in text] == []
        assert "云岭市旅游局" in text
        assert stick_out(pdf) == []
    text = text_of(notice)
    for words in ("一、总体情况", "四、整改要求", "关于2018年第三季度政府网站抽查情况的通报", "—1—", f"—{count_pages(notice)}—"):
        assert words in text, words
    assert text.count("序号填报单位首页地址") > (1 if size > 1 else 0)  # the table's head is repeated on each of its pages


def test_long_words_and_names_stay_on_the_page(tmp_path: Path) -> None:
    name, address = "云岭市" + "很长名称的单位" * 25, f"http://{'a' * 63}.{'b' * 63}.gov.cn/{'path' * 60}/"
    truth = Truth("a", name, address, fails={"columns-stale": "x" * 400, "domain": "问" * 400})
    run = write_run(tmp_path / "run", [truth, *town(2)])
    write_report(run)
    for file in ("通报.docx", "附件.xlsx"):
        pdf = render(run / "report" / file, tmp_path)
        assert stick_out(pdf) == []
        text = re.sub(r"—\d+—序号填报单位首页地址结果抽查发现的突出问题", "", text_of(pdf))  # a row may go on overleaf
        assert name in text and "问" * 400 in text and "x" * 400 in text and "path" * 60 in text
