"""The least that a user would write: `goto`, `screenshot(full_page=True)`, so many pages at once. Imports nothing of ours.

`python -m benchmarks.naive PLAN`, where PLAN is a JSON file: how to `launch` the browser, its `proxy`, the `viewport`, the
`addresses`, `jobs` at once, and the folder `out` for the pictures.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright


async def take_pictures(plan: dict[str, Any]) -> None:
    gate = asyncio.Semaphore(plan["jobs"])
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**plan["launch"])

        async def take(number: int, address: str) -> None:
            async with gate:
                page = await browser.new_page(viewport=plan["viewport"], proxy=plan["proxy"])
                await page.goto(address)
                await page.screenshot(path=f"{plan['out']}/{number}.png", full_page=True)
                await page.close()

        await asyncio.gather(*(take(number, address) for number, address in enumerate(plan["addresses"])))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(take_pictures(json.loads(Path(sys.argv[1]).read_bytes())))
