"""Every home page of tests/sites/columns/ is opened in real Chromium: the columns that are found must be those a person finds, no other."""

from urllib.parse import urljoin

import pytest
from playwright.async_api import BrowserContext

from checker.locating.columns import find_columns, is_entrance
from checker.locating.columns.labels import ReadWords
from checker.locating.image_maps import areas_of
from checker.locating.links import find_node, link_of
from checker.records.candidate import Piece
from checker.records.column_candidate import ColumnCandidate
from checker.records.layout import Layout
from checker.records.site import Site
from checker.rendering.session import Session
from checker.rendering.snapshot import take_snapshot
from tests.sites.home_columns import HomePage, read_home_pages

PAGES = read_home_pages()


def _parameter(page: HomePage) -> object:
    reason = page.expected.known_failure
    return pytest.param(page, id=page.path, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("fixture", [_parameter(page) for page in PAGES])
async def test_home_page(fixture: HomePage, site_files: str, chinese_desktop: BrowserContext) -> None:
    expected = fixture.expected
    page = await chinese_desktop.new_page()
    try:
        session = await Session.open(page)
        await page.goto(f"{site_files}columns/{fixture.path}/index.html")
        start = page.url
        layout = await take_snapshot(session)
    finally:
        await page.close()
    found = find_columns(
        layout, Site(key="a", url=start), _reader(layout, {urljoin(start, way): words for way, words in expected.pictures.items()})
    )
    wanted = sorted((name, urljoin(start, way) if way else "", category, how) for name, way, category, how in expected.columns)
    got = sorted((one.name, one.address or "", "directory" if one.is_directory else one.category, one.how) for one in found)
    wrong = [f"missing: {row}" for row in wanted if row not in got] + [f"too many: {row}" for row in got if row not in wanted]
    by_name = {one.name: one for one in found}
    assert not wrong, "\n".join([expected.shows, *wrong])
    assert len(got) == len(wanted)
    assert {name: len(by_name[name].items) for name in expected.items} == expected.items
    assert {name: _head(by_name[name]) for name in expected.heads} == expected.heads
    assert {name: sorted(place.how for place in by_name[name].places) for name in expected.places} == {
        name: sorted(ways) for name, ways in expected.places.items()
    }
    assert sorted(one.name for one in found if one.opens_by_click) == sorted(expected.clicks)
    assert is_entrance(layout, found) == expected.entrance
    _can_be_proven(layout, found)


def _reader(layout: Layout, words: dict[str, str]) -> ReadWords:
    """Reads the pictures that the fixture tells of, and nothing on all others."""

    def read(piece: Piece) -> str | None:
        document, node = layout.documents[piece.document], find_node(layout, piece)
        if node is not None and piece.part is not None:
            node = next(area for area, box in areas_of(document, node) if box == piece.box)
        return words.get((link_of(document, node) if node is not None else None) or "")

    return read


def _head(candidate: ColumnCandidate) -> str | None:
    place = candidate.places[0]
    return place.head.text if place.head is not None and place.opens_by_hover else None


def _can_be_proven(layout: Layout, found: list[ColumnCandidate]) -> None:
    """Every place names pieces that stand in the page, and their text is the page's own."""
    for candidate in found:
        for place in candidate.places:
            assert place.pieces, candidate.name
            for piece in place.pieces:
                node = find_node(layout, piece)
                assert node is not None
                if piece.form == "text":
                    assert (node.text or "")[piece.start : piece.end] == piece.text
            if place.is_open:
                assert place.box is not None
                assert place.box.width > 0


def test_the_collection_is_large_enough() -> None:
    assert len(PAGES) >= 25
    assert len({page.make for page in PAGES}) >= 15
