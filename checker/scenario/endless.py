"""Ends a script that does not let go: an endless loop without `await`, or a sleep that blocks, would hold up every site of the night.

Python cannot end another thread's work, but a signal's handler runs in the main thread between two of its steps, and may raise there.
"""

import signal
import sys
import threading
from collections import Counter
from types import FrameType, TracebackType
from typing import Self

_PATIENCE = 10  # looks in a row, a second apart, at which the script was found at work and nobody else had a turn
_SIGNAL = getattr(signal, "SIGVTALRM", None)  # Windows has none: there such a script holds up the run

_watched: Counter[str] = Counter()  # files of the scripts that are at work


class Endless(BaseException):
    """Raised in the midst of the script. It is no Exception, so that no script catches it by the way."""


class Watch:
    """Context manager around a script's work in the main thread; `beat` is to be called whenever others have had their turn.

    In another thread, or where there are no signals, nothing is watched.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._beats = 0
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def beat(self) -> None:
        self._beats += 1

    def __enter__(self) -> Self:
        if _SIGNAL is not None and threading.current_thread() is threading.main_thread():
            if not _watched:
                signal.signal(_SIGNAL, _raise_in_script)
            _watched[self._path] += 1
            self._thread = threading.Thread(target=self._look, name="watch over a script", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self._thread is not None:
            self._ended.set()
            self._thread.join()
            _watched[self._path] -= 1
            if not _watched[self._path]:
                del _watched[self._path]

    def _look(self) -> None:
        main = threading.main_thread().ident
        assert main is not None
        beats, found = self._beats, 0
        while not self._ended.wait(1.0):
            is_at_work = beats == self._beats and _is_in(sys._current_frames().get(main), {self._path})
            beats, found = self._beats, found + 1 if is_at_work else 0
            if found >= _PATIENCE:
                signal.pthread_kill(main, _SIGNAL or 0)


def _raise_in_script(_: int, frame: FrameType | None) -> None:
    if _is_in(frame, _watched):
        raise Endless(f"it let nobody else work for {_PATIENCE} s")


def _is_in(frame: FrameType | None, files: "Counter[str] | set[str]") -> bool:
    while frame is not None:
        if frame.f_code.co_filename in files:
            return True
        frame = frame.f_back
    return False
