"""Small sites on loopback and the road over them with a script: what the tests of steering share."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from checker.evidence.run_folder import RunFolder
from checker.pipeline import ColumnsWanted, Road
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.scenario.column import Column
from checker.scenario.declaring import Scenario
from checker.scenario.register import Scripts, host_in
from checker.scenario.steps import Steps
from checker.settings import Settings

SETTINGS = Settings(allow_private=True, late_content=0.6, answer_timeout=2.0, load_timeout=4.0, site_deadline=30.0)
FOOTER = "<footer style='padding:20px;font:16px sans-serif'>网站标识码：5107000012</footer>"


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    async with Browser(SETTINGS) as browser:
        yield browser


async def walk(
    browser: Browser,
    out: Path,
    url: str,
    steer: Callable[[Steps], Awaitable[None]] | None,
    *columns: Column,
    day: date | None = None,
    settings: Settings = SETTINGS,
) -> Observation:
    """The site's first look, steered; what was kept lies in `out`/run. With a `day` its columns are opened."""
    host = host_in(url)
    scripts = Scripts("", {host: Scenario((host,), columns, steer, file="scenarios/tried.py", path=__file__)})
    return await observe(browser, out, url, scripts, day=day, settings=settings)


async def observe(
    browser: Browser, out: Path, url: str, scripts: Scripts, *, day: date | None = None, settings: Settings = SETTINGS
) -> Observation:
    with RunFolder.create(out, "run") as run:
        wanted = ColumnsWanted(day, ("consultation",), Pace(0.0)) if day is not None else None
        road = Road(browser, settings, LinkAnswers(settings), wanted, scripts)
        return await road.observe(Site(key="tried", url=url), run.site("tried"))
