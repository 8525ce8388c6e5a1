"""One Chromium for each file of tests, and the whole road of one site through it, with short times."""

import itertools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from checker.evidence.run_folder import RunFolder
from checker.pipeline import Road
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.settings import Settings

LookAt = Callable[..., Coroutine[Any, Any, Observation]]
SHORT: dict[str, Any] = {"allow_private": True, "late_content": 0.6, "answer_timeout": 2.0, "load_timeout": 4.0, "site_deadline": 30.0}


@pytest.fixture(scope="module")
def short_settings() -> Settings:
    return Settings(**SHORT)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium(short_settings: Settings) -> AsyncIterator[Browser]:
    async with Browser(short_settings) as browser:
        yield browser


@pytest.fixture
def look_at(chromium: Browser, short_settings: Settings, tmp_path: Path) -> LookAt:
    """Walks the road to one address; settings by name."""
    numbers = itertools.count(1)

    async def look(url: str, *, scheme_assumed: bool = False, browser: Browser | None = None, **changed: Any) -> Observation:
        settings = short_settings.model_copy(update=changed)
        key = f"site-{next(numbers)}"
        with RunFolder.create(tmp_path, key) as run:
            road = Road(browser or chromium, settings, LinkAnswers(settings))
            return await road.observe(Site(key=key, url=url, scheme_assumed=scheme_assumed), run.site(key))

    return look


def every_second_day(names: Iterable[str]) -> list[Any]:
    """Parameters, of which every second one is left to `make test-long`: each of these visits waits for seconds."""
    return [pytest.param(name, marks=[pytest.mark.long] if place % 2 else []) for place, name in enumerate(names)]
