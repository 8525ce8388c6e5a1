"""Every list, letter, survey and interview page of tests/sites/ is opened in real Chromium, and each item must be as a person reads it."""

from datetime import date
from urllib.parse import urljoin

import pytest
from playwright.async_api import BrowserContext, Page

from checker.locating.columns import NextPage, next_page, read_page
from checker.records.column import ListItem, PageRead
from checker.records.days import day_in_address, find_day, settle_days
from checker.records.layout import Layout
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot
from tests.sites.column_page import THEMES, ColumnPage, ExpectedItem, read_column_pages

PAGES = read_column_pages()
# invented writers and guests that stand on the letters' and interviews' pages, and their telephones
PERSONAL = ("刘某国", "陈小满", "赵一禾", "孙知夏", "1390000", "0816-999")


async def _rested(page: Page, session: Session) -> Layout:
    """Loaded, and its document as long as a moment before: what scripts fetch and write has come."""
    length = -1
    for _ in range(40):
        await page.wait_for_timeout(120)
        await page.wait_for_load_state("networkidle")
        last, length = length, await page.evaluate("document.documentElement.outerHTML.length")
        if last == length:
            break
    return await take_snapshot(session)


async def _go_on(page: Page, session: Session, way: NextPage) -> None:
    """Over the address, or by a click on the element that only a script follows."""
    if way.url is not None:
        await page.goto(way.url)
        return
    found = await session.send("DOM.resolveNode", {"backendNodeId": way.backend_id})
    click = {"functionDeclaration": "function () { this.click(); }", "objectId": found["object"]["objectId"]}
    await session.send("Runtime.callFunctionOn", click)


def _parameter(page: ColumnPage) -> object:
    reason = page.expected.known_failure
    return pytest.param(page, id=page.path, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("fixture", [_parameter(page) for page in PAGES])
async def test_column_page(fixture: ColumnPage, site_files: str, chinese_desktop: BrowserContext) -> None:
    expected = fixture.expected
    page = await chinese_desktop.new_page()
    try:
        session = await Session.open(page)
        await page.goto(f"{site_files}{fixture.path}/index.html")
        start = page.url
        layout = await _rested(page, session)
        read = [read_page(layout, page.url)]
        first_way = next_page(layout)
        for number in range(2, expected.pages + 1):
            way = next_page(layout)
            assert way is not None, f"no way to page {number}"
            await _go_on(page, session, way)
            layout = await _rested(page, session)
            read.append(read_page(layout, page.url, page=number))
        if expected.pages > 1:
            assert next_page(layout) is None, "the last page leads on"
    finally:
        await page.close()
    kept = "".join(one.model_dump_json() for one in read)
    assert not [words for words in PERSONAL if words in kept], "what is personal stays where it is"
    wrong = _differences(fixture, read, first_way, start)
    assert not wrong, "\n".join([expected.shows, *wrong])


def _differences(fixture: ColumnPage, read: list[PageRead], way: NextPage | None, start: str) -> list[str]:
    """What is otherwise than expected, a line each, by which the fixture can be found again."""
    expected = fixture.expected
    wanted_next = None if expected.next is None else "script" if expected.next == "script" else urljoin(start, expected.next)
    got_next = None if way is None else way.url or "script"
    items = [item for page in read for item in page.items]
    pairs: list[tuple[str, object, object]] = [
        ("form", {expected.form}, {page.form for page in read}),
        ("state", expected.state, read[0].state),
        ("next", wanted_next, got_next),
        ("more", wanted_next is not None and expected.form not in ("article", "blank"), read[0].more),
        ("pages_told", expected.pages_told, read[0].pages_told),
        ("items", [_told(item, start) for item in expected.items], [item.model_dump() for item in items]),
    ]
    lines = [f"{name}: expected {wanted}, got {got}" for name, wanted, got in pairs if wanted != got and name != "items"]
    wanted_items, got_items = pairs[-1][1], pairs[-1][2]
    assert isinstance(wanted_items, list)
    assert isinstance(got_items, list)
    lines += [f"item missing: {item}" for item in wanted_items if item not in got_items]
    lines += [f"item too many: {item}" for item in got_items if item not in wanted_items]
    if not lines and wanted_items != got_items:
        lines.append("items in another order")
    return lines + _calendar(fixture, read)


def _told(item: ExpectedItem, start: str) -> dict[str, object]:
    return {**item.model_dump(), "days": list(item.days), "url": urljoin(start, item.url) if item.url else None}


def _day_that_counts(item: ListItem) -> str:
    """When a letter was asked, a survey begun, an interview held; else the first day of the row: the day of publishing."""
    fields = item.fields
    return fields.get("asked") or fields.get("held") or fields.get("started") or next(iter(item.days), "")


def _calendar(fixture: ColumnPage, read: list[PageRead]) -> list[str]:
    """Newest day and counts, as judging makes them from what was read: the day of looking is the fixture's `as_of`."""
    expected = fixture.expected
    items = [item for page in read for item in page.items]
    asked = [_day_that_counts(item) for item in items]
    days = settle_days([find_day(text) for text in asked], expected.as_of, [day_in_address(item.url) for item in items])
    settled = [day for day in days if day is not None]
    past = [day for day in settled if day <= expected.as_of]
    year_ago = date(expected.as_of.year - 1, expected.as_of.month, expected.as_of.day)
    got = (max(past, default=None), len(settled), sum(day > year_ago for day in past))
    wanted = (expected.newest, expected.dated, expected.in_year)
    return [] if got == wanted else [f"newest, dated, in the year: expected {wanted}, got {got}"]


def test_the_collection_is_large_enough() -> None:
    count = {theme: sum(page.theme == theme for page in PAGES) for theme in THEMES}
    makes = {page.make for page in PAGES if page.theme == "lists"}
    assert count["lists"] >= 40
    assert count["letters"] >= 12
    assert count["surveys"] >= 8
    assert count["interviews"] >= 6
    assert len(makes) >= 20
