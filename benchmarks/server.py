"""The city that is measured: `python -m benchmarks.server` is an HTTP proxy behind which its hosts and the official ones answer.

A process of its own, so that serving is counted on neither side. Prints its address and serves until its input ends.
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import get_args

from benchmarks.pages import COLUMNS, Office, PageKind, answer_of, draw_column, draw_page
from checker.sample_city.authority import Authority
from checker.sample_city.proxy import Proxy, Trouble
from checker.sample_city.wire import Answer, Request

_HOSTS = re.compile(rf"(?:www|d(\d+))\.({'|'.join(get_args(PageKind))})\.gov\.cn")
_COLUMN = re.compile(r"/c(\d+)/")
_OFFICIAL = {"beian.miit.gov.cn", "www.beian.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn", "dcs.conac.cn"}
_NOT_FOUND = Answer(b"not found", "text/plain", 404)


async def _answer(request: Request) -> Answer:
    if request.host in _OFFICIAL:
        return Answer("<!doctype html><title>官方网站</title>".encode())
    found = _HOSTS.fullmatch(request.host)
    if found is None:
        return _NOT_FOUND
    if request.path == "/":
        page: PageKind = found[2]  # type: ignore[assignment]  # one of the kinds that the expression is made of
        return Answer(draw_page(Office(page, int(found[1] or 0))))
    column = _COLUMN.fullmatch(request.path)
    if column is not None and int(column[1]) < len(COLUMNS):
        return Answer(draw_column(Office(found[2], int(found[1] or 0)), int(column[1])))  # type: ignore[arg-type]  # as above
    kept = answer_of(request.path)
    return Answer(*kept) if kept else _NOT_FOUND


def _trouble_of(_: str, port: int) -> Trouble | None:
    return None if port == 80 else "refused"


async def _serve() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Proxy(_answer, _trouble_of, Authority(Path(folder))) as proxy:
            sys.stdout.write(f"{proxy.address}\n")
            sys.stdout.flush()
            await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
