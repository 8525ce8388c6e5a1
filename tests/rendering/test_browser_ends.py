"""A browser that is killed costs its sites a second visit and nothing else; one that does not answer is left."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from checker.rendering.browser import Browser
from checker.settings import Settings
from tests.rendering.conftest import SHORT, LookAt
from tests.rendering.seen import codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, after, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _children(pid: int) -> list[int]:
    return [int(each) for task in Path(f"/proc/{pid}/task").glob("*") for each in (task / "children").read_text().split()]


def _descendants(pid: int) -> list[int]:
    found = []
    for child in _children(pid):
        found += [child, *_descendants(child)]
    return found


def _browser_processes(before: set[int]) -> list[int]:
    """Chromium's main processes that were started since."""
    found = []
    for pid in set(_descendants(os.getpid())) - before:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if words[0].endswith((b"headless-shell", b"chromium", b"chrome", b"headless_shell")) and not any(
            w.startswith(b"--type=") for w in words
        ):
            found.append(pid)
    return found


async def test_all_its_sites_are_visited_again(look_at: LookAt) -> None:
    before = set(_descendants(os.getpid()))
    home = page(TALL + FOOTER)
    async with Browser(Settings(**SHORT)) as own, web_site({f"/{i}": after(0.3, home) for i in range(4)}) as site:
        visits = [asyncio.create_task(look_at(site.url(f"/{i}"), browser=own)) for i in range(4)]
        await asyncio.sleep(1.5)
        (pid,) = _browser_processes(before)
        os.kill(pid, signal.SIGKILL)
        seen = await asyncio.gather(*visits)
        assert own.restarts == 1
    assert [ended(each) for each in seen] == [("reached", "quiet")] * 4
    assert [codes_seen(each) for each in seen] == [[CODE]] * 4


@pytest.mark.long
async def test_a_browser_that_stands_still_is_left(look_at: LookAt, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rendering import visit

    monkeypatch.setattr(visit, "_OPENING", 6.0)
    monkeypatch.setattr(visit, "_CLOSING", 1.0)
    before = set(_descendants(os.getpid()))
    async with Browser(Settings(**SHORT)) as own, web_site({"/": page(TALL + FOOTER)}) as site:
        (pid,) = _browser_processes(before)
        os.kill(pid, signal.SIGSTOP)
        try:
            seen = await look_at(site.url(), browser=own)
        finally:
            os.kill(pid, signal.SIGKILL)
        assert own.restarts >= 1
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]
