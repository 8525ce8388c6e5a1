"""Where a click on the home page leads that no address tells: the page is held where it is, and heard."""

import asyncio
from collections import deque

from checker.locating.columns.labels import plain_address
from checker.records.candidate import Piece
from checker.records.layout import Layout
from checker.rendering.session import PageTrouble
from checker.rendering.visit import Visit

ANSWER = 1.2  # seconds in which a script goes somewhere
_STEP = 0.1
_HEARD = 20  # addresses: a page may want to leave without end


class Leads:
    """Hears where the home page wants to go: what is refused to it, and windows that it opens."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._heard: deque[str] = deque(maxlen=_HEARD)
        visit.session.on("Page.windowOpen", lambda event: self._heard.append(event["url"]))
        visit.home.life.on_refused = self._heard.append

    async def behind(self, layout: Layout, piece: Piece) -> str | None:
        """The address that a click on the piece leads to; null where none is heard of in time."""
        session, before = self._visit.session, self._visit.home.page.url
        self._heard.clear()
        try:
            await session.call("press", await session.handle(piece.backend_id, layout.documents[piece.document].frame_id))
        except PageTrouble as trouble:
            self._visit.act("not clicked", f"{piece.text}: {trouble}")
            return None
        for _ in range(round(ANSWER / _STEP)):
            await asyncio.sleep(_STEP)
            after = self._visit.home.page.url
            leads = [*self._heard, *([after] if after != before else [])]
            found = [address for address in leads if address.startswith("http") and plain_address(address) != plain_address(before)]
            if found:
                return found[0]
        return None
