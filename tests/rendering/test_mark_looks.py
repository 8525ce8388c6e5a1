"""Drawn marks are known by their looks on any ground; landscapes and even colours are none; small ones cannot be read."""

import io

import numpy as np
import pytest
from PIL import Image

from checker.records.base import Box
from checker.records.sighting import BadgeKind
from checker.rendering.mark_looks import looks_of, words_height
from checker.rendering.pictures import Pixels
from checker.rendering.reading import can_read
from checker.sample_city.pictures import draw
from tests.combined.drawing import error_box, shield

GROUNDS = ["#ffffff", "#1b4a8c", "#9b1c1c", "#222222"]


def drawn(data: bytes | None, ground: str, height: int) -> Pixels:
    """A picture as a page shows it, as high as asked and as a JPEG of the page gives it back."""
    assert data is not None
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    page = Image.new("RGBA", picture.size, ground)
    page.alpha_composite(picture)
    out = io.BytesIO()
    page.convert("RGB").resize((round(page.width * height / page.height), height)).save(out, "JPEG", quality=85)
    return np.asarray(Image.open(out))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("height", [96, 48, 30])
@pytest.mark.parametrize("mark", ["red.png", "jiucuo.png", "shield", "error box"])
def test_drawn_marks_are_known(mark: str, height: int, ground: str) -> None:
    data = {"shield": shield, "error box": error_box}[mark]() if " " in mark or mark == "shield" else draw(mark)
    assert looks_of(drawn(data, ground, height), is_told=False) == "mark"


@pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")
@pytest.mark.parametrize("number", range(6))
def test_a_landscape_is_none(number: int) -> None:
    data = draw(f"photo-{number}-120x80.jpg")
    assert looks_of(drawn(data, "#ffffff", 60), is_told=False) == "other"
    assert looks_of(drawn(data, "#ffffff", 60), is_told=True) == "mark"  # its name says so, and nobody reads pictures against that


@pytest.mark.parametrize("is_told", [True, False])
def test_one_colour_is_none(is_told: bool) -> None:
    assert looks_of(np.full((60, 60, 3), 200, np.uint8), is_told=is_told) == "other"


def test_what_has_no_colour_cannot_be_told() -> None:
    assert looks_of(drawn(draw("qr-weixin.png"), "#ffffff", 80), is_told=False) == "open"


@pytest.mark.parametrize(
    ("kind", "width", "height", "is_readable"),
    [
        ("party_gov", 80, 96, True),
        ("party_gov", 30, 36, True),
        ("party_gov", 10, 12, False),
        ("party_gov", 20, 24, False),
        ("error_report", 112, 48, True),
        ("error_report", 40, 17, True),
        ("error_report", 100, 14, True),
        ("error_report", 28, 10, False),
        ("error_report", 20, 8, False),
        ("error_report", 13, 5, False),
    ],
)
def test_words_need_room(kind: BadgeKind, width: int, height: int, is_readable: bool) -> None:
    assert (words_height(kind, Box(0, 0, width, height)) >= 5) is is_readable
