"""The canary's question to the official hosts: at their front page, and at what pages ask them for."""

import asyncio
from pathlib import Path

import pytest

from checker.rendering.link_answers import LinkAnswers
from checker.sample_city.authority import Authority
from checker.sample_city.proxy import Proxy, Trouble
from checker.sample_city.wire import Answer, Request
from checker.settings import Settings

_FOUND, _NOT_FOUND, _BAD_GATEWAY = Answer(b"ok"), Answer(status=404), Answer(status=502)
BOTH = ["dcs.conac.cn", "zfwzgl.www.gov.cn"]


async def ask(folder: Path, respond: dict[str, Answer | None]) -> list[str]:
    """`respond` by host and path, without which the answer is 404; null never answers."""
    closing = asyncio.Event()

    async def answer(request: Request) -> Answer:
        for start, given in respond.items():
            if f"{request.host}{request.path}".startswith(start):
                if given is None:
                    await closing.wait()
                    raise ConnectionResetError
                return given
        return _NOT_FOUND

    def trouble(host: str, port: int) -> Trouble | None:
        return None if host in BOTH else "unknown"

    authority = Authority(folder)
    async with Proxy(answer, trouble, authority) as door:
        down = await LinkAnswers(Settings(proxy=door.address, trust_ca=authority.file)).hosts_down()
        closing.set()
        await asyncio.sleep(0.1)
    return down


@pytest.mark.parametrize(
    ("respond", "down"),
    [
        ({}, []),  # a 404 is an answer
        ({"dcs.conac.cn/": _FOUND, "zfwzgl.www.gov.cn/": _FOUND}, []),
        ({"dcs.conac.cn/": _BAD_GATEWAY}, ["dcs.conac.cn"]),
        ({"dcs.conac.cn/js/": _BAD_GATEWAY}, ["dcs.conac.cn"]),
        ({"zfwzgl.www.gov.cn/exposure/jiucuo.js": _BAD_GATEWAY}, ["zfwzgl.www.gov.cn"]),
        ({"zfwzgl.www.gov.cn/exposure/": None}, ["zfwzgl.www.gov.cn"]),
        ({"dcs.conac.cn/js/": None, "zfwzgl.www.gov.cn/": _BAD_GATEWAY}, BOTH),
    ],
)
async def test_who_is_down(respond: dict[str, Answer | None], down: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rendering import link_answers

    monkeypatch.setattr(link_answers, "_TIMEOUT", 2.0)
    assert await ask(tmp_path, respond) == down
