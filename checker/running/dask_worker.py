"""What a Dask worker does for a run: one warm browser for each run and process, and any number of visits at once in its event loop.

A task takes one of the worker's threads for as long as it lasts, though it runs in the loop, so `--nthreads` says how many sites a worker
visits at once. Everything that comes and goes is plain: a worker of another version is then told so, and not by a riddle.
"""

import asyncio
import os
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog
from distributed import Worker, get_worker

import checker
from checker.evidence.delivered import begin_elsewhere, pack_files, read_log_of
from checker.evidence.site_folder import SiteFolder
from checker.faults import CheckerFault
from checker.journal import open_journal
from checker.records.observation import Observation
from checker.records.site import Site
from checker.running.errand import unpack
from checker.running.machine import describe_machine
from checker.running.provenance import describe_libraries, hash_package, tell_vantage, utc_now
from checker.running.station import Station
from checker.settings import Settings
from checker.timings import Timings

Plain = dict[str, Any]
_IDLE = 120.0  # seconds after which a browser goes that nobody has asked for: its run may have been killed

log = structlog.get_logger()


class Post:
    """What this process holds for one run: a station, opened with the first call, closed by the run or when nobody comes any more."""

    def __init__(self, errand: Plain, worker: str, name: str, folder: Path) -> None:
        self.worker = worker
        self._errand = errand
        self._name = name
        self._folder = folder
        self._stack = AsyncExitStack()
        self._opened = asyncio.create_task(self._open())
        self._calls: set[asyncio.Task[Any]] = set()
        self._last = time.monotonic()

    async def open(self) -> tuple[Station, Plain]:
        """The station, and what this worker says of itself. Raises CheckerFault."""
        return await asyncio.shield(self._opened)

    @asynccontextmanager
    async def call(self) -> AsyncIterator[Station]:
        """One visit, or what else is asked of the station; `close` ends it."""
        task = asyncio.current_task()
        assert task is not None
        self._calls.add(task)
        try:
            yield (await self.open())[0]
        finally:
            self._calls.discard(task)
            self._last = time.monotonic()

    @property
    def is_idle(self) -> bool:
        return self._opened.done() and not self._calls and time.monotonic() - self._last > _IDLE

    def scratch(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix="checker-visit-", dir=self._folder)

    async def close(self) -> None:
        for task in [*self._calls, self._opened]:
            task.cancel()
        await asyncio.gather(*self._calls, self._opened, return_exceptions=True)
        await self._stack.aclose()

    async def _open(self) -> tuple[Station, Plain]:
        try:
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="checker-errand-", dir=self._folder)))
            errand = await asyncio.to_thread(unpack, self._errand, folder)
            station = await self._stack.enter_async_context(Station(errand))
            start = await station.begin()
            return station, {"start": asdict(start), "worker": await asyncio.to_thread(self._describe, errand.settings)}
        except BaseException:
            await self._stack.aclose()
            raise

    def _describe(self, settings: Settings) -> Plain:
        return {
            "id": self.worker,
            "name": self._name,
            "process": f"{socket.gethostname()}:{os.getpid()}",
            "begun": utc_now(),
            "vantage": tell_vantage(settings),
            "checker_version": checker.__version__,
            "checker_sha256": hash_package(),
            "libraries": describe_libraries(),
            "machine": describe_machine(),
        }


_posts: dict[str, Post] = {}


async def carry(errand: Plain) -> Plain:
    """Holds the errand in the engine, for the visits that need it: where the worker that holds it dies, it is made again."""
    return errand


async def open_post(run: str, errand: Plain, dask_worker: Worker) -> Plain:
    """What this worker says of itself, when its browser has proven itself. The engine fills in `dask_worker`. Raises CheckerFault."""
    with _named(dask_worker):
        return (await _post(run, errand, dask_worker).open())[1]


async def make_visit(errand: Plain, run: str, site: str, look: int, site_log: bytes) -> Plain:
    """One look at one site, in a folder that goes again: whoever asked gets everything."""
    worker = get_worker()
    post = _post(run, errand, worker)
    visited = Site.model_validate_json(site)
    with structlog.contextvars.bound_contextvars(site=visited.key), _named(worker), post.scratch() as scratch:
        async with post.call() as station:
            evidence = await asyncio.to_thread(begin_elsewhere, Path(scratch), visited.key, site_log)
            folder = SiteFolder(evidence, look)
            await asyncio.to_thread(folder.note, "visited_by", worker=post.worker)
            timings = Timings()
            with timings.visit(look):
                await station.observe(visited, folder)
            files, grown = await asyncio.to_thread(pack_files, evidence), await asyncio.to_thread(read_log_of, evidence)
            told = (await post.open())[1]
            return {"files": files, "log": grown, "restarts": station.restarts, "seconds": timings.seconds_of(look), **told}


async def ask_links_again(errand: Plain, run: str, first: str) -> Plain:
    """The links of a look, those that looked dead with their second answer."""
    worker = get_worker()
    with _named(worker):
        async with _post(run, errand, worker).call() as station:
            links = await station.ask_links_again(Observation.model_validate_json(first))
    return {"links": [link.model_dump_json(by_alias=True) for link in links]}


async def close_post(run: str) -> None:
    """The run is over, or was interrupted: its visits end, and its browser goes."""
    if (post := _posts.pop(run, None)) is not None:
        await post.close()


@contextmanager
def _named(worker: Worker) -> Iterator[None]:
    """A fault that ends the run says on which machine it is to be mended."""
    try:
        yield
    except CheckerFault as fault:
        raise type(fault)(f"Worker {worker.name} on {socket.gethostname()}: {fault}") from fault


def _post(run: str, errand: Plain, worker: Worker) -> Post:
    if not _posts:
        open_journal()
    if run not in _posts:
        _posts[run] = Post(errand, worker.id, str(worker.name), Path(worker.local_directory))
        watch = asyncio.create_task(_close_when_idle(run, _posts[run]))
        _watches.add(watch)
        watch.add_done_callback(_watches.discard)
    return _posts[run]


_watches: set[asyncio.Task[None]] = set()


async def _close_when_idle(run: str, post: Post) -> None:
    """Also where opening it failed: whoever asks next finds out anew."""
    while _posts.get(run) is post:
        await asyncio.sleep(1.0)
        failed = post._opened.done() and (post._opened.cancelled() or post._opened.exception() is not None)
        if failed or post.is_idle:
            await close_post(run)
