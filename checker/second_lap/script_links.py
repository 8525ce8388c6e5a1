"""Names of columns that only a script follows: clicked on once the home page is seen, to hear where they would lead."""

import asyncio
from collections.abc import Collection

from checker.locating.columns.categories import category_of
from checker.locating.columns.labels import Label, labels_of, plain_address
from checker.locating.columns.phrases import page_texts
from checker.records.candidate import Piece
from checker.records.column import Category
from checker.records.column_candidate import ColumnCandidate, ColumnPlace
from checker.records.layout import Layout
from checker.rendering.session import PageTrouble
from checker.rendering.visit import Visit

_MOST = 6  # names that are clicked on
_ANSWER = 1.2  # seconds in which a script goes somewhere


def names_without_address(layout: Layout, wanted: Collection[Category]) -> list[Label]:
    """Names of the wanted categories that stand on the page and are no link to anywhere."""
    labels = [label for text in page_texts(layout) for label in labels_of(text)]
    found = [label for label in labels if label.address is None and label.box is not None and category_of(label.name) in wanted]
    return [label for label in found if label.pieces][:_MOST]


async def follow_scripts(visit: Visit, layout: Layout, wanted: Collection[Category]) -> list[ColumnCandidate]:
    """The columns that clicks lead to. The home page is held where it is: what it would go to is refused, and heard."""
    found = []
    for label in await asyncio.to_thread(names_without_address, layout, wanted):
        address = await _address_behind(visit, layout, label.pieces[0])
        if address is None:
            continue
        place = ColumnPlace("script", label.words, label.pieces, address)
        found.append(ColumnCandidate(label.name, address, category_of(label.name) or "other", (place,)))
    return found


async def _address_behind(visit: Visit, layout: Layout, piece: Piece) -> str | None:
    session, before = visit.session, visit.home.page.url
    opened: list[str] = []
    session.on("Page.windowOpen", lambda event: opened.append(event["url"]))
    heard = len(visit.incidents.acts)
    try:
        await session.call("press", await session.handle(piece.backend_id, layout.documents[piece.document].frame_id))
    except PageTrouble as trouble:
        visit.act("name not clicked", f"{piece.text}: {trouble}")
        return None
    await asyncio.sleep(_ANSWER)
    stayed = [act.detail for act in visit.incidents.acts[heard:] if act.what == "stayed"]
    after = visit.home.page.url
    leads = [*stayed, *opened, *([after] if after != before else [])]
    return next((address for address in leads if address.startswith("http") and plain_address(address) != plain_address(before)), None)
