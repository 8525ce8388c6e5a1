"""Late answers are noticed while they are waited for, and remembered afterwards; prompt ones are nothing to tell."""

import asyncio
import time

import pytest

from checker.rendering import heartbeat
from checker.rendering.heartbeat import Heartbeat


@pytest.fixture(autouse=True)
def short_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "_BEAT", 0.02)
    monkeypatch.setattr(heartbeat, "LATE", 0.2)


async def test_late_answers_are_told() -> None:
    delay = 0.0

    async def answer() -> None:
        await asyncio.sleep(delay)

    begun = time.monotonic()
    heart = Heartbeat(answer)
    heart.begin()
    await asyncio.sleep(0.1)
    assert not heart.was_late_since(begun)
    delay = 0.5
    await asyncio.sleep(0.4)
    assert heart.was_late_since(begun), "while it is waited for"
    delay = 0.0
    await asyncio.sleep(0.4)
    assert heart.was_late_since(begun), "and afterwards"
    assert not heart.was_late_since(time.monotonic())
    await heart.end()
