"""One Chromium for each file of tests, and the road of one small site with its columns, with short times."""

from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from checker.evidence.run_folder import RunFolder
from checker.locating.words import WordFinder
from checker.pipeline import ColumnsWanted, Road
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.settings import Settings
from tests.second_lap.small_site import SmallSite

LookAt = Callable[..., Coroutine[Any, Any, Observation]]
_DAY = date(2018, 8, 1)
_SHORT: dict[str, Any] = {"allow_private": True, "late_content": 1.5, "answer_timeout": 3.0, "load_timeout": 5.0, "host_pace": 0.0}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with Browser(Settings(**_SHORT)) as browser:
        yield browser


@pytest.fixture
def look(chromium: Browser, tmp_path: Path) -> LookAt:
    """Walks the road to a site into `tmp_path/run`; required categories, the office's own words, and settings by name."""

    async def look_at(site: SmallSite, required: tuple[Any, ...] = (), words: WordFinder | None = None, **changed: Any) -> Observation:
        settings = Settings(**{**_SHORT, **changed})
        with RunFolder.create(tmp_path, "run") as run:
            wanted = ColumnsWanted(_DAY, required, Pace(settings.host_pace), words=words)
            return await Road(chromium, settings, LinkAnswers(settings), wanted).observe(Site(key="a", url=f"{site.url}/"), run.site("a"))

    return look_at
