"""The pace of one host, by the clock of who is asked."""

import asyncio
import itertools
import time

from checker.rendering.pace import Pace


async def _ask(pace: Pace, address: str, asked: list[float], answer: float = 0.0) -> None:
    async with pace.turn(address):
        await asyncio.sleep(answer / 2)
        asked.append(time.monotonic())
        await asyncio.sleep(answer / 2)


async def test_one_host_is_never_asked_faster() -> None:
    pace, asked = Pace(0.1), list[float]()
    await asyncio.gather(*(_ask(pace, f"http://a.example/{number}", asked, answer=0.02) for number in range(5)))
    assert min(later - sooner for sooner, later in itertools.pairwise(asked)) >= 0.1


async def test_another_host_is_asked_meanwhile() -> None:
    pace, asked = Pace(5.0), list[float]()
    begun = time.monotonic()
    await asyncio.gather(*(_ask(pace, f"http://{name}.example:8000/", asked) for name in "abc"))
    assert max(asked) - begun < 5.0


async def test_who_fails_or_is_cancelled_gives_its_turn_away() -> None:
    pace, asked = Pace(0.05), list[float]()
    waiting = asyncio.create_task(_ask(pace, "http://a.example/", asked, answer=60.0))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.wait({waiting})
    await asyncio.wait_for(_ask(pace, "http://a.example/", asked), timeout=2.0)
    assert len(asked) == 1


async def test_a_silent_host_holds_up_its_turn_for_a_while_only() -> None:
    pace, asked = Pace(0.01), list[float]()
    silent = asyncio.create_task(_ask(pace, "http://a.example/", list[float](), answer=60.0))
    await asyncio.sleep(0.01)
    await asyncio.wait_for(_ask(pace, "http://a.example/", asked), timeout=10.0)
    assert asked
    silent.cancel()
    await asyncio.wait({silent})
