"""Which pictures a site shows, and where boxes lie on them."""

import dataclasses
from pathlib import Path

import pytest

from checker.records.base import Box
from checker.records.look import Picture
from checker.reports.kept_run import KeptRun, KeptSite, read_run
from checker.reports.pictures import crops, marks_on, views


@pytest.fixture
def run(city: Path) -> KeptRun:
    return read_run(city)


@pytest.fixture
def site(run: KeptRun) -> KeptSite:
    return run.sites[1]  # without a police number, looked at twice


def test_both_looks_are_shown_and_boxes_stand_on_the_picture_that_they_name(run: KeptRun, site: KeptSite) -> None:
    found = views(run, site, "人社局")
    assert [(view.label, len(view.marks)) for view in found] == [
        ("页面全图", 4),
        ("未处理原图", 0),
        ("复查页面全图", 0),
        ("复查未处理原图", 0),
    ]
    assert found[0].marked is not None
    assert found[0].marked.href == "../sites/5199000012/marked.jpg"


def test_one_file_for_both_pictures_is_shown_once(run: KeptRun, site: KeptSite) -> None:
    assert site.first is not None
    first = site.first.model_copy(update={"untouched": site.first.settled})
    assert [view.label for view in views(run, dataclasses.replace(site, first=first, again=None), "人社局")] == ["页面全图"]


def test_boxes_are_in_percent_of_the_picture(site: KeptSite) -> None:
    picture = Picture(file="sites/5199000012/settled.jpg", sha256="", width=1366, height=2600)
    mark = marks_on(picture, site.judgment)[0]
    assert (mark.number, mark.kind, mark.state.text) == (1, "site_code", "显示")
    assert mark.left == pytest.approx(100 * 420 / 1366, abs=1e-3)
    assert mark.top == pytest.approx(100 * 2430 / 2600, abs=1e-3)
    assert (mark.width, mark.height) == pytest.approx((100 * 190 / 1366, 100 * 20 / 2600), abs=1e-3)


def test_boxes_are_cut_to_the_picture(site: KeptSite) -> None:
    picture = Picture(file="sites/5199000012/settled.jpg", sha256="", width=1000, height=500)
    badge = site.judgment.badges[0]

    def marks(box: Box) -> list[tuple[float, float, float, float]]:
        judgment = site.judgment.model_copy(update={"badges": [badge.model_copy(update={"box": box})]})
        return [(mark.left, mark.top, mark.width, mark.height) for mark in marks_on(picture, judgment)]

    assert marks(Box(900, 480, 200, 40)) == [(90.0, 96.0, 10.0, 4.0)]
    assert marks(Box(-50, -10, 100, 20)) == [(0.0, 0.0, 5.0, 2.0)]
    assert marks(Box(1000, 0, 10, 10)) == []


def test_whole_pages_are_no_crops(run: KeptRun, site: KeptSite) -> None:
    badge = site.judgment.badges[2].model_copy(update={"evidence": ["sites/5199000012/untouched.jpg", "sites/5199000012/log.jsonl"]})
    assert crops(run, site, badge) == []
    assert [picture.href for picture in crops(run, site, site.judgment.badges[1])] == ["../sites/5199000012/badge-icp.png"]


def test_a_mark_that_no_full_picture_shows_has_its_screen(run: KeptRun, site: KeptSite) -> None:
    kept = f"sites/{site.judgment.key}/screen-1-icp.jpg"
    badges = [
        badge.model_copy(update={"box": Box(100, 700, 160, 20), "box_in": kept}) if badge.kind == "icp" else badge
        for badge in site.judgment.badges
    ]
    moved = dataclasses.replace(site, judgment=site.judgment.model_copy(update={"badges": badges}))
    screen = views(run, moved, "人社局")[-1]
    assert (screen.label, screen.image.file, [mark.kind for mark in screen.marks]) == ("ICP备案所在画面", kept, ["icp"])
    assert screen.marks[0].top == pytest.approx(100 * 700 / 768, abs=1e-3)
