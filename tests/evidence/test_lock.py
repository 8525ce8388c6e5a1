"""Two processes do not write one run, and a dead process holds nothing."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from checker.evidence.lock import FolderLock
from checker.faults import UsageFault

HOLD = (
    "import sys, time, pathlib; from checker.evidence.lock import FolderLock\n"
    "lock = FolderLock(pathlib.Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
)


def test_another_process_is_named(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(UsageFault, match=rf"being written by another checker \(process {holder.pid}\).*--run-id"):
            FolderLock(tmp_path)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    FolderLock(tmp_path).release()
    assert list(tmp_path.iterdir()) == []


def test_who_waits_gets_it(tmp_path: Path) -> None:
    """Many threads, one at a time, though each removes the file that the next one stands before."""
    inside = 0
    most = 0

    def pass_through() -> None:
        nonlocal inside, most
        for _ in range(30):
            door = FolderLock(tmp_path, wait=True)
            inside += 1
            most = max(most, inside)
            inside -= 1
            door.release()

    threads = [threading.Thread(target=pass_through) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list(tmp_path.iterdir()) == []
