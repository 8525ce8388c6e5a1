"""A script that never lets go is ended; whoever only waits, or works while others have their turns, is left alone."""

import asyncio
import time
from pathlib import Path

import pytest

from checker.faults import ScenarioFault
from checker.scenario import endless
from checker.scenario.endless import Watch
from checker.scenario.register import Scripts, host_in, read_script
from tests.rendering.servers import web_site
from tests.scenario.walking import FOOTER, SETTINGS, browsing, observe

HEAD = "from checker.scenario import Steps, scenario\n\n"


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endless, "_PATIENCE", 2)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("work", ["while True: pass", "import time; time.sleep(60)"], ids=["a loop", "a sleep"])
def test_a_script_that_holds_up_everybody_is_ended(tmp_path: Path, work: str) -> None:
    file = tmp_path / "endless.py"
    file.write_text(f"{HEAD}{work}\n")
    began = time.monotonic()
    with pytest.raises(ScenarioFault, match=r"endless\.py, line 3, cannot be used: Endless"):
        read_script(file)
    assert time.monotonic() - began < 30


@pytest.mark.usefixtures("patience")
def test_who_gives_others_their_turn_is_left_alone() -> None:
    async def work(watch: Watch) -> None:
        for _ in range(8):
            watch.beat()
            time.sleep(0.5)  # noqa: ASYNC251 - a stretch of work
            await asyncio.sleep(0)

    with Watch(__file__) as watch:
        asyncio.run(work(watch))


@pytest.mark.usefixtures("patience")
def test_what_others_hold_up_is_not_the_script_s_fault() -> None:
    with Watch("/another/file.py"):
        time.sleep(4)


@pytest.mark.usefixtures("patience")
def test_the_others_are_not_held_up_by_it_in_a_run(tmp_path: Path) -> None:
    one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / "stuck.py"
    one.mkdir()
    two.mkdir()
    file.write_text(
        f'{HEAD}@scenario("127.0.0.1")\nasync def steer(steps: Steps) -> None:\n    await steps.open()\n'
        "    while True:\n        try:\n            pass\n        except Exception:\n            pass\n"
    )

    async def both() -> None:
        async with browsing() as browser, web_site({"/": f"<p>本页为首页内容</p>{FOOTER}"}) as site:
            [script] = read_script(file)
            steered, plain = await asyncio.gather(
                observe(browser, one, site.url(), Scripts("", {host_in(site.url()): script})),
                observe(browser, two, site.url(), Scripts("", {})),
            )
        assert steered.scenario.state == "drifted" and (steered.scenario.step or "").startswith("script failed: Endless, ")
        assert {sighting.kind for sighting in steered.sightings} == {sighting.kind for sighting in plain.sightings} == {"site_code"}
        assert (steered.reach.state, plain.reach.state, plain.scenario.state) == ("reached", "reached", "none")

    assert SETTINGS.allow_private
    asyncio.run(both())


def test_a_watch_is_over_when_the_script_is(tmp_path: Path) -> None:
    with Watch(str(tmp_path)):
        assert endless._watched
    assert not endless._watched
