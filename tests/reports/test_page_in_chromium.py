"""The page as a person uses it: opened from disk in real Chromium, with no network."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from checker.reports import write_report

OPEN = "article.site.open"


def shown_keys(page: Page) -> list[str]:
    keys: list[str] = page.eval_on_selector_all("table.sites tbody tr:not([hidden])", "rows => rows.map(row => row.dataset.key)")
    return keys


def choose(page: Page, **filters: str) -> None:
    for name, value in filters.items():
        page.locator(f"select[name={name}]").select_option(value)


def test_figures_and_the_whole_list_are_seen(report: Page, city_plans: list[Any]) -> None:
    expect(report.get_by_role("heading", level=1)).to_have_text("政府网站检查报告")
    expect(report.locator(".lead")).to_contain_text("共检查网站 11 家，合格 3 家（27%），不合格 6 家（55%），无法判定 2 家（18%）")
    assert shown_keys(report) == [plan.key for plan in city_plans]
    expect(report.locator("#shown-count")).to_have_text("显示 12 / 12 家")
    expect(report.locator(OPEN)).to_have_count(0)


def test_the_verdict_filters_list_gallery_and_address(report: Page) -> None:
    report.get_by_text("无法判定", exact=True).and_(report.locator(".segments span")).click()
    assert shown_keys(report) == ["5199000018", "5199000019"]
    expect(report.locator("#shown-count")).to_have_text("显示 2 / 12 家")
    expect(report.locator(".gallery tbody tr:visible")).to_have_count(2)
    assert report.url.endswith("#verdict=cannot_tell")


def test_problem_badge_and_text_filters(report: Page) -> None:
    choose(report, problem="mark-icp")
    assert shown_keys(report) == ["5199000013", "5199000015", "127.0.0.1_8080"]
    choose(report, problem="unreached")
    assert shown_keys(report) == ["5199000018"]
    choose(report, problem="", kind="public_security", badge="missing")
    assert shown_keys(report) == ["5199000012"]
    choose(report, kind="", badge="malformed")
    assert shown_keys(report) == ["5199000016"]
    choose(report, kind="error_report", badge="not-shown")
    assert shown_keys(report) == ["5199000016", "5199000018", "5199000021"]
    report.get_by_role("button", name="清除筛选").click()
    report.get_by_role("searchbox").fill("民政局")
    assert shown_keys(report) == ["5199000014"]
    report.get_by_role("searchbox").fill("没有这样的单位")
    expect(report.locator("#none-shown")).to_be_visible()
    expect(report.locator("#shown-count")).to_have_text("显示 0 / 12 家")


def test_filters_come_back_from_the_address(report: Page, address: str) -> None:
    report.goto("about:blank")
    report.goto(f"{address}#verdict=fail&kind=icp&badge=hidden&text=%E6%95%99%E8%82%B2&sort=-2")
    assert shown_keys(report) == ["5199000013"]
    assert report.locator("select[name=badge]").input_value() == "hidden"
    assert report.get_by_role("searchbox").input_value() == "教育"


def test_a_spoiled_address_shows_the_whole_list(report: Page, address: str) -> None:
    report.goto("about:blank")
    report.goto(f"{address}#site-%E0%A4%A&sort=99&__proto__=x&verdict")
    assert len(shown_keys(report)) == 12


def test_figures_lead_to_their_sites(report: Page) -> None:
    report.get_by_role("button", name="域名不规范").click()
    assert shown_keys(report) == ["5199000017", "127.0.0.1_8080"]
    report.get_by_role("button", name="公安备案号：缺失1家，筛选").click()
    assert shown_keys(report) == ["5199000012"]
    report.locator(".card", has_text="合格").filter(has_text="3").click()
    assert shown_keys(report) == ["5199000001", "5199000015", "5199000020"]


def test_sorting_both_ways(report: Page) -> None:
    verdict = report.locator("th", has=report.get_by_role("button", name="结论"))
    verdict.get_by_role("button").click()
    expect(verdict).to_have_attribute("aria-sort", "ascending")
    words = report.locator("table.sites .verdict").all_inner_texts()
    assert words == ["不合格"] * 6 + ["无法判定"] * 2 + ["合格"] * 3 + ["永久下线"]
    verdict.get_by_role("button").click()
    expect(verdict).to_have_attribute("aria-sort", "descending")
    assert report.locator("table.sites .verdict").all_inner_texts()[0] == "永久下线"
    report.get_by_role("button", name="序号").click()
    assert shown_keys(report)[0] == "5199000001"


def test_a_site_opens_from_the_list_and_closes_again(report: Page) -> None:
    report.get_by_role("searchbox").fill("局")
    report.locator("table.sites").get_by_role("link", name="云岭市教育局").click()
    expect(report.locator(OPEN)).to_have_count(1)
    expect(report.locator("#overview")).to_be_hidden()
    expect(report.locator(OPEN).get_by_role("heading", level=2)).to_be_focused()
    assert "#site-5199000013&text=" in report.url
    assert report.title().startswith("云岭市教育局")
    report.go_back()
    expect(report.locator(OPEN)).to_have_count(0)
    report.go_forward()
    expect(report.locator("#site-5199000013")).to_be_visible()
    report.get_by_role("link", name="返回清单").locator("visible=true").click()
    assert len(shown_keys(report)) == 9


def test_the_keyboard_is_enough(report: Page) -> None:
    link = report.locator("table.sites").get_by_role("link", name="云岭市人民政府", exact=True)
    link.focus()
    report.keyboard.press("Enter")
    expect(report.locator("#site-5199000001")).to_be_visible()
    report.keyboard.press("ArrowRight")
    expect(report.locator("#site-5199000012")).to_be_visible()
    report.keyboard.press("ArrowLeft")
    report.keyboard.press("Escape")
    expect(report.locator(OPEN)).to_have_count(0)
    expect(link).to_be_focused()


def test_closing_leads_back_to_the_place_in_the_list(report: Page) -> None:
    link = report.locator(".gallery").get_by_role("link", name="云岭市交通运输局", exact=True)
    link.scroll_into_view_if_needed()
    place = report.evaluate("window.scrollY")
    assert place > 500
    link.click()
    expect(report.locator("#site-5199000016")).to_be_in_viewport()
    assert report.evaluate("window.scrollY") == 0
    report.keyboard.press("Escape")
    assert report.evaluate("window.scrollY") == pytest.approx(place, abs=1)


def test_stepping_follows_the_filtered_list(report: Page) -> None:
    choose(report, problem="mark-icp")
    report.locator("table.sites").get_by_role("link", name="云岭市教育局").click()
    site = report.locator(OPEN)
    expect(site.locator(".position")).to_have_text("第 1 家，共 3 家")
    expect(site.get_by_role("button", name="上一家")).to_be_disabled()
    site.get_by_role("button", name="下一家").click()
    expect(report.locator("#site-5199000015")).to_be_visible()


def test_a_link_to_a_site_opens_it(report: Page, address: str) -> None:
    report.goto("about:blank")
    report.goto(f"{address}#site-5199000012")
    site = report.locator(OPEN)
    expect(site).to_have_attribute("data-key", "5199000012")
    expect(site).to_contain_text("已查看首页全部文字、图片和框架，直至页尾，没有发现公安备案号。")
    expect(site.locator(".accused blockquote").first).to_contain_text("《指引》要求政府网站首页要完善")
    expect(site.locator(".look")).to_have_count(2)


def test_a_page_that_did_not_open_accuses_nobody(report: Page, address: str) -> None:
    report.goto(f"{address}#site-5199000018")
    site = report.locator(OPEN)
    expect(site).to_contain_text("没有页面图片：拒绝连接")
    expect(site.locator(".needs")).to_contain_text(["本次未能判定", "需人工核查"])
    expect(site.locator(".look")).to_have_count(2)
    for look in site.locator(".look").all():
        expect(look).to_contain_text("没有查看")
        expect(look).not_to_contain_text("未发现")


@pytest.mark.parametrize("width", [1366, 1024])
def test_boxes_lie_on_their_badges(report: Page, address: str, city_plans: list[Any], width: int) -> None:
    plan = city_plans[1]
    report.set_viewport_size({"width": width, "height": 800})
    report.goto(f"{address}#site-{plan.key}")
    picture = report.locator(OPEN).locator("figure:visible img")
    picture.evaluate("image => image.decode()")
    sheet = box_of(picture)
    assert sheet["height"] / sheet["width"] == pytest.approx(plan.height / 1366, rel=0.01)
    scale = sheet["width"] / 1366
    for kind in ("site_code", "icp", "party_gov", "error_report"):
        mark, place = box_of(report.locator(f"{OPEN} figure:visible [data-mark={kind}]")), plan.place(kind)
        assert mark["x"] - sheet["x"] == pytest.approx(place.x * scale, abs=1)
        assert mark["y"] - sheet["y"] == pytest.approx(place.y * scale, abs=1)
        assert mark["width"] == pytest.approx(place.width * scale, abs=1)
        assert mark["height"] == pytest.approx(place.height * scale, abs=1)


def box_of(element: Locator) -> dict[str, float]:
    box = element.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def test_pictures_boxes_and_badges_lead_to_each_other(report: Page, address: str) -> None:
    report.goto(f"{address}#site-5199000012")
    site = report.locator(OPEN)
    frame = site.locator("figure:visible .frame")
    assert frame.evaluate("frame => frame.scrollTop") > 0  # a site opens where its badges are
    site.get_by_role("button", name="复查未处理原图").click()
    expect(site.locator("figure:visible img")).to_have_attribute("src", re.compile("again/untouched"))
    expect(site.locator("figure:visible .mark")).to_have_count(0)
    site.locator("[data-card=icp]").get_by_role("button", name="在图中查看").click()
    mark = site.locator("figure:visible [data-mark=icp]")
    expect(mark).to_be_in_viewport()
    site.get_by_role("checkbox", name="原始大小").check()
    assert box_of(site.locator("figure:visible img"))["width"] == 1366
    expect(mark).to_be_in_viewport()
    site.get_by_role("checkbox", name="显示标识框").uncheck()
    expect(mark).to_be_hidden()
    site.get_by_role("checkbox", name="显示标识框").check()
    mark.click()
    expect(site.locator("[data-card=icp]")).to_have_class(re.compile("found"))


def test_a_hostile_page_is_only_text(report: Page, address: str) -> None:
    report.goto(f"{address}#site-127.0.0.1_8080")
    site = report.locator(OPEN)
    expect(site.get_by_role("heading", level=2)).to_contain_text("</script><img src=x onerror=")
    site.locator("details").evaluate_all("parts => parts.forEach(part => part.open = true)")
    expect(site).to_contain_text("javascript:alert(1)")
    assert site.locator("a[href^='javascript' i]").count() == 0
    assert "owned" not in report.evaluate("document.title.split('（')[1] ?? ''")
    assert report.evaluate("document.querySelectorAll('img:not([alt])').length") == 0


@pytest.mark.parametrize("width", [1366, 1024])
def test_nothing_runs_over_the_edge(report: Page, address: str, city_plans: list[Any], width: int) -> None:
    report.set_viewport_size({"width": width, "height": 768})
    for fragment in ("", *(f"site-{plan.key}" for plan in city_plans)):
        report.goto(f"{address}#{fragment}")
        if fragment:
            expect(report.locator(f"[id='{fragment}']")).to_be_visible()
        report.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert report.evaluate("document.documentElement.scrollWidth") == width, fragment


def test_every_word_of_state_can_be_read(report: Page) -> None:
    """WCAG AA: 4.5:1 between a chip's letters and its ground, 3:1 for the heavy numbers on coloured bars."""
    ratios: list[tuple[str, float]] = report.evaluate("""() => {
        const light = (colour) => {
            const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((c) => c / 255)
                .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return [...document.querySelectorAll("[class*=tone-], .stack > *, .dot")].map((element) => {
            const style = getComputedStyle(element);
            const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
            return [element.className + " " + element.textContent.trim(), (a + 0.05) / (b + 0.05)];
        }).filter(([name]) => !name.startsWith("mark "));
    }""")
    assert len(ratios) > 100
    assert [found for found in ratios if found[1] < 4.5] == []


def test_it_prints(report: Page, address: str) -> None:
    report.emulate_media(media="print")
    expect(report.locator("#filters")).to_be_hidden()
    expect(report.locator("table.sites")).to_be_visible()
    overview = report.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][\d.]* 84[12]", overview)  # A4
    report.goto(f"{address}#site-5199000012")
    expect(report.locator("table.sites")).to_be_hidden()
    picture = box_of(report.locator(OPEN).locator("figure:visible .sheet"))
    assert picture["height"] < 900  # the whole page on one sheet of paper, boxes with it
    assert report.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_without_scripts_everything_can_be_read(address: str, new_context: Callable[..., Any], city_plans: list[Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert page.locator("article.site:visible").count() == len(city_plans)


def test_a_report_without_sites_opens(page: Page, make_run: Callable[..., Path]) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(write_report(make_run([])).as_uri() + "#verdict=fail&sort=2")
    expect(page.locator("#sites .empty")).to_be_visible()
    assert complaints == []
