"""The archive of the settled home page: taken beside its picture, written when the page is seen and proven."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from checker.rendering.guard import Guard
from checker.rendering.open_page import OpenPage
from checker.rendering.page_archive import INDEX, take_apart, take_whole
from checker.rendering.session import PageTrouble
from checker.settings import Settings

_PATIENCE = 0.1  # of the site's deadline: in this time a page has written its archive
_NO_MORE = 0.8  # of the site's deadline, after which none is begun: what was seen must not be lost for it

KeepFile = Callable[[str, bytes, str], Awaitable[str]]
Tell = Callable[[str, str], None]


class PageArchiver:
    """Takes the archive of one visit's page where the settings want it. Writing waits: the visit's deadline runs while it is looked at."""

    def __init__(self, home: OpenPage, guard: Guard, settings: Settings, tell: Tell, began: float, *, is_second: bool) -> None:
        """`began`: when the visit did, `time.monotonic()`."""
        self._home = home
        self._guard = guard
        self._settings = settings
        self._tell = tell
        self._began = began
        self._is_wanted = settings.page_archive == "every" or (settings.page_archive == "accused" and is_second)
        self._taken: tuple[bytes, str, str] | None = None  # MHTML, address, moment

    async def take(self) -> None:
        """The page as it stands there now. A page that gives none is seen all the same, and that it gave none is told."""
        if not self._is_wanted:
            return
        limit, came = self._settings.page_archive_bytes, self._guard.bytes_received
        if came > limit:  # before it is asked: an archive is not smaller than what came
            self._tell("page archive not kept", f"the page brought {came} bytes: more than the setting page_archive_bytes")
            return
        deadline = self._settings.site_deadline
        if time.monotonic() > self._began + _NO_MORE * deadline:
            self._tell("page archive not kept", "the time for the whole visit is nearly over")
            return
        moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        try:
            answer = await self._home.session.send("Page.captureSnapshot", {"format": "mhtml"}, seconds=_PATIENCE * deadline)
        except PageTrouble as trouble:
            await self._home.raise_if_gone()
            self._tell("page archive not kept", str(trouble))
            return
        mhtml = str(answer["data"]).encode()
        if len(mhtml) > 2 * limit:  # base64 makes a third more
            self._tell("page archive not kept", f"{len(mhtml)} bytes: more than twice the setting page_archive_bytes")
            return
        self._taken = (mhtml, self._home.page.url, moment)

    async def keep(self, keep_file: KeepFile) -> None:
        """Writes the newest archive that was taken: its parts, then their index."""
        if self._taken is None:
            return
        index, parts = take_apart(*self._taken)
        if len(parts) > self._settings.page_archive_parts:
            index, parts = take_whole(*self._taken)
        for name, part in parts.items():
            await keep_file(name, part, "part of the page archive")
        await keep_file(INDEX, index.model_dump_json(by_alias=True, exclude_defaults=True).encode(), "index of the page archive")
