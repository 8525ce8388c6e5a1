"""A long page on sheets: nothing of it is lost, and where it can be helped no line of text is cut."""

import io
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from checker.reports.dossier.sheets import as_it_is, cut_sheets, find_cuts
from checker.reports.pictures import Mark
from checker.reports.words import BADGE_STATES


@given(st.lists(st.booleans(), min_size=1, max_size=900), st.integers(4, 200))
def test_every_row_is_on_a_sheet_and_no_sheet_is_too_high(even: list[bool], high: int) -> None:
    cuts = find_cuts(np.array(even), high)
    assert cuts[0][0] == 0 and cuts[-1][1] == len(even)
    assert all(0 < bottom - top <= high for top, bottom in cuts)
    for (top, bottom), (following, _) in itertools.pairwise(cuts):
        assert top < following <= bottom  # nothing between two sheets; they go on downwards
        assert following < bottom or even[bottom - 1]  # a cut without an overlap goes through nothing


def text_page(width: int, height: int) -> bytes:
    page = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(page)
    for top in range(10, height - 20, 40):
        draw.rectangle((30, top, width - 30, top + 18), fill="black")
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def test_a_long_page_is_cut_between_its_lines() -> None:
    sheets = cut_sheets(text_page(600, 3000), wide=1366, ratio=1.3, quality=90)
    assert len(sheets) == 4 and [sheet.width for sheet in sheets] == [600] * 4
    assert [(sheet.top, sheet.bottom) for sheet in sheets[:-1]] == [(0, sheets[0].bottom), (sheets[0].bottom, sheets[1].bottom), (
        sheets[1].bottom, sheets[2].bottom)]  # fmt: skip
    for sheet in sheets:
        rows = np.asarray(Image.open(io.BytesIO(sheet.data)).convert("L"))
        assert rows[0].min() > 200 and rows[-1].min() > 200


def test_a_wide_picture_becomes_narrower_and_keeps_its_own_measure() -> None:
    (sheet,) = cut_sheets(text_page(2000, 1000), wide=500, ratio=2, quality=80)
    assert (sheet.width, sheet.height, sheet.top, sheet.bottom) == (500, 250, 0, 1000)


def test_a_crop_stays_byte_for_byte() -> None:
    data = text_page(60, 40)
    sheet = as_it_is(data)
    assert (sheet.data, sheet.kind, sheet.width, sheet.height) == (data, "png", 60, 40)


@pytest.mark.parametrize("data", [b"", b"GIF89a", text_page(60, 400)[:90]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a whole picture"):
        cut_sheets(data, 100, 1.3, 80)
    with pytest.raises(ValueError, match="not a whole picture"):
        as_it_is(data)


def test_a_box_is_framed_and_what_is_in_it_stays() -> None:
    mark = Mark(number=1, kind="icp", name="ICP备案号", state=BADGE_STATES["hidden"], left=20, top=50, width=40, height=10)
    (sheet,) = cut_sheets(text_page(1000, 1000), wide=500, ratio=2, quality=95, boxes=[mark])
    plain = np.asarray(Image.open(io.BytesIO(cut_sheets(text_page(1000, 1000), 500, 2, 95)[0].data)).convert("RGB")).astype(int)
    drawn = np.asarray(Image.open(io.BytesIO(sheet.data)).convert("RGB")).astype(int)
    changed = np.abs(drawn - plain).max(axis=2) > 60
    assert not changed[254:296, 104:296].any()
    assert changed[246:248, 120:280].any() and changed[302:305, 120:280].any()
