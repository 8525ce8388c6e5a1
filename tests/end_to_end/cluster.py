"""A Dask scheduler and its workers on loopback, each a process of its own, as `dask scheduler` and `dask worker` start them."""

import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from tests.end_to_end.calling import environment
from tests.end_to_end.town import closed_port

_STARTING = 60.0  # seconds, on a machine that is busy with others


class Cluster:
    """`workers` are added by `add_worker`, each for `threads` sites at once, none of which is started anew when it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = closed_port()
        self.address = f"dask://127.0.0.1:{self._port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        self._start("scheduler", "scheduler", f"--host=127.0.0.1 --port={self._port} --no-dashboard")
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        for process in reversed(self._all):
            process.terminate()
        for process in self._all:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:  # one that still waits for the others, which were ended with it
                process.kill()
                process.wait(10)

    def add_worker(self, threads: int = 2) -> None:
        name = f"w{len(self.workers) + 1}"
        own = f"tcp://127.0.0.1:{self._port} --name={name} --nthreads={threads} --no-nanny --no-dashboard"
        self.workers.append(self._start("worker", name, f"{own} --local-directory={self._folder / name}"))

    def wait(self) -> None:
        """Until every worker has said that it is there."""
        end = time.monotonic() + _STARTING
        while not all("Registered to" in self.said(f"w{n}") for n in range(1, len(self.workers) + 1)):
            assert time.monotonic() < end, "workers did not start"
            time.sleep(0.1)

    def end_scheduler(self) -> None:
        self._all[0].kill()

    def is_visiting(self, number: int) -> bool:
        """Whether that worker is in the midst of a visit, of which it has kept a picture already."""
        return any((self._folder / f"w{number + 1}").glob("**/checker-visit-*/sites/*/*.jpg"))

    def said(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text()

    def _start(self, what: str, name: str, words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, *words.split()]
        with (self._folder / f"{name}.log").open("w") as stream:
            process = subprocess.Popen(
                command, stdout=stream, stderr=stream, cwd=self._folder, env=environment(None, fast=True), start_new_session=True
            )
        self._all.append(process)
        return process
