"""Each step on a small site of its own, in real Chromium: what it does, what it records, and when it drifts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from checker.rendering.browser import Browser
from checker.scenario import Steps
from tests.rendering.servers import Answer, Asked, web_site
from tests.scenario.walking import FOOTER, browsing, walk

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

ENTRANCE = "<h1>某某市欢迎您</h1><a id=in href=/index.html target=_blank>进入首页</a>"
HOME = f"<h1>首页</h1><p>本页为首页内容</p>{FOOTER}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


async def test_an_entrance_is_passed_in_a_new_window(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.follow("text=进入首页")

    async with web_site({"/": ENTRANCE, "/index.html": HOME}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert (seen.scenario.state, seen.scenario.file, seen.scenario.step) == ("followed", "scenarios/tried.py", None)
    assert [(step.number, step.words, step.outcome) for step in seen.steps] == [
        (1, "open", "done"), (2, 'follow "text=进入首页"', "done"), (3, "look", "done"),
    ]  # fmt: skip
    assert seen.reach.state == "reached" and (seen.reach.final_url or "").endswith("/index.html")
    assert [sighting.kind for sighting in seen.sightings if sighting.proof and sighting.proof.seen] == ["site_code"]
    for step in seen.steps:
        assert step.picture is not None
        with Image.open(tmp_path / "run" / step.picture.file) as picture:
            assert picture.size == (1366, 768)


async def test_a_target_that_is_gone_drifts_and_the_plain_visit_is_made(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.click("#old", within=1)

    async with web_site({"/": HOME}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert (seen.scenario.state, seen.scenario.step) == ("drifted", 'click "#old"')
    assert [step.outcome for step in seen.steps] == ["done", "drifted"]
    assert seen.steps[1].because == "nothing visible matched #old in 1 s"
    assert seen.steps[1].picture is not None and (tmp_path / "run" / seen.steps[1].picture.file).is_file()
    assert seen.reach.state == "reached" and [one.kind for one in seen.sightings] == ["site_code"]


async def test_a_post_is_refused_but_for_paging(chromium: Browser, tmp_path: Path) -> None:
    async def refuse_or_turn(asked: Asked) -> None:
        await asked.answer(f"<p>第{'二' if asked.head.startswith('POST') else '一'}页</p>{form}{HOME}")

    form = "<form id=f method=post action=/><input type=hidden name=p value=2></form><a id=go href='javascript:f.submit()'>下一页</a>"

    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.click("#go")
        await steps.turn_page("#go")
        await steps.wait_for("text=第二页", within=3)

    pages: dict[str, Answer] = {"/": refuse_or_turn}
    async with web_site(pages) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert seen.scenario.state == "followed", seen.steps
    posts = [[post.split(" http")[0] for post in step.posts] for step in seen.steps]
    assert posts == [[], ["refused POST"], ["sent POST"], [], []]


async def test_a_notice_is_closed_after_its_countdown_and_one_that_is_not_there_is_fine(chromium: Browser, tmp_path: Path) -> None:
    notice = (
        "<div id=n style='position:fixed;inset:0;background:#fff;z-index:9'><b id=x>3</b></div><script>let s=3;"
        "setInterval(()=>{x.textContent=--s>0?s:'关闭'},700);x.onclick=()=>{if(s<=0)n.remove()}</script>"
    )

    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.close_if_seen("#x", within=8)
        await steps.close_if_seen("#other", within=0.5)

    async with web_site({"/": HOME + notice}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert [step.outcome for step in seen.steps] == ["done", "done", "not_seen", "done"]
    assert seen.scenario.state == "followed"
    assert not [act for act in seen.acts if act.what == "closed"], "nothing was left to be closed by itself"


async def test_a_script_that_fails_is_told_by_its_line_and_the_site_keeps_its_visit(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        raise KeyError("mine")

    async with web_site({"/": HOME}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert seen.scenario.state == "drifted"
    assert (seen.scenario.step or "").startswith("script failed: KeyError, scenarios/tried.py")
    assert [(step.words, step.because) for step in seen.steps if step.outcome == "drifted"] == [(seen.scenario.step, "'mine'")]
    assert seen.steps[-1].picture is not None and seen.steps[-1].picture == seen.steps[0].picture, "where it stood when it failed"
    assert [one.kind for one in seen.sightings] == ["site_code"]


async def test_a_drift_that_the_script_catches_is_one_all_the_same(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        try:
            await steps.click("#old", within=0.5)
        except BaseException:  # noqa: BLE001 - what a script must not be able to do
            await steps.wait_for("h1")

    async with web_site({"/": HOME}) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert (seen.scenario.state, seen.scenario.step) == ("drifted", 'click "#old"')


async def test_a_site_that_is_down_moved_away_from_no_script(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.follow("text=进入首页")

    async def fail(asked: Asked) -> None:
        await asked.answer("<h1>down</h1>", status="503 Service Unavailable")

    pages: dict[str, Answer] = {"/": fail}
    async with web_site(pages) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert (seen.reach.state, seen.scenario.state, seen.scenario.file) == ("http_error", "none", "scenarios/tried.py")
