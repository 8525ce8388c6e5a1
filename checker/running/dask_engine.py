"""The engine of many machines: the same visits on the workers of a Dask scheduler, whose evidence comes back with their answers.

The run folder is written here alone. A visit that was lost with its worker is made again by another one, and what the first had kept is
gone with it, so no site is lost and none is written twice.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import structlog
from distributed import Client, Future, KilledWorker

from checker.evidence.delivered import read_log_of, receive
from checker.evidence.run_folder import RunFolder
from checker.faults import CheckerFault, RunFault
from checker.records.column import LinkCheck
from checker.records.observation import Observation
from checker.records.site import Site
from checker.running import dask_worker
from checker.running.canary import CanarySeen
from checker.running.errand import Errand, pack
from checker.running.lanes import Lanes
from checker.running.provenance import BrowserTold, Start, hash_package
from checker.settings import Settings
from checker.timings import Timings
from checker.walk import now, without_page

_IN_HAND = 256  # sites that wait at the scheduler for a free worker, so that none is idle
_POLL = 2.0  # seconds between two looks at whether workers are there
_CLOSING = 20.0  # seconds in which workers end what is left

log = structlog.get_logger()


class Dask:
    """`address` is the scheduler's own. Visits go to whichever worker is free, those that come later too."""

    def __init__(self, address: str, errand: Errand, settings: Settings, timings: Timings) -> None:
        self._address = address
        self._wait = settings.engine_wait
        self._timings = timings
        self.lanes = Lanes(_IN_HAND)
        self._packed = pack(errand)
        self._run = secrets.token_hex(8)
        self._workers: dict[str, dict[str, Any]] = {}  # by id, what they say of themselves
        self._restarts: dict[str, int] = {}
        self._down: list[str] = []
        self._is_lost = False  # the scheduler
        self._client: Client | None = None
        self._errand: Future[Any] | None = None
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what they have to say of a lost connection, we say in a sentence
        try:
            client = Client(self._address, asynchronous=True, timeout=self._wait, set_as_default=False)  # type: ignore[no-untyped-call]  # its own
            self._client = await client
        except (OSError, ValueError, ImportError) as trouble:
            raise RunFault(
                f"No Dask scheduler answers at {self._address} ({type(trouble).__name__}; waited {self._wait:g} s). "
                "Check --engine, and that `dask scheduler` runs there and can be reached from here."
            ) from trouble
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        assert self._client is not None
        if self._watch is not None:
            self._watch.cancel()
        try:
            if self._errand is not None and not self._is_lost:
                async with asyncio.timeout(_CLOSING):
                    await self._client.run(dask_worker.close_post, self._run, on_error="ignore")
        except (OSError, TimeoutError, ValueError) as trouble:
            log.warning("workers were not told that the run is over: they find out by themselves", reason=type(trouble).__name__)
        finally:
            await self._client.close(timeout=_CLOSING)  # type: ignore[no-untyped-call]  # its own

    async def begin(self) -> Start:
        """Every worker that is there opens its browser and proves it by the canary; one that comes later does so before its first visit."""
        assert self._client is not None
        self._watch = asyncio.create_task(self._watch_workers(self._client))
        self._errand = self._client.submit(dask_worker.carry, self._packed, key=f"errand-{self._run}", pure=False)
        starts: list[Start] = []
        while not starts:
            there = self._client.run(dask_worker.open_post, self._run, self._packed, on_error="return")
            for told in (await self._unless_lost(there)).values():
                if isinstance(told, CheckerFault):
                    raise told
                if isinstance(told, OSError):
                    continue  # the worker went
                if isinstance(told, BaseException):
                    raise _not_ours(told) from told
                starts.append(self._meet(told))
            if not starts:
                await asyncio.sleep(_POLL / 2)
        log.info("workers are there", workers=len(starts))
        return replace(starts[0], hosts_down=list(self._down))

    async def visit(self, site: Site, run: RunFolder, look: int) -> Observation:
        evidence = await asyncio.to_thread(run.evidence, site.key)
        before = await asyncio.to_thread(read_log_of, evidence)
        try:
            sent = await self._ask(dask_worker.make_visit, site.model_dump_json(by_alias=True), look, before, key=f"{site.key}-{look}")
        except KilledWorker as trouble:
            folder = await asyncio.to_thread(run.site, site.key, look)
            observation = without_page(site, folder, now(), "our_fault", f"worker after worker died during the visit: {trouble}")
            text = observation.model_dump_json(by_alias=True, indent=1).encode()
            await asyncio.to_thread(folder.keep, "observation.json", text, "observation")
            return observation
        self._meet(sent)
        self._restarts[sent["worker"]["id"]] = sent["restarts"]
        self._timings.add_visit(look, sent["seconds"])
        await asyncio.to_thread(receive, evidence, sent["files"], sent["log"])
        name = "observation.json" if look == 1 else "again/observation.json"
        return Observation.model_validate_json(sent["files"][name])

    async def ask_again(self, first: Observation) -> list[LinkCheck]:
        text = first.model_dump_json(by_alias=True)
        sent = await self._ask(dask_worker.ask_links_again, text, key=f"{first.site.key}-links")
        return [LinkCheck.model_validate_json(link) for link in sent["links"]]

    def describe(self) -> dict[str, Any]:
        workers = list(self._workers.values())
        return {
            "engine": {"address": self._address, "workers": workers},
            # a reader wants words there: each of them, once
            "browser": "、".join(dict.fromkeys(worker["browser"]["product"] for worker in workers)),
            "vantage": "、".join(dict.fromkeys(worker["vantage"] for worker in workers)),
            "browser_restarts": sum(self._restarts.values()),
        }

    def hosts_down(self) -> list[str]:
        return self._down

    def _meet(self, told: dict[str, Any]) -> Start:
        """Notes who a worker is, the first time that it is heard of. Raises RunFault where it runs another checker."""
        worker, start = told["worker"], _start(told["start"])
        if worker["id"] not in self._workers:
            if worker["checker_sha256"] != hash_package():
                who = f"{worker['name']} on {worker['machine']['host']}"
                raise RunFault(
                    f"The worker {who} runs another checker (version {worker['checker_version']}, other files): "
                    "install the same one on every machine."
                )
            self._workers[worker["id"]] = {
                **worker,
                "browser": {**told["start"]["browser"], "hash": start.browser_hash},
                "clock": start.clock,
                "canary": start.canary.states,
                "profile": start.canary.profile,
            }
            self._down = [*self._down, *(host for host in start.hosts_down if host not in self._down)]
        return start

    async def _ask(self, work: Callable[..., Any], *given: Any, key: str) -> dict[str, Any]:
        """One task's answer. Raises CheckerFault, KilledWorker."""
        assert self._client is not None
        future = self._client.submit(work, self._errand, self._run, *given, key=f"checker-{self._run}-{key}", pure=False)
        try:
            answer: dict[str, Any] = await self._unless_lost(future.result())
            return answer
        except (CheckerFault, KilledWorker):
            raise
        except Exception as trouble:
            raise _not_ours(trouble) from trouble
        finally:
            future.release()  # type: ignore[no-untyped-call]  # its own

    async def _unless_lost(self, asked: Coroutine[Any, Any, Any]) -> Any:
        """What is asked for, while there are workers. Raises RunFault where there are none any more, or the scheduler is gone."""
        assert self._watch is not None
        task = asyncio.ensure_future(asked)
        try:
            await asyncio.wait({task, self._watch}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                await self._watch  # raises
            return task.result()
        except CancelledError as trouble:  # not asyncio's: the scheduler's word for work that it lost
            self._is_lost = True
            raise RunFault(f"The Dask scheduler at {self._address} was lost, or let go of the run's work.") from trouble
        finally:
            task.cancel()

    async def _watch_workers(self, client: Client) -> None:
        """Ends with RunFault when nobody has been there for as long as is waited."""
        last, somebody = time.monotonic(), False
        while True:
            try:
                assert client.scheduler is not None
                async with asyncio.timeout(self._wait):
                    told = await client.scheduler.identity(n_workers=0)
                if told["total_threads"]:
                    last, somebody = time.monotonic(), True
            except (OSError, TimeoutError, ValueError) as trouble:
                log.debug("the scheduler does not answer", reason=str(trouble))
            if time.monotonic() - last >= self._wait:
                what = "All workers are gone from" if somebody else "No worker has come to"
                raise RunFault(f"{what} the Dask scheduler at {self._address} (waited {self._wait:g} s): start some with `dask worker`.")
            await asyncio.sleep(min(_POLL, self._wait / 4))


def _start(plain: dict[str, Any]) -> Start:
    told = {**plain, "browser": BrowserTold(**plain["browser"]), "canary": CanarySeen(**plain["canary"])}
    return Start(**told)


def _not_ours(trouble: BaseException) -> RunFault:
    return RunFault(
        f"A worker could not do its work ({type(trouble).__name__}: {trouble}). "
        "Every worker needs the same checker, its browser and fonts: `checker doctor` there says what is missing."
    )
