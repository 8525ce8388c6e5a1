"""The copy shows boxes and captions, covers nothing of what it accuses, and the original stays as it is."""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checker.evidence.chinese_font import find_chinese_font
from checker.evidence.marked_picture import crop, draw_boxes
from checker.records.base import Box

GREEN = "#1b7f3b"
SHOWN = (0x1B, 0x7F, 0x3B)


def noise(width: int = 600, height: int = 300) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 100, (height, width, 3), dtype=np.uint8))


def in_format(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def pixels(picture: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


@pytest.mark.parametrize(("kind", "result"), [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "JPEG")])
def test_the_copy_has_the_pictures_size(kind: str, result: str) -> None:
    picture = in_format(noise(), kind)
    copy = Image.open(io.BytesIO(draw_boxes(picture, [(Box(200, 100, 80, 20), "ICP备案号：已显示", GREEN)])))
    assert copy.format == result
    assert copy.size == (600, 300)


def test_what_stands_in_a_box_is_not_touched() -> None:
    picture = in_format(noise(), "PNG")
    boxes = [Box(200, 100, 80, 20), Box(300, 100, 60, 20), Box(200.4, 160.6, 100, 30)]
    before, after = pixels(picture), pixels(draw_boxes(picture, [(box, "网站标识码：已显示", GREEN) for box in boxes]))
    for box in boxes:
        part = np.s_[int(box.y) + 1 : int(box.bottom), int(box.x) + 1 : int(box.right)]
        assert (before[part] == after[part]).all()
    assert tuple(after[98, 240]) == SHOWN, "the frame runs outside the box"


def test_the_caption_is_there_and_readable() -> None:
    picture = in_format(Image.new("RGB", (600, 300), "black"), "PNG")
    after = pixels(draw_boxes(picture, [(Box(200, 100, 80, 20), "党政机关网站标识", GREEN)]))
    plate = (after == SHOWN).all(axis=2)
    rows, columns = np.where(plate[:95])
    assert 90 < columns.max() - columns.min() < 250
    letters = after[rows.min() + 2 : rows.max() - 2, columns.min() + 2 : columns.max() - 2]
    white_rows = np.where(np.any(np.all(letters > 200, axis=2), axis=1))[0]
    assert 14 <= white_rows.max() - white_rows.min() <= 24, "letters of about 18 px"


@pytest.mark.parametrize("box", [Box(-50, -50, 20, 20), Box(590, 290, 100, 100), Box(5000, 9000, 10, 10), Box(10, 10, 0, 0)])
def test_boxes_at_and_beyond_the_edge(box: Box) -> None:
    picture = in_format(noise(), "PNG")
    assert (pixels(draw_boxes(picture, [(box, "公安备案号：未见", "#b71c1c")])).shape) == (300, 600, 3)


def test_a_picture_that_is_smaller_than_its_captions_grows() -> None:
    picture = in_format(noise(60, 40), "PNG")
    after = pixels(draw_boxes(picture, [(Box(5, 5, 20, 10), "党政机关网站标识：不可见", "#b71c1c")]))
    assert after.shape[0] > 40
    assert after.shape[1] > 150
    assert (after[6:14, 6:24] == pixels(picture)[6:14, 6:24]).all()


def test_without_marks_it_is_a_plain_copy() -> None:
    picture = in_format(noise(), "PNG")
    assert (pixels(draw_boxes(picture, [])) == pixels(picture)).all()


def test_a_very_long_page_stays_a_picture() -> None:
    picture = in_format(Image.new("RGB", (20, 65_530), "white"), "PNG")
    whole = Image.open(io.BytesIO(draw_boxes(picture, [(Box(2, 65_500, 5, 5), "深", GREEN)])))
    assert whole.height >= 65_530


def test_a_crop_has_a_margin_and_ends_at_the_edge() -> None:
    picture = in_format(noise(), "PNG")
    assert (pixels(crop(picture, Box(100, 50, 80, 20), 10)) == pixels(picture)[40:80, 90:190]).all()
    assert (pixels(crop(picture, Box(100.5, 50.5, 80, 20), 0)) == pixels(picture)[50:71, 100:181]).all()
    assert pixels(crop(picture, Box(590, 290, 50, 50), 5)).shape == (15, 15, 3)
    for outside in (Box(9000, 9000, 5, 5), Box(-99, -99, 5, 5), Box(10, 10, 0, 0)):
        assert pixels(crop(picture, outside, 0)).shape == (1, 1, 3)


@pytest.mark.parametrize("picture", [b"", b"<html>", in_format(noise(), "JPEG")[:500], in_format(noise(), "GIF")])
def test_what_is_no_whole_picture_is_said(picture: bytes) -> None:
    with pytest.raises(ValueError, match="not a whole JPEG, PNG or WebP picture"):
        draw_boxes(picture, [])
    with pytest.raises(ValueError, match="not a whole JPEG, PNG or WebP picture"):
        crop(picture, Box(0, 0, 1, 1), 0)


def test_this_machine_has_a_font_for_the_offices_names() -> None:
    if subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout:
        assert find_chinese_font(18) is not None


def test_without_a_chinese_font_captions_are_plain(tmp_path: Path) -> None:
    """In a mount namespace of its own, where the folder of the system's fonts is empty."""
    if os.geteuid() != 0:
        pytest.skip("only root may hide the system's fonts for one process")
    script = (
        "import io, sys; from PIL import Image; from checker.records.base import Box\n"
        "from checker.evidence.marked_picture import Mark, draw_boxes; from checker.evidence.chinese_font import find_chinese_font\n"
        "out = io.BytesIO(); Image.new('RGB', (400, 200)).save(out, 'PNG')\n"
        "print(find_chinese_font(18))\n"
        "open(sys.argv[1], 'wb').write(draw_boxes(out.getvalue(), [Mark(Box(100, 100, 50, 20), '备案号', '#1b7f3b', 'icp: shown')]))"
    )
    hide = 'mount -t tmpfs tmpfs /usr/share/fonts && exec env HOME=/nowhere "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", hide, "sh", sys.executable, "-c", script, tmp_path / "out.png"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip(f"this machine hides no folder: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert "no Chinese font" in done.stdout
    assert "None" in done.stdout
    after = pixels((tmp_path / "out.png").read_bytes())
    rows, columns = np.where(np.all(after[:95] == SHOWN, axis=2))
    assert np.all(after[rows.min() : rows.max(), columns.min() : columns.max()] > 200, axis=2).any(), "letters on the plate"
