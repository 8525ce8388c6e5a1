"""Hides what is personal in a picture before it is written anywhere: even grey, of which nothing can be brought back."""

from collections.abc import Sequence

from PIL import ImageDraw

from checker.records.base import Box
from checker.rendering.pictures import read_picture, write_jpeg

_MARGIN = 2.0  # CSS px: letters reach a little beyond their box
_GREY = (200, 200, 200)


def mask_picture(data: bytes, boxes: Sequence[Box], scale: float = 1) -> bytes:
    """The picture (JPEG) with its `boxes` (CSS px of the picture; `scale` picture px to one of them) filled in even grey.

    Without boxes that have a size the picture's own bytes. Blocking: call it in a thread.
    """
    filled = [box.grown(_MARGIN) for box in boxes if box.width > 0 and box.height > 0]
    if not filled:
        return data
    picture = read_picture(data)
    draw = ImageDraw.Draw(picture)
    for box in filled:
        # down and up to whole px: no edge of a letter is left
        left, top = int(box.x * scale // 1), int(box.y * scale // 1)
        draw.rectangle((left, top, int(-(-box.right * scale // 1)), int(-(-box.bottom * scale // 1))), fill=_GREY)
    return write_jpeg(picture)
