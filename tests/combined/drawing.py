"""Pictures that a page brings along: numbers as text in a picture, marks under names that tell nothing."""

import io
import shutil
import subprocess
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

RED, GOLD = (200, 16, 24), (250, 205, 70)


@lru_cache(maxsize=16)
def chinese_font(size: int) -> ImageFont.FreeTypeFont:
    """The system's font for Chinese, which Chromium takes too."""
    ask = shutil.which("fc-match")
    assert ask is not None, "pictures with Chinese text want fontconfig"
    words = [ask, "-f", "%{file}|%{index}", "sans-serif:lang=zh-cn"]
    file, _, index = subprocess.run(words, capture_output=True, text=True, timeout=20, check=True).stdout.partition("|")
    return ImageFont.truetype(file, size, index=int(index or 0) & 0xFFFF)  # the upper half names an instance of a variable font


def written_picture(lines: list[str], ground: str, ink: str, size: int, kind: str = "PNG") -> tuple[bytes, int, int]:
    """Lines of text on a ground; the file, its width and height in px."""
    font = chinese_font(size)
    width = max(round(font.getlength(line)) for line in lines) + 2 * size
    height = round(len(lines) * size * 1.7) + size
    picture = Image.new("RGB", (width, height), ImageColor.getrgb(ground))
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((size, size * 0.6 + number * size * 1.7), line, font=font, fill=ImageColor.getrgb(ink))
    return _file(picture, kind), width, height


def shield(words: str = "党政机关", *, warns: bool = False) -> bytes:
    """An invented shield of 64×76 px with a star and words; the warning one is crossed out."""
    big = Image.new("RGBA", (256, 304), (0, 0, 0, 0))
    pen = ImageDraw.Draw(big)
    edge = [(128, 4), (250, 34), (250, 170), (214, 244), (128, 300), (42, 244), (6, 170), (6, 34)]
    pen.polygon(edge, fill=GOLD)
    pen.polygon([(128 + (x - 128) * 0.92, 150 + (y - 150) * 0.92) for x, y in edge], fill=(120, 120, 120) if warns else RED)
    pen.ellipse((98, 40, 158, 100), fill=GOLD)
    pen.text((128, 156), words, font=chinese_font(52), fill=(255, 255, 255), anchor="mm")
    if warns:
        pen.line((20, 30, 236, 250), fill=(255, 220, 0), width=22)
    return _file(big.resize((64, 76), Image.Resampling.LANCZOS), "PNG")


def error_box() -> bytes:
    """A white box of 116×48 px with a magnifying glass: 政府网站找错."""
    big = Image.new("RGB", (464, 192), (255, 255, 255))
    pen = ImageDraw.Draw(big)
    pen.rectangle((0, 0, 463, 191), outline=RED, width=6)
    pen.ellipse((24, 30, 124, 130), outline=RED, width=16)
    pen.line((110, 116, 150, 160), fill=RED, width=20)
    pen.text((300, 60), "政府网站", font=chinese_font(68), fill=RED, anchor="mm")
    pen.text((300, 138), "找错", font=chinese_font(68), fill=RED, anchor="mm")
    return _file(big.resize((116, 48), Image.Resampling.LANCZOS), "PNG")


def _file(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, quality=90)
    return file.getvalue()
