"""What a page says in its console, up to a limit, after which nobody listens: a script may write there without end."""

import time

from playwright.async_api import ConsoleMessage, Page

from checker.records.network import ConsoleLine

_LEVELS = {"error", "warning", "assert"}
_HEARD = 10  # times as many messages of all levels are heard as are kept
_LONGEST = 500  # characters of a line


class Console:
    """Warnings and errors of one page, at most `most`; `ended` where there was more."""

    def __init__(self, page: Page, most: int) -> None:
        self._page = page
        self._most = most
        self._heard = 0
        self._began = time.monotonic()
        self.lines: list[ConsoleLine] = []
        self.ended = False
        if most:
            page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if self.ended:
            return
        self._heard += 1
        if len(self.lines) == self._most or self._heard > _HEARD * self._most:
            self.ended = True
            self._page.remove_listener("console", self._hear)
            return
        if message.type in _LEVELS:
            place = message.location
            at = f"{place['url'][:_LONGEST]}:{place['lineNumber']}" if place.get("url") else ""
            seconds = round(time.monotonic() - self._began, 2)
            self.lines.append(ConsoleLine(seconds=seconds, level=message.type, text=message.text[:_LONGEST], at=at))
