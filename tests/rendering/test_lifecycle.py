"""A page that goes on to other documents without end is held at the limit, whether or not anybody is waiting for it."""

import asyncio
from typing import Any, cast

from checker.rendering.lifecycle import Lifecycle
from checker.rendering.session import Session

LIMIT = 3


class Heard:
    """Stands for a session: what it was asked to send."""

    main_frame = "main"

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.calls: dict[str, Any] = {}

    def on(self, event: str, call: Any) -> None:
        self.calls[event] = call

    async def send(self, method: str, _words: dict[str, Any] | None = None) -> dict[str, Any]:
        self.sent.append(method)
        return {}


async def after(documents: int, *, frame: bool = False) -> tuple[Heard, Lifecycle]:
    session = Heard()
    life = Lifecycle(cast(Session, session), lambda what, detail: None, fresh_after=5.0, limit=LIMIT)
    life.listen()
    for number in range(documents):
        parent = {"parentId": "main"} if frame else {}
        session.calls["Page.frameNavigated"]({"frame": {"id": "x", "url": f"http://a.gov.cn/{number}", **parent}})
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return session, life


async def test_as_many_as_allowed_are_followed() -> None:
    session, life = await after(LIMIT)
    assert (session.sent, life.is_held) == ([], False)


async def test_the_one_beyond_the_limit_stays() -> None:
    session, life = await after(LIMIT + 4)
    assert (session.sent, life.is_held) == (["Fetch.enable"], True)


async def test_documents_of_frames_do_not_count() -> None:
    session, life = await after(LIMIT + 4, frame=True)
    assert (session.sent, life.is_held) == ([], False)
