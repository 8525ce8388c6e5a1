"""Pages that mean harm or know no better: each ends in its state, within its deadline, and the next one is not the worse for it."""

import asyncio
import time

import pytest

from checker.rendering.session import Session
from tests.rendering.conftest import LookAt
from tests.rendering.seen import acts, codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Asked, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
LOOP = "while (true);"
GOOD = TALL + FOOTER

STUCK = {
    "a loop at load": page(GOOD + f"<script>{LOOP}</script>"),
    "a loop after load": page(GOOD + f"<script>onload = () => setTimeout(() => {{ {LOOP} }}, 300)</script>"),
    "loops again and again": page(GOOD + f"<script>setInterval(() => {{ {LOOP} }}, 200)</script>"),
    "a loop in a frame": page(GOOD + f"<iframe srcdoc='<script>{LOOP}</script>'></iframe>"),
    "alerts without end": page(GOOD + "<script>while (true) alert('公告')</script>"),
    "alerts again and again": page(GOOD + "<script>setInterval(() => alert('公告'), 10)</script>"),
    "pages without end": page(GOOD + "<script>setInterval(() => open('/ad'), 20)</script>"),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if "again" in name or "pages" in name else []) for name in STUCK]
)
async def test_scripts_without_end_are_ended(name: str, look_at: LookAt) -> None:
    async with web_site({"/": STUCK[name], "/ad": page("广告")}) as site:
        begun = time.monotonic()
        seen = await look_at(site.url(), dialog_limit=5)
        took = time.monotonic() - begun
    assert ended(seen) == ("reached", "script_loop"), (seen.acts, seen.trouble)
    assert seen.untouched is not None, (seen.acts, seen.trouble)
    assert codes_seen(seen) == [CODE]
    assert took < 30
    assert len(acts(seen, "dialog")) <= 5
    assert len(acts(seen, "opened page closed")) <= 10


HARMLESS = {
    "questions": "confirm('?'); prompt('?'); alert('!')",
    "print": "print()",
    "leaving": "onbeforeunload = () => 'stay'",
    "full screen": "document.documentElement.requestFullscreen().catch(() => 0)",
    "permissions": "navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission()",
    "a service worker": "navigator.serviceWorker && navigator.serviceWorker.register('/sw.js').catch(() => 0)",
    "a worker's loop": "new Worker(URL.createObjectURL(new Blob(['while (true);'])))",
    "errors": "for (let i = 0; i < 500; i++) setTimeout(() => { throw Error('x'.repeat(1000)) })",
    "three pages": "open('/'); open('/'); open('about:blank')",
}


async def test_what_needs_no_end_disturbs_nothing(look_at: LookAt) -> None:
    script = ";".join(f"try {{ {each} }} catch {{}}" for each in HARMLESS.values())
    async with web_site({"/": page(f"{GOOD}<script>if (!opener) {{ {script} }}</script>")}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]
    assert acts(seen, "dialog") == ["confirm: ?", "prompt: ?", "alert: !"]
    assert len(acts(seen, "opened page closed")) == 3
    assert 0 < len(seen.console) <= 50 and max(map(len, seen.console)) <= 300


async def test_a_page_that_closes_itself_is_empty(look_at: LookAt) -> None:
    async with web_site({"/": page(GOOD + "<script>setTimeout(() => window.close(), 200)</script>")}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state in ("empty", "reached")
    assert seen.trouble is None


async def _crash(session: Session) -> None:
    await session._raw.send("Page.crash")


@pytest.mark.parametrize(("times", "state"), [(1, "reached"), (2, "crashed")])
async def test_a_crash_is_tried_once_more(times: int, state: str, look_at: LookAt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's renderer is brought down while it settles, as a page itself could do with the right bug."""
    crashes = 0
    tasks: list[asyncio.Task[None]] = []
    run = Session.run

    async def run_and_crash(session: Session, script: str, *arguments: object, **words: object) -> object:
        nonlocal crashes
        if script == "scroll_home" and crashes < times:
            crashes += 1
            tasks.append(asyncio.create_task(_crash(session)))
        return await run(session, script, *arguments, **words)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Session, "run", run_and_crash)
    async with web_site({"/": page(GOOD)}) as site:
        begun = time.monotonic()
        seen = await look_at(site.url())
        took = time.monotonic() - begun
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert crashes == times
    assert seen.reach.state == state
    assert took < 15


async def test_others_are_not_disturbed(look_at: LookAt) -> None:
    async with web_site({"/bad": page(GOOD + f"<script>{LOOP}</script>"), "/good": page(GOOD)}) as site:
        bad, good, better = await asyncio.gather(*(look_at(site.url(path)) for path in ("/bad", "/good", "/good")))
    assert ended(bad) == ("reached", "script_loop")
    assert [ended(each) for each in (good, better)] == [("reached", "quiet")] * 2
    assert codes_seen(good) == codes_seen(better) == [CODE]


async def test_the_deadline_holds_and_what_was_seen_stands(look_at: LookAt) -> None:
    async def slow(asked: Asked) -> None:
        await asyncio.sleep(1.5)
        await asked.answer("1", kind="text/javascript")

    pages = {"/": page("".join(f"<script src=/s{i}.js></script>" for i in range(30)) + GOOD), **{f"/s{i}.js": slow for i in range(30)}}
    async with web_site(pages) as site:  # type: ignore[arg-type]  # a page may be a text or a function; both stand here
        begun = time.monotonic()
        seen = await look_at(site.url(), site_deadline=5.0, load_timeout=30.0)
        took = time.monotonic() - begun
    assert ended(seen) == ("reached", "deadline")
    assert seen.untouched is not None, (seen.acts, seen.trouble)
    assert took < 10
