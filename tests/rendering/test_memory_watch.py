"""A page that takes more memory than a page may have ends in its state, twice, and the machine is none the worse for it."""

import asyncio
import os
import sys

import pytest

from checker.rendering.browser import Browser
from checker.rendering.memory_watch import Family, MemoryWatch
from checker.settings import Settings
from tests.rendering.conftest import SHORT, LookAt
from tests.rendering.seen import codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, page, web_site

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a /proc")]
_EATER = "const kept = []; setInterval(() => kept.push(new Uint8Array(2e7).fill(1)), 20)"


@pytest.mark.long
async def test_a_memory_bomb_crashes_and_its_neighbour_does_not(look_at: LookAt) -> None:
    async with Browser(Settings(**SHORT, page_memory=400_000_000)) as own:
        async with web_site({"/": page(f"{TALL}{FOOTER}<script>{_EATER}</script>"), "/good": page(TALL + FOOTER)}) as site:
            bad, good = await asyncio.gather(look_at(site.url(), browser=own), look_at(site.url("/good"), browser=own))
        assert own.restarts == 0
    assert bad.reach.state == "crashed"
    assert ended(good) == ("reached", "quiet")
    assert codes_seen(good) == [CODE]


async def test_only_renderers_are_ended() -> None:
    """This process itself has more than the least that can be named, and lives on."""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
    with MemoryWatch(1):
        await asyncio.sleep(0.6)
        assert child.returncode is None
    await child.communicate(b"\n")
    assert child.returncode == 0


async def test_a_renderer_is_found_at_whatever_remove_and_anybody_elses_is_not() -> None:
    """Also one that comes after the first glance; a process is known by its name, which it may take later."""
    family = Family(os.getpid())
    assert family.renderers() == []
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()', '--type=' 'renderer'])"
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout is not None
    await child.stdout.readline()
    (grandchild,) = family.renderers()
    assert grandchild not in (os.getpid(), child.pid)
    assert Family(grandchild).renderers() == [grandchild]
    assert Family(os.getppid()).renderers() != []  # whoever started us started it too
    unrelated = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
    assert Family(unrelated.pid).renderers() == []
    await asyncio.gather(child.communicate(b"\n"), unrelated.communicate(b"\n"))
    assert family.renderers() == []
