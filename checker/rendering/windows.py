"""What a click opens beside the page: windows are heard, and their first request is asked about before it goes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from playwright.async_api import Error, Request, Route

from checker.rendering.lifecycle import READING
from checker.rendering.open_page import OpenPage


class Windows:
    """Of one page; `may_send` is asked with method and address whether a window may send a form."""

    def __init__(self, opened: OpenPage, may_send: Callable[[str, str], bool]) -> None:
        self._opened = opened
        self._may_send = may_send
        self.heard: list[str] = []  # addresses, since the last `begin`
        opened.session.on("Page.windowOpen", lambda event: self.heard.append(event["url"]))

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """While a click works. No session of ours hears a window from its beginning, so Playwright asks of every request meanwhile; and no
        longer, since it answers the browser's own questions (CORS) for the site then."""
        self.heard.clear()
        context = self._opened.page.context
        await context.route("**/*", self._judge)
        try:
            yield
        finally:
            await context.unroute("**/*", self._judge)

    async def _judge(self, route: Route) -> None:
        request = route.request
        refused = self._is_of_window(request) and request.method not in READING and not self._may_send(request.method, request.url)
        try:
            await (route.abort() if refused else route.continue_())
        except Error as gone:
            self._opened.incidents.act("request gone", gone.message.partition("\n")[0])

    def _is_of_window(self, request: Request) -> bool:
        if not request.is_navigation_request():
            return False
        try:
            frame = request.frame
        except Error:  # a window that is only now on its way has no frame yet
            return True
        return frame.parent_frame is None and frame.page is not self._opened.page
