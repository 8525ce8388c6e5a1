"""A script that is not done in time is told by the step that was under way, or by the last one that was done."""

import asyncio
from pathlib import Path

import pytest

from checker.scenario import Steps
from tests.rendering.servers import web_site
from tests.scenario.walking import FOOTER, SETTINGS, browsing, walk

SHORT = SETTINGS.model_copy(update={"site_deadline": 6.0})


async def _idle(steps: Steps) -> None:
    await steps.open()
    await asyncio.Event().wait()


async def _waiting(steps: Steps) -> None:
    await steps.open()
    await steps.wait_for("#never", within=60)


@pytest.mark.long
async def test_a_script_that_is_late_names_where_it_stood(tmp_path: Path) -> None:
    async with browsing() as browser, web_site({"/": f"<p>本页为首页内容</p>{FOOTER}"}) as site:
        idle, waiting = await asyncio.gather(
            walk(browser, tmp_path / "idle", site.url(), _idle, settings=SHORT),
            walk(browser, tmp_path / "waiting", site.url(), _waiting, settings=SHORT),
        )
    assert (idle.scenario.state, idle.scenario.step) == ("drifted", "not done in 6 s, after open")
    assert [(step.words, step.outcome) for step in idle.steps] == [("open", "done"), ("not done in 6 s, after open", "drifted")]
    assert idle.steps[1].picture is not None and idle.steps[1].picture == idle.steps[0].picture
    assert (tmp_path / "idle" / "run" / idle.steps[1].picture.file).is_file()
    assert (waiting.scenario.state, waiting.scenario.step) == ("drifted", 'wait_for "#never"')
    assert [step.outcome for step in waiting.steps] == ["done", "drifted"] and waiting.steps[1].picture is not None
