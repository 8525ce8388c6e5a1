"""The columns of the sample city, made by other hands than the fixtures: every list, letter box, article and home page of some sites."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, async_playwright

from checker.locating.columns import home_items, next_page, read_letter, read_page
from checker.records.days import day_in_address, find_day, settle_days
from checker.records.layout import Layout
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot
from checker.sample_city import SampleCity
from checker.sample_city.columns import LetterBox, list_pages
from checker.sample_city.pages import Pages
from checker.sample_city.wording import Wording

TODAY = date(2018, 8, 1)
HOSTS = ("rsj.chenglan.gov.cn", "czj.chenglan.gov.cn")  # in UTF-8 and in GB18030


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def city() -> AsyncIterator[SampleCity]:
    async with SampleCity(today=TODAY) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def context(city: SampleCity, browser_type_launch_args: dict[str, Any]) -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**browser_type_launch_args, proxy={"server": city.proxy})
        yield await browser.new_context(viewport={"width": 1366, "height": 768}, ignore_https_errors=True)
        await browser.close()


async def _layout(context: BrowserContext, address: str) -> Layout:
    page = await context.new_page()
    try:
        session = await Session.open(page)
        await page.goto(address)
        return await take_snapshot(session)
    finally:
        await page.close()


def _pages(city: SampleCity, host: str) -> Pages:
    return Pages(city.sites[host], TODAY)


def _letters(city: SampleCity, host: str) -> LetterBox:
    file = city.sites[host].file
    assert file.letters is not None
    return LetterBox(file.letters, Wording(file.roster.unit, file.topics or ("政务公开",)), TODAY)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("host", HOSTS)
async def test_every_list_of_a_site(host: str, city: SampleCity, context: BrowserContext) -> None:
    for column in _pages(city, host).columns:
        start = f"http://{host}{column.path}"
        for sheet in list_pages(column.items):
            layout = await _layout(context, urljoin(start, sheet.address))
            read = read_page(layout, start)
            assert read.form == "list", column.name
            wanted = [(item.title, urljoin(start, item.path), [item.day.isoformat()]) for item in sheet.items]
            assert [(item.title, item.url, item.days) for item in read.items] == wanted, column.name
            way = next_page(layout)
            more = sheet.number + 1 < len(sheet.addresses)
            assert (way and way.url) == (urljoin(start, sheet.addresses[sheet.number + 1]) if more else None)
            assert (read.more, read.pages_told) == (more, len(sheet.addresses))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("host", HOSTS)
async def test_the_letter_box_of_a_site(host: str, city: SampleCity, context: BrowserContext) -> None:
    box = _letters(city, host)
    sheet = list_pages(box.items)[0]
    read = read_page(await _layout(context, f"http://{host}{box.path}"), f"http://{host}{box.path}")
    assert read.form == "letters"
    for item, letter in zip(read.items, sheet.items, strict=True):
        assert (item.title, item.url) == (letter.subject, f"http://{host}{letter.path}")
        answered = letter.answered.isoformat() if letter.answered else "-"
        assert item.fields == {"number": letter.number, "asked": letter.asked.isoformat(), "status": letter.state, "answered": answered}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("host", HOSTS)
async def test_letters_on_pages_of_their_own(host: str, city: SampleCity, context: BrowserContext) -> None:
    for letter in _letters(city, host).items[:2]:  # one waits, one is answered
        address = f"http://{host}{letter.path}"
        layout = await _layout(context, address)
        read = read_letter(layout, address)
        assert read is not None
        assert (read.title, read.url) == (letter.subject, address)
        assert read.fields.get("number") == letter.number
        assert read.fields.get("asked") == letter.asked.isoformat()
        assert read.fields.get("answered") == (letter.answered.isoformat() if letter.answered else "")
        assert (read.fields.get("status"), read.fields.get("answer")) == (letter.state, "有" if letter.answered else "无")
        assert read_page(layout, address).items == []


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("host", HOSTS)
async def test_an_article_is_no_list(host: str, city: SampleCity, context: BrowserContext) -> None:
    column = _pages(city, host).columns[0]
    item = column.items[0]
    read = read_page(await _layout(context, f"http://{host}{item.path}"), f"http://{host}{item.path}")
    assert read.form == "article"
    assert read.article is not None
    assert read.items == []
    witnesses = [find_day(text) for text in (read.article.pub_date, read.article.text_day) if text]
    assert settle_days(witnesses, TODAY) == [item.day] * len(witnesses)
    assert witnesses


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("host", HOSTS)
async def test_dated_items_of_a_home_page(host: str, city: SampleCity, context: BrowserContext) -> None:
    items = home_items(await _layout(context, f"http://{host}/"))
    known = {f"http://{host}{item.path}": (item.title, item.day) for column in _pages(city, host).columns for item in column.items}
    known |= {f"http://{host}{letter.path}": (letter.subject, letter.asked) for letter in _letters(city, host).items}
    # each alone, since many lists have no common order; the address knows the year
    days = [settle_days([find_day(item.days[0])], TODAY, [day_in_address(item.url)])[0] for item in items]
    assert len(items) >= 10
    for item, day in zip(items, days, strict=True):
        assert item.url is not None
        assert item.url in known, item
        assert known[item.url] == (item.title, day)
