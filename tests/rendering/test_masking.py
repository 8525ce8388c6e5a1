"""What is masked in a picture is gone: even grey on every letter; nobody's name or number is read there any more, and subjects are."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from checker.locating.columns import personal_boxes
from checker.records.base import Box
from checker.rendering.masking import mask_picture
from checker.rendering.pictures import capture_page, read_pixels, write_jpeg
from checker.rendering.reading import can_read, read_regions
from checker.rendering.snapshot import take_snapshot
from tests.rendering.live_pages import LivePages
from tests.sites.column_page import FOLDER

LETTERS = sorted(file.parent.relative_to(FOLDER).as_posix() for file in (FOLDER / "letters").glob("*/*/index.html"))
NAMES = ("刘某国", "陈小满", "赵一禾", "孙知夏", "刘**", "陈**")
NUMBERS = ("13900001111", "13900002222", "13900003333", "9990001")
HEIGHT = 6000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def pictures_of(path: str, pages: LivePages) -> tuple[bytes, bytes, list[Box]]:
    """A page as it is, masked, and its boxes."""
    async with pages.open("", files_of(FOLDER / path)) as (page, session):
        await page.wait_for_load_state("networkidle")
        layout = await take_snapshot(session)
        shot = await capture_page(session, HEIGHT)
    boxes = personal_boxes(layout)
    return shot.data, await asyncio.to_thread(mask_picture, shot.data, boxes), boxes


def read_words(picture: bytes, region: Box) -> str:
    """Everything that is read in a part of a picture, enlarged."""
    return "\n".join(line.text for line in read_regions(picture, [region], 1.5))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", LETTERS)
async def test_every_box_is_even_and_nothing_else_has_changed(path: str, pages: LivePages) -> None:
    plain, masked, boxes = await pictures_of(path, pages)
    before, after = read_pixels(plain).astype(int), read_pixels(masked).astype(int)
    assert before.shape == after.shape
    touched = np.zeros(before.shape[:2], bool)
    for box in boxes:
        top, bottom, left, right = int(box.y), int(np.ceil(box.bottom)), int(box.x), int(np.ceil(box.right))
        inside = after[max(0, top) : bottom, max(0, left) : right]
        assert np.ptp(inside, axis=(0, 1)).max(initial=0) <= 32, f"{box}: something shows"  # what JPEG makes of an edge beside it
        touched[max(0, top - 20) : bottom + 20, max(0, left - 20) : right + 20] = True
    assert np.abs(before - after).max(axis=2)[~touched].max(initial=0) <= 72, "what lies apart is as it was, to the JPEG's noise"


@pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("path", "region", "subject", "seen"),
    [
        ("letters/table2005/with_writer", Box(390, 185, 790, 150), "医保异地报销怎么办理", ("刘某国", "13900001111")),
        pytest.param(
            "letters/answers/in_full", Box(330, 200, 500, 460), "关于随迁子女入学手续的咨询", ("刘某国", "陈小满"), marks=pytest.mark.long
        ),
        pytest.param("letters/bootstrap/late_link", Box(330, 200, 960, 160), "退役士兵安置政策咨询", ("陈小满",), marks=pytest.mark.long),
        pytest.param("letters/cards/labels", Box(330, 200, 960, 400), "自来水水压不足", ("陈小满",), marks=pytest.mark.long),
    ],
)
async def test_nobody_is_read_on_a_masked_picture(path: str, region: Box, subject: str, seen: tuple[str, ...], pages: LivePages) -> None:
    plain, masked, _ = await pictures_of(path, pages)
    before, after = await asyncio.to_thread(read_words, plain, region), await asyncio.to_thread(read_words, masked, region)
    assert all(words in before for words in seen), before
    assert subject in after
    assert not [words for words in (*NAMES, *NUMBERS) if words in after], after


def grid(width: int, height: int, spot: Box | None = None) -> bytes:
    """A picture full of edges, with a black spot where one is asked for."""
    pixels = np.indices((height, width)).sum(axis=0) % 7 * 36
    if spot is not None:
        pixels[int(spot.y) : int(spot.bottom), int(spot.x) : int(spot.right)] = 0
    return write_jpeg(Image.fromarray(np.repeat(pixels[:, :, None], 3, axis=2).astype(np.uint8)))


def test_without_boxes_the_picture_is_itself() -> None:
    data = grid(40, 30)
    assert mask_picture(data, []) is data
    assert mask_picture(data, [Box(3, 3, 0, 8), Box(3, 3, 8, 0)]) is data


@pytest.mark.parametrize("scale", [1, 2, 1.5])
def test_boxes_are_filled_with_their_margin_at_the_picture_s_scale(scale: float) -> None:
    masked = read_pixels(mask_picture(grid(200, 100), [Box(20.4, 10.2, 30.3, 12.6)], scale)).astype(int)
    inside = masked[int(8.2 * scale) + 1 : int(24.8 * scale), int(18.4 * scale) + 1 : int(52.7 * scale)]
    assert np.abs(inside - 200).max() <= 24
    assert np.abs(masked[: int(6 * scale)] - 200).max() > 60


def test_boxes_may_reach_beyond_the_picture() -> None:
    masked = read_pixels(mask_picture(grid(60, 50), [Box(-500, -500, 5000, 5000), Box(900, 900, 5, 5)]))
    assert masked.shape == (50, 60, 3)
    assert np.ptp(masked) <= 2


def test_what_is_masked_tells_nothing_of_what_was_there() -> None:
    one, other = grid(160, 64), grid(160, 64, Box(42, 20, 24, 10))
    box = Box(32, 16, 64, 32)  # whole blocks of the JPEG
    assert one != other
    assert mask_picture(one, [box]) == mask_picture(other, [box])
