"""What tests of several rooms share: the machine's Chromium for pytest-playwright, and the collection of pages served to it."""

import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import settings as hypothesis_settings
from playwright.async_api import BrowserContext, async_playwright
from playwright.sync_api import Browser, Playwright, sync_playwright

from checker.rendering.chromium import find_chromium
from checker.settings import Settings
from tests.sites.quiet_server import quiet_server

# how long an example takes is the machine's affair
hypothesis_settings.register_profile("any-machine", deadline=None)
hypothesis_settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium that the checker itself would take; pages here are our own, so root may do without the sandbox."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return {"executable_path": find_chromium(Settings()).path, "args": sandbox}


# pytest-playwright keeps these for the whole session, and while its loop stands no asynchronous test can run: here they end with
# the module that used them.


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**browser_type_launch_args)
    yield browser
    browser.close()


_DESKTOP: dict[str, Any] = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1366, "height": 768}}


@pytest.fixture(scope="module")
def browser_context_args() -> dict[str, Any]:
    return _DESKTOP


@pytest.fixture(scope="module")
def site_files() -> Iterator[str]:
    """The address of `tests/sites/` on loopback."""
    with quiet_server() as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chinese_desktop(browser_type_launch_args: dict[str, Any]) -> AsyncIterator[BrowserContext]:
    """A context for asynchronous tests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**browser_type_launch_args)
        yield await browser.new_context(**_DESKTOP)
        await browser.close()
