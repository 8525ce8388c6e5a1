"""The replay: a proxy on loopback that answers for the recorded hosts, and for nobody else."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from checker.recordings.changes import Changed
from checker.recordings.questions import host_of, same_question
from checker.recordings.recording import RecordedAnswer, Recording, digest_of
from checker.sample_city.authority import Authority
from checker.sample_city.proxy import Proxy, Trouble
from checker.sample_city.wire import Answer, Request


class Replay:
    """An asynchronous context. Inside it `address` and `authority` are what a visit takes as its proxy and trusted authority.

    Each question gets its recorded answers in their order, the last one from then on. What nobody recorded is a 404, and stands in
    `unknown`; a host that nobody recorded has no address.
    """

    def __init__(self, folder: Path, recording: Recording, changed: Changed | None = None) -> None:
        self._folder = folder
        self._changed = changed or Changed(folder)
        self._answers: dict[tuple[str, str], list[RecordedAnswer]] = {}
        for answer in recording.answers:
            self._answers.setdefault((answer.method, same_question(answer.url)), []).append(answer)
        self._hosts = {host_of(answer.url) for answer in recording.answers}
        self._failed = {same_question(entry.url) for entry in recording.left_out if entry.because.startswith("no answer")}
        self._given: Counter[tuple[str, str, str | None]] = Counter()
        self._stack = AsyncExitStack()
        self.unknown: list[str] = []

    async def __aenter__(self) -> Self:
        async with self._stack:
            folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="checker-replay-")))
            authority = await asyncio.to_thread(Authority, folder)
            self.authority = authority.file
            door = await self._stack.enter_async_context(Proxy(self._answer, self._trouble_of, authority))
            self.address = door.address
            self._stack = self._stack.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    def _trouble_of(self, host: str, port: int) -> Trouble | None:
        named = {host, f"{host}:{port}"} if port not in (80, 443) else {host}
        return None if named & self._hosts else "unknown"

    async def _answer(self, request: Request) -> Answer:
        question = same_question(request.address)
        recorded = self._next_answer(request, question)
        if recorded is None:
            if question in self._failed:
                raise ConnectionAbortedError("the site gave no answer when it was recorded")
            self.unknown.append(f"{request.method} {request.address}")
            return Answer(b"not recorded\n", "text/plain; charset=utf-8", 404)
        body = await asyncio.to_thread((self._folder / recorded.body).read_bytes) if recorded.body is not None else b""
        content_type = next((value for name, value in recorded.headers if name == "content-type"), "")
        body = self._changed.body(question, content_type, body)
        headers = tuple((name, value) for name, value in recorded.headers if name != "content-type")
        return Answer(body, content_type, recorded.status, self._changed.headers(headers))

    def _next_answer(self, request: Request, question: str) -> RecordedAnswer | None:
        """The answer to the same question; a HEAD that nobody recorded is answered as the GET was."""
        found = self._answers.get((request.method, question)) or (
            self._answers.get(("GET", question)) if request.method == "HEAD" else None
        )
        if not found:
            return None
        asked = digest_of(request.body)
        same = [answer for answer in found if answer.asked == asked] or ([] if asked is None else found[:1] if len(found) == 1 else [])
        if not same:
            return None
        place = self._given[(request.method, question, asked)]
        self._given[(request.method, question, asked)] += 1
        return same[min(place, len(same) - 1)]
