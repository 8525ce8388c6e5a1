"""A document of ours on paper: HTML becomes a PDF in the checker's own Chromium, which reaches nothing on the way."""

import asyncio

from playwright.async_api import Error

from checker.faults import BrowserFault
from checker.rendering.browser import Browser
from checker.rendering.searchable import make_searchable
from checker.settings import Settings

_NOBODY = "http://127.0.0.1:9"  # a proxy that nobody is: what should ask for anything gets nothing
_SECONDS = 180  # for the whole document


async def print_document(html: str, settings: Settings) -> bytes:
    """The PDF, on the paper and with the margins that the document's own style sheet names, its fonts embedded.

    Raises BrowserFault where Chromium does not start or does not print.
    """
    async with Browser(settings) as browser:
        context = await browser.new_context(_NOBODY)
        try:
            await context.set_offline(True)
            context.set_default_timeout(_SECONDS * 1000)
            page = await context.new_page()
            await page.set_content(html, wait_until="load")
            await page.emulate_media(media="print")
            pdf = await page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            return await asyncio.to_thread(make_searchable, pdf, html)
        except Error as trouble:
            first = trouble.message.splitlines()[0]
            raise BrowserFault(
                f"Chromium could not print the document: {first}. Print the HTML file from any browser, or see `checker doctor`."
            ) from trouble
        finally:
            await context.close()
