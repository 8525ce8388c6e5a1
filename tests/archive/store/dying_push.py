"""A push that dies at the Nth thing it does to a disk; run as a program, told on stdin.

Each line `ARCHIVE STORE N` pushes the run n2 in a child that dies at its Nth step, and is answered by `whole`, where the way has no Nth
step, or `killed`.
"""

import os
import sys
from pathlib import Path

from checker.archive.store.opening import open_place
from checker.archive.store.pushing import push_run
from checker.archive.store.visits import push_visits
from checker.evidence.run_folder import RunFolder
from checker.settings import Settings
from tests.evidence.dying import die_at


def push(archive: Path, store: str) -> None:
    with open_place(store, Settings()) as place:
        push_run(place, RunFolder.open(archive / "n2"))
        push_visits(place, archive)


def main() -> None:
    for line in sys.stdin:
        archive, store, step = line.split()
        pid = os.fork()
        if pid == 0:
            die_at(int(step))
            push(Path(archive), store)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else "whole\n" if status == 0 else "failed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
