"""A page that gives no answer is opened once more before its column is given up: a busy machine is nothing of the site's.

A machine cannot be made to stand still at will, so the silence is put in where it was met: at the reading of a page's layout.
"""

import pytest

from checker.records.layout import Layout
from checker.rendering.column_page import ColumnPage
from checker.rendering.session import PageTrouble
from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAGES = {
    "/": home(("通知公告", "/tz/")),
    "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
    "/tz/": in_frame("通知公告", listing(rows(20, 8))),
}


def silence(monkeypatch: pytest.MonkeyPatch, path: str, times: int) -> None:
    """Lets the page under `path` give no answer so many times."""
    read, left = ColumnPage.layout, [times]

    async def layout(page: ColumnPage) -> Layout:
        if page.address.endswith(path) and left[0] > 0:
            left[0] -= 1
            raise PageTrouble("Runtime.evaluate: no answer in 3 s")
        return await read(page)

    monkeypatch.setattr(ColumnPage, "layout", layout)


async def test_a_column_that_was_silent_once_is_read(look: LookAt, monkeypatch: pytest.MonkeyPatch) -> None:
    silence(monkeypatch, "/tz/", 1)
    async with SmallSite(PAGES) as site:
        seen = await look(site)
        assert (site.asked("/tz/"), site.asked("/yw/")) == (2, 1)
    column = by_name(seen)["通知公告"]
    assert (column.pages[0].state, len(column.pages[0].items), column.ended) == ("read", 8, "all")
    assert [act.what for act in seen.acts if act.what.startswith("column")] == ["column opened again"]


async def test_a_column_that_stays_silent_is_given_up_after_two_tries(look: LookAt, monkeypatch: pytest.MonkeyPatch) -> None:
    silence(monkeypatch, "/tz/", 9)
    async with SmallSite(PAGES) as site:
        seen = await look(site)
        assert site.asked("/tz/") == 2
    column = by_name(seen)["通知公告"]
    assert (column.pages[0].state, column.pages[0].items, column.ended) == ("failed", [], "failed")
    assert [act.what for act in seen.acts if act.what.startswith("column")] == ["column opened again", "column not read"]
    assert by_name(seen)["水务要闻"].pages[0].state == "read"
