"""The head of a server's answer on its way to the browser: every byte as it came, but nobody may speak in the guard's name."""

import re

_START = re.compile(rb"http/\d\.\d +(\d{3})", re.IGNORECASE)
_SLOP = 4  # bytes of rubbish before the status line that a browser forgives
_START_LENGTH = 24  # with these, all that tells the status is there
_HEAD_END = re.compile(rb"\n\r?\n")
_OWN = re.compile(rb"(?<=[\r\n])x(?=-checker-)", re.IGNORECASE)  # a browser takes a bare CR for a line's end as well
_HELD = 13  # longer than what either of the two needs to be seen whole


class AnswerHead:
    """Lets an answer through in pieces; header names that are the guard's own are made others of the same length.

    `status` is the last status seen: null before one came, and for ever where the answer has no head (HTTP/0.9).
    """

    def __init__(self) -> None:
        self.status: int | None = None
        self._held = b""
        self._from = 0  # where in the held bytes the head's end may stand
        self._in_head = False
        self._is_over = False

    def pass_on(self, data: bytes) -> bytes:
        """What may go on now; a few bytes of an unfinished head stay until the next call."""
        passed = b""
        data = self._held + data
        self._held = b""
        while data and not self._is_over:
            if not self._in_head:
                if len(data) < _START_LENGTH and not _HEAD_END.search(data, _SLOP + 4):
                    self._held = data
                    return passed
                self._begin(data)
                continue
            end = _HEAD_END.search(data, self._from)
            if end is None:
                named = _OWN.sub(b"y", data)
                self._held = named[-_HELD:]
                self._from = 0
                return passed + named[:-_HELD]
            passed += _OWN.sub(b"y", data[: end.end()])
            data = data[end.end() :]
            self._in_head = False
            self._is_over = self.status is None or self.status == 101 or self.status >= 200  # else the true answer is still to come
        return passed + data

    def rest(self) -> bytes:
        """What was kept back, when nothing more will come."""
        rest, self._held = self._held, b""
        return rest

    def _begin(self, data: bytes) -> None:
        found = data[: _SLOP + 4].lower().find(b"http")
        start = _START.match(data, found) if found >= 0 else None
        self._in_head = found >= 0
        self._is_over = not self._in_head
        self._from = max(0, found)
        self.status = int(start[1]) if start else None
