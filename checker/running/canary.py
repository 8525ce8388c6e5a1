"""The loopback canary: the checker's own page, its picture, badges and verdict known. Where it is wrong, nothing else can be believed."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from checker.evidence.run_folder import RunFolder
from checker.faults import CanaryFault
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition_files import load_edition
from checker.pipeline import Road
from checker.records.base import Box
from checker.records.judgment import BadgeState
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind, LinkAnswer
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pictures import VIEWPORT
from checker.running.judging import judge_looks
from checker.settings import Settings

KEY = "canary"
_CODE = "0000000019"
_PAGE = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>检查工具自检页</title></head>
<body style="margin:0;font:14px sans-serif"><div style="height:1500px;background:#eef">检查工具自检页</div>
<footer style="background:#7a1f1f;color:#fff;padding:20px">
<p>网站标识码：{_CODE}</p>
<p><a href="https://beian.miit.gov.cn/" style="color:#fff">京ICP备00000019号-1</a></p>
<p style="visibility:hidden">京公网安备00000200000019号</p>
<a href="https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF"><img id="imgConac" width="60" height="60"
 src="/mark.svg"></a></footer></body></html>"""
_SHIELD = '<path d="M30 2 58 12v22q0 16-28 24Q2 50 2 34V12z" fill="#c8102e" stroke="#f0c850" stroke-width="3"/>'
_MARK = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{_SHIELD}<path d="M14 22h32v18H14z" fill="#fc0"/></svg>'
_TRUTH: dict[BadgeKind, BadgeState] = {
    "site_code": "shown",
    "icp": "shown",
    "public_security": "hidden",
    "party_gov": "shown",
    "error_report": "missing",
}
_COOKIE = "checker-canary=seen; Max-Age=31536000"
_EDITION = "guideline-2017"  # under which the verdict is known, whatever the run's own edition
_FAILING = {"domain", "mark-error_report", "mark-public_security"}  # its rules that the page breaks
_COLOURS = {(700, 1400): (0xEE, 0xEE, 0xFF), (1300, 1510): (0x7A, 0x1F, 0x1F)}  # of the picture, at x, y
_MARK_COLOUR = (0xFF, 0xCC, 0x00)
_TOLERANCE = 12  # of 255, for what JPEG does to a plain colour


@dataclass(frozen=True)
class CanarySeen:
    """`states`: verdict and badges; `profile`: that the browser's profile is fresh; `picture`: the JPEG of the settled page."""

    states: dict[str, Any]
    profile: dict[str, Any]
    picture: bytes


async def ask_canary(browser: Browser, settings: Settings) -> CanarySeen:
    """Visits the canary in a folder that is thrown away; gives what was read of it for run.json, and its picture.

    Raises CanaryFault where the picture, a badge or the verdict is otherwise than the page has it, or the profile is not fresh.
    """
    heads: list[str] = []
    with tempfile.TemporaryDirectory(prefix="checker-canary-") as folder, RunFolder.create(Path(folder), KEY) as run:
        observation = await _visit(browser, settings, run, heads)
        if observation.reach.state != "reached":
            last = (observation.trouble or "").strip().rpartition("\n")[2]
            trouble = f"{observation.reach.state}{f': {last}' if last else ''}"
            raise CanaryFault(f"The checker's own page was not reached ({trouble}): nothing can be checked on this machine now.")
        judgment = judge_looks(observation, observation, load_edition(_EDITION), Circumstances(as_of="2018-08-01"), own_network=False)
        badges = {badge.kind: badge for badge in judgment.badges}
        wrong = _wrong_colours(run.path, observation, badges["party_gov"].box)
        picture = (run.path / observation.settled.file).read_bytes() if observation.settled is not None else b""
    wrong += [f"{kind} is {badges[kind].state}, should be {truth}" for kind, truth in _TRUTH.items() if badges[kind].state != truth]
    failing = {finding.rule for finding in judgment.findings if finding.outcome == "fail"}
    wrong += [f"rule {rule} should {'fail' if rule in _FAILING else 'not fail'}" for rule in sorted(failing ^ _FAILING)]
    if judgment.verdict != "fail":
        wrong.append(f"the verdict is {judgment.verdict}, should be fail")
    if wrong:
        raise CanaryFault(f"The checker misread its own page ({'; '.join(wrong)}): no result of this run could be believed.")
    states: dict[str, Any] = {"verdict": judgment.verdict, **{kind: badge.state for kind, badge in badges.items()}}
    return CanarySeen(states, tell_profile(heads), picture)


def tell_profile(heads: list[str]) -> dict[str, Any]:
    """What the first request of the canary's page says of the browser's profile, `heads` being all its requests' in order.

    Every visit to a canary leaves a cookie for a year, on an address that all canaries share: a profile used before brings it along.
    """
    names = {line.partition(":")[0].lower() for line in heads[0].split("\r\n")[1:]}
    brought = sorted(names & {"cookie", "if-none-match", "if-modified-since"})
    if brought:
        raise CanaryFault(
            f"The browser's profile is not fresh: it brought {', '.join(brought)} of an earlier visit to the checker's own page. "
            "Nothing that it shows could be believed. Look at what CHECKER_BROWSER starts."
        )
    return {"fresh": True, "because": "the first request to the checker's own page brought no cookie and no condition of an earlier visit"}


def _wrong_colours(run: Path, observation: Observation, mark: Box | None) -> list[str]:
    """Where the picture is not what the page paints: the ground, the footer, and the middle of the mark."""
    if observation.settled is None or mark is None:
        return ["there is no picture of the page and its mark"]
    middle = (round(mark.x + mark.width / 2), round(mark.y + mark.height / 2))
    wrong = []
    with Image.open(run / observation.settled.file) as picture:
        if picture.width != VIEWPORT[0]:
            wrong.append(f"the picture is {picture.width} px wide, should be {VIEWPORT[0]}")
        for place, truth in [*_COLOURS.items(), (middle, _MARK_COLOUR)]:
            seen = picture.convert("RGB").getpixel(place) if place[0] < picture.width and place[1] < picture.height else None
            if not isinstance(seen, tuple) or any(abs(a - b) > _TOLERANCE for a, b in zip(seen, truth, strict=True)):
                wrong.append(f"the picture is {seen} at {place}, should be {truth}")
    return wrong


async def _visit(browser: Browser, settings: Settings, run: RunFolder, heads: list[str]) -> Observation:
    own = settings.model_copy(update={"allow_private": True, "proxy": None, "late_content": 0.5})
    async with serve_canary(heads) as site:
        return await Road(browser, own, _NoLinks(own)).observe(site, run.site(KEY))


@asynccontextmanager
async def serve_canary(heads: list[str] | None = None) -> AsyncIterator[Site]:
    """The checker's own page, for as long as it is wanted; `heads` is given what was asked for."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if heads is not None:
            heads.append(head)
        await _answer(head, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield Site(key=KEY, url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", site_code=_CODE)
    finally:
        server.close()
        await server.wait_closed()


class _NoLinks(LinkAnswers):
    """The canary asks nobody outside."""

    async def ask(self, address: str) -> LinkAnswer:
        return "unproven"


async def _answer(head: str, writer: asyncio.StreamWriter) -> None:
    is_picture = head.split(" ")[1].endswith(".svg")
    body = (_MARK if is_picture else _PAGE).encode()
    kind = "image/svg+xml" if is_picture else "text/html; charset=utf-8"
    fields = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\nSet-Cookie: {_COOKIE}\r\nConnection: close"
    writer.write(f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
