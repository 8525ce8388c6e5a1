"""The picture of the whole page: all of it, each part once, and the page none the wiser."""

import io
from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from checker.records.base import Box
from checker.rendering.pictures import (
    Pixels,
    capture_page,
    capture_region,
    capture_viewport,
    is_blank,
    read_picture,
    read_pixels,
    write_png,
)
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


def stripes(count: int, height: int) -> str:
    """Bands of `height` px; the colour of each tells its number: red in steps of 8, green in steps of 32."""
    bands = "".join(
        f'<div style="height:{height}px;background:rgb({number % 32 * 8},{number // 32 * 32},90)"></div>' for number in range(count)
    )
    return f'<body style="margin:0">{bands}</body>'


def bands_of(pixels: Pixels, height: int) -> list[int]:
    """The number of the band that stands in the middle of each stretch of `height` px."""
    middle = pixels[height // 2 :: height, 700].astype(int)
    return [round(red / 8) + 32 * round(green / 32) for red, green, _ in middle]


async def test_a_page_of_20000_px_is_whole_in_its_picture(pages: LivePages) -> None:
    async with pages.open(stripes(200, 100)) as (_, session):
        shot = await capture_page(session, 30_000)
    pixels = read_pixels(shot.data)
    assert (shot.width, shot.height) == (1366, 20_000)
    assert pixels.shape == (20_000, 1366, 3)
    assert bands_of(pixels, 100) == list(range(200))


async def test_a_page_beyond_the_limit_is_cut_there(pages: LivePages) -> None:
    async with pages.open(stripes(200, 100)) as (_, session):
        shot = await capture_page(session, 9_000)
    assert bands_of(read_pixels(shot.data), 100) == list(range(90))


async def test_a_short_page_fills_the_viewport(pages: LivePages) -> None:
    async with pages.open('<body style="margin:0">短') as (_, session):
        shot = await capture_page(session, 30_000)
    assert (shot.width, shot.height) == (1366, 768)


async def test_a_page_wider_than_the_viewport_is_whole(pages: LivePages) -> None:
    async with pages.open('<body style="margin:0"><div style="width:1800px;height:50px;background:#00f"></div>') as (_, session):
        shot = await capture_page(session, 30_000)
    pixels = read_pixels(shot.data)
    assert shot.width == 1800
    assert pixels[20, 1790, 2] > 200
    assert pixels[20, 1790, 0] < 60


WATCHED = """<body style="margin:0"><script>
window.seen = [];
addEventListener('resize', () => { seen.push('resize ' + innerWidth + 'x' + innerHeight); document.body.classList.add('resized') });
addEventListener('scroll', () => seen.push('scroll ' + scrollY));
new ResizeObserver(() => seen.push('observed ' + innerWidth + 'x' + innerHeight)).observe(document.documentElement);
</script><style>.resized section{background:#f00!important;height:40px} section{height:100vh;background:#ccc}
header{position:fixed;top:0;left:0;right:0;height:60px;background:#00f}</style>
<header></header><section></section><section style="background:#aaa"></section><section style="background:#888"></section></body>"""
MEASURE = """() => [innerWidth, innerHeight, scrollX, scrollY, document.documentElement.scrollHeight,
  ...Array.from(document.querySelectorAll('*'), (e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] })]"""


async def test_the_page_is_not_changed_by_its_picture(pages: LivePages) -> None:
    """Sections of 100vh keep their height, handlers of resize and scroll hear nothing, the document's size is the picture's.

    An observer of sizes may see one frame at 1×1 (`_without_resize` says why), but always the right size after it.
    """
    async with pages.open(WATCHED) as (page, session):
        await page.evaluate("() => new Promise(requestAnimationFrame)")
        before, heard = await page.evaluate(MEASURE), await page.evaluate("seen.length")
        shot = await capture_page(session, 30_000)
        await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        assert await page.evaluate(MEASURE) == before
        assert await page.evaluate(f"seen.slice({heard})") in ([], ["observed 1x1", "observed 1366x768"])
    assert (shot.width, shot.height) == (1366, 3 * 768)
    greys = read_pixels(shot.data)[[400, 768 + 400, 1536 + 400], 600, 0].astype(int)
    assert np.abs(greys - [0xCC, 0xAA, 0x88]).max() <= 3


async def test_a_fixed_header_stands_once_at_the_top(pages: LivePages) -> None:
    for count in (30, 200):  # one capture, and several
        header = '<header style="position:fixed;top:0;left:0;right:0;height:60px;background:#fff"></header>'
        async with pages.open(stripes(count, 100).replace("</body>", header + "</body>")) as (_, session):
            pixels = read_pixels((await capture_page(session, 30_000)).data)
        white = (pixels[:, 600] > 240).all(axis=1)
        assert np.flatnonzero(white).tolist() == list(range(60)), f"{count} bands"


async def test_a_region_is_taken_where_it_stands_and_without_loss(pages: LivePages) -> None:
    spot = '<i style="position:absolute;left:30px;top:1500px;width:7px;height:5px;background:#123456"></i>'
    async with pages.open(f'<body style="margin:0;height:3000px">{spot}') as (page, session):
        await page.evaluate("scrollTo(0, 1200)")
        pixels = await capture_region(session, Box(20, 1490, 30, 30))
    assert pixels.shape == (30, 30, 3)
    inked = (pixels == (0x12, 0x34, 0x56)).all(axis=2)
    assert (np.flatnonzero(inked.any(axis=1)).tolist(), np.flatnonzero(inked.any(axis=0)).tolist()) == ([*range(10, 15)], [*range(10, 17)])
    assert (pixels[~inked] == 255).all()


async def test_the_viewport_is_taken_as_it_is(pages: LivePages) -> None:
    async with pages.open(stripes(40, 100)) as (page, session):
        await page.evaluate("scrollTo(0, 1000)")
        pixels = read_pixels(await capture_viewport(session))
    assert pixels.shape == (768, 1366, 3)
    assert bands_of(pixels, 100)[:7] == list(range(10, 17))


async def test_pixels_are_written_and_read_without_loss() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (12, 34, 3)).astype(np.uint8)
    assert (read_pixels(write_png(pixels)) == pixels).all()


@pytest.mark.parametrize(("spot", "blank"), [(None, True), ((0, 0, 0), False), ((215, 215, 215), False)])
@pytest.mark.parametrize("height", [300, 1200])  # the spot on the first screen, or below it
async def test_a_page_of_one_colour_is_blank(spot: tuple[int, int, int] | None, blank: bool, height: int) -> None:
    picture = Image.new("RGB", (400, height), (236, 236, 236))
    if spot:
        picture.paste(spot, (100, height - 200, 130, height - 184))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    assert is_blank(read_picture(out.getvalue())) is blank
