"""junit.xml: a case for each site and rule, valid for those who read such files, whatever stands in a page."""

from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]  # has no types of its own

from checker.reports.junit import write_junit
from checker.reports.kept_run import read_run
from tests.reports.notice_runs import Truth, town, write_run

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
NASTY = "</testcase>]]>&<!--\u202e\x0b\ud800\ufffe" + "\U00020bb7" + "\"'"


def written(run: Path) -> etree._Element:
    root = etree.fromstring(write_junit(read_run(run)))
    SCHEMA.assertValid(root)
    return root


def test_each_site_and_rule_is_a_case(tmp_path: Path) -> None:
    sites = town(16)
    root = written(write_run(tmp_path / "run", sites))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [site.unit for site in sites]
    for suite, site in zip(suites, sites, strict=True):
        rules = [case.get("name").split()[0] for case in suite.findall("testcase")]
        failed = [case.get("name").split()[0] for case in suite.findall("testcase") if case.find("failure") is not None]
        skipped = [case.get("name").split()[0] for case in suite.findall("testcase") if case.find("skipped") is not None]
        assert len(rules) == len(set(rules)) == int(suite.get("tests"))
        assert (set(failed), set(skipped)) == (set(site.fails), set(site.open))
        assert (int(suite.get("failures")), int(suite.get("skipped"))) == (len(failed), len(skipped))


def test_a_failure_says_why_and_where_the_evidence_is(tmp_path: Path) -> None:
    root = written(write_run(tmp_path / "run", [Truth("a", "甲", fails={"domain": "域名不规范（www.x.com）"}, picture=True)]))
    [failure] = root.iter("failure")
    assert failure.get("message") == "域名不规范（www.x.com）" and failure.get("type") == "note"
    assert failure.text == "域名不规范（www.x.com）\nsites/a/home.jpg"


@pytest.mark.parametrize("size", [0, 1, 65])
def test_any_number_of_sites_is_valid(size: int, tmp_path: Path) -> None:
    assert len(written(write_run(tmp_path / "run", town(size)))) == size


def test_nothing_from_a_page_breaks_the_file(tmp_path: Path) -> None:
    nasty = NASTY.replace("\ud800", "")  # a record in UTF-8 cannot hold a lone surrogate
    run = write_run(tmp_path / "run", [Truth("a", nasty, fails={"domain": nasty})], head={"vantage": nasty, "started": "yesterday"})
    root = written(run)
    assert root[0].get("name") == "</testcase>]]>&<!--⟨U+202E⟩⟨U+000B⟩⟨U+FFFE⟩\U00020bb7\"'"
    assert next(root.iter("failure")).get("message") == root[0].get("name")
