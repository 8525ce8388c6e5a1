"""The score on a site's page: its arithmetic line by line, and what a document asks where its own words are not at hand."""

import re
from pathlib import Path

from checker.judgment import load_edition
from checker.reports import write_report
from tests.running.kept import keep_run


def page_of(archive: Path, edition: str) -> str:
    archive.mkdir()
    return write_report(keep_run(archive, edition=load_edition(edition))).read_text(encoding="utf-8")


def test_every_step_of_the_score_is_shown(tmp_path: Path) -> None:
    page = page_of(tmp_path / "archive", "2019-19")
    sections = re.findall(r'<section class="findings score".*?</section>', page, re.DOTALL)
    assert len(sections) == 3
    for section in sections:
        told = re.findall(r"<li>(.*?)</li>", section)
        assert told[0] == "满分100分，低于60分为不合格。" and told[-1] == "得分100分，不低于60分。"
        assert '<span class="quiet">100 分</span>' in section
    assert "<small>100 分</small>" in page


def test_an_edition_without_a_score_shows_none(tmp_path: Path) -> None:
    assert 'class="findings score"' not in page_of(tmp_path / "archive", "guideline-2017")


def test_what_is_known_by_its_content_alone_is_not_shown_as_a_quotation(tmp_path: Path) -> None:
    page = page_of(tmp_path / "archive", "mianyang-2018q3")
    assert "文件内容（非原文）：调查征集县级网站每年6次，市级部门网站每年3次" in page
    assert not re.search(r"<blockquote>[^<]*调查征集县级网站每年6次", page)
