"""A font of this machine that has Chinese letters, for the captions on pictures."""

import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import structlog
from PIL import ImageFont

_SAMPLE = "网备公安关"
_ASK = ["-f", "%{file}|%{index}\n", "sans-serif:lang=zh-cn"]
_PLACES = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
_FILES = ("NotoSansCJK-Regular.ttc", "NotoSansSC*.[ot]tf", "SourceHanSans*.[ot]t?", "wqy-*.tt?", "DroidSansFallback*.ttf")


@lru_cache(maxsize=8)
def find_chinese_font(size: int) -> ImageFont.FreeTypeFont | None:
    """The font that the system would take for Chinese, at `size` px; None where no font has Chinese letters."""
    for file, index in _candidates():
        try:
            font = ImageFont.truetype(file, size, index=index)
        except OSError as error:
            structlog.get_logger().warning("font unreadable", file=file, reason=str(error))
            continue
        if _has_chinese(font):
            return font
    structlog.get_logger().warning("no Chinese font: captions on pictures are in English", remedy="apt-get install fonts-noto-cjk")
    return None


def _candidates() -> Iterator[tuple[str, int]]:
    ask = shutil.which("fc-match")
    if ask:
        answer = subprocess.run([ask, *_ASK], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 -- fixed words only
        file, _, index = answer.stdout.strip().partition("|")
        if file:
            # the upper half of fontconfig's index chooses an instance of a variable font
            yield file, int(index or 0) & 0xFFFF
    for place in _PLACES:
        for pattern in _FILES:
            yield from ((str(file), 0) for file in sorted(place.rglob(pattern)))


def _has_chinese(font: ImageFont.FreeTypeFont) -> bool:
    nothing = bytes(font.getmask("\U0010fffe"))  # what the font draws for a letter that it does not have
    return all(bytes(font.getmask(letter)) != nothing for letter in _SAMPLE)
