"""The page as a file: what stands in it, that nothing is fetched, and that hostile text stays text."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from checker.faults import ArchiveFault, UsageFault
from checker.reports import write_report

PAPERS = {"index.html", "通报.docx", "附件.xlsx", "junit.xml", "summary.md"}


class Tags(HTMLParser):
    """Every start tag with its attributes, and all text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.text += data


@pytest.fixture(scope="module")
def page(city: Path) -> str:
    return write_report(city).read_text("utf-8")


@pytest.fixture(scope="module")
def tags(page: str) -> Tags:
    return Tags(page)


def test_the_report_stands_where_the_contract_says(city: Path) -> None:
    assert write_report(city) == city / "report" / "index.html"
    assert {file.name for file in (city / "report").iterdir()} == PAPERS


def test_writing_again_gives_the_same_page(city: Path, page: str) -> None:
    assert write_report(city).read_text("utf-8") == page


def test_the_head_says_when_where_and_by_what(tags: Tags) -> None:
    for words in (
        "20261122T141800Z",
        "2026年11月22日 22:18 至 22:26（北京时间）",
        "《政府网站发展指引》（国办发〔2017〕47号）",
        "云岭市政务网（成都节点）",
        "checker 0.1.0",
        "HeadlessChrome/142.0.7444.59",
    ):
        assert words in tags.text


def test_the_rules_words_and_what_was_not_checked(tags: Tags) -> None:
    assert "使用以.gov.cn为后缀的英文域名和符合要求的中文域名，不得使用其他后缀的英文域名" in tags.text
    assert "出处：（通报所述）绵经信函〔2018〕151号" in tags.text
    assert "本次未检查的规则（3 项）" in tags.text
    assert "互动回应差" in tags.text
    assert "需人工核查" in tags.text
    assert "没有填写首页地址" in tags.text


def test_nothing_is_fetched_but_the_runs_own_pictures(city: Path, tags: Tags) -> None:
    sources = [attributes["src"] for _, attributes in tags.tags if "src" in attributes]
    assert len(sources) > 50
    for source in sources:
        assert (city / "report" / unquote(source)).is_file()
    assert not [tag for tag, attributes in tags.tags if tag == "link" and attributes["href"] != "data:,"]
    assert not [tag for tag, _ in tags.tags if tag in ("iframe", "object", "embed", "base")]


def test_links_lead_to_the_web_or_into_the_run(city: Path, tags: Tags) -> None:
    for _, attributes in tags.tags:
        address = attributes.get("href", "#")
        if address.startswith(("http://", "https://")):
            assert {"noopener", "noreferrer"} <= set(attributes["rel"].split())
        elif address.startswith("../") or unquote(address) in PAPERS:
            assert (city / "report" / unquote(address)).is_file()
        else:
            assert address.startswith("#") or address == "data:,"


def test_hostile_text_makes_no_markup(page: str, tags: Tags) -> None:
    assert not [attributes for _, attributes in tags.tags if any(name.startswith("on") for name in attributes)]
    assert not [attributes for tag, attributes in tags.tags if tag == "img" and attributes["src"] == "x"]
    assert sum(tag == "script" for tag, _ in tags.tags) == 2
    assert "</script><img src=x onerror=" in tags.text
    assert "⟨U+202E⟩exe.cod⟨U+0007⟩{{ 7*7 }}<b>Z" in tags.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", page)


def test_ids_are_unique_and_pictures_are_described(tags: Tags) -> None:
    ids = Counter(attributes["id"] for _, attributes in tags.tags if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    assert all(attributes.get("alt") for tag, attributes in tags.tags if tag == "img")


def test_a_picture_that_is_gone_is_told_in_words(city: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(city, tmp_path / "run"))
    (run / "sites/5199000012/settled.jpg").unlink()
    tags = Tags(write_report(run).read_text("utf-8"))
    assert "图片文件不在批次文件夹中：sites/5199000012/settled.jpg" in tags.text
    assert "../sites/5199000012/settled.jpg" not in [attributes.get("src") for _, attributes in tags.tags]


def test_a_run_without_sites_has_a_page(make_run: Callable[..., Path]) -> None:
    tags = Tags(write_report(make_run([], rules_not_built=[], refused_rows=[])).read_text("utf-8"))
    assert "本批次没有网站检查结果" in tags.text
    assert "没有可列出的网站" in tags.text
    assert "本次未检查的规则" not in tags.text


def test_a_run_that_knows_no_rules_shows_their_ids(make_run: Callable[..., Path], city_plans: list[Any]) -> None:
    run = make_run(city_plans[1:2], edition={"id": "guideline-2017", "rules": {}}, ended=None, sites_total=3)
    text = Tags(write_report(run).read_text("utf-8")).text
    assert "规则编号：mark-public_security" in text
    assert "本批次检查尚未结束" in text
    assert "还有 2 家网站没有检查结果" in text


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="is not a run folder"):
        write_report(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_report_folder_that_cannot_be_written(city: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(city, tmp_path / "run", ignore=shutil.ignore_patterns("report")))
    (run / "report").write_text("a file in the way")
    with pytest.raises(ArchiveFault, match="cannot be written"):
        write_report(run)


def test_a_failed_writing_leaves_the_old_page(city: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(city, tmp_path / "run"))
    page = write_report(run)
    page.unlink()
    page.mkdir()  # what is to be replaced is a folder: the last step fails
    with pytest.raises(ArchiveFault, match="cannot be written"):
        write_report(run)
    assert {file.name for file in page.parent.iterdir()} == PAPERS
