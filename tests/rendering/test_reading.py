"""Reading pictures with the real engine, where the extra is installed: what stands there, and where."""

import io

import pytest
from PIL import Image, ImageDraw

from checker.evidence.chinese_font import find_chinese_font
from checker.records.base import Box
from checker.rendering.reading import can_read, read_regions

pytestmark = pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")
LINES = {"蜀ICP备05003648号-1": (40, 60), "川公网安备51070302110030号": (40, 110), "网站标识码：5107000012": (420, 60)}


def picture(size: int = 20, ink: str = "#fff", ground: str = "#14539a") -> bytes:
    """A footer of 900 × 180 px."""
    image = Image.new("RGB", (900, 180), ground)
    draw = ImageDraw.Draw(image)
    for words, place in LINES.items():
        draw.text(place, words, ink, find_chinese_font(size))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


@pytest.mark.parametrize(("size", "ink", "ground"), [(20, "#fff", "#14539a"), (14, "#333", "#eee"), (14, "#ccc", "#222")])
def test_a_footer_is_read_with_its_places(size: int, ink: str, ground: str) -> None:
    lines = read_regions(picture(size, ink, ground), [Box(0, 0, 900, 180)])
    assert sorted(line.text.replace(":", "：") for line in lines) == sorted(LINES)
    for line in lines:
        left, top = LINES[line.text.replace(":", "：")]
        assert line.box.x == pytest.approx(left, abs=8)
        assert line.box.y == pytest.approx(top, abs=10)
        assert 0.6 <= line.sureness <= 1


def test_only_the_regions_are_read_and_places_are_the_picture_s() -> None:
    (line,) = read_regions(picture(), [Box(400, 40, 480, 46)])  # low enough to be enlarged
    assert line.text.replace(":", "：") == "网站标识码：5107000012"
    assert line.box.x == pytest.approx(420, abs=8)
    assert line.box.y == pytest.approx(60, abs=10)


def test_nothing_is_read_where_nothing_stands() -> None:
    assert read_regions(picture(), [Box(500, 120, 300, 50), Box(880, 170, 400, 400), Box(5, 5, 4, 4), Box(2000, 0, 50, 50)]) == []
