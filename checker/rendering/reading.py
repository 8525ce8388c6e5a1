"""Reads text on pictures (OCR), with rapidocr whose wheel carries the Chinese models. An extra: `pip install checker[ocr]`.

Nothing is read on pages that need none: the engine is loaded when the first picture asks for it.
"""

import importlib.util
import io
import threading
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image

from checker.records.base import Box
from checker.records.reading import ReadLine

_LEAST_SURE = 0.6
_SMALL = 48  # px: lower crops are enlarged, since the detector misses letters of 12 px
_one_at_a_time = threading.Lock()


def can_read() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@lru_cache(maxsize=1)
def _engine() -> Any:
    # the import costs a second and 150 MB: only who reads pictures pays
    from rapidocr import RapidOCR  # noqa: PLC0415 - see above

    limits = {"Det.limit_side_len": 1440, "Det.limit_type": "max"}  # its default enlarges a flat crop many times over
    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1, **limits})


def read_regions(picture: bytes, regions: list[Box], scale: float | None = None) -> list[ReadLine]:
    """The lines of text inside each region (px) of a JPEG or PNG, enlarged by `scale` (null: small ones twice).

    Blocking: call it in a thread. Raises ImportError without the extra.
    """
    lines: list[ReadLine] = []
    with Image.open(io.BytesIO(picture)) as opened:
        page = opened.convert("RGB")
    for region in regions:
        cut = region.cut_to(Box(0, 0, page.width, page.height))
        if cut.width < 8 or cut.height < 8:
            continue
        lines += _read_one(page.crop((int(cut.x), int(cut.y), int(cut.right), int(cut.bottom))), cut, scale)
    return lines


def _read_one(crop: Image.Image, place: Box, wanted: float | None) -> list[ReadLine]:
    scale = wanted or (2.0 if crop.height < _SMALL else 1.0)
    if scale != 1.0:
        crop = crop.resize((round(crop.width * scale), round(crop.height * scale)), Image.Resampling.LANCZOS)
    pixels = np.asarray(crop)[:, :, ::-1]  # the engine wants BGR
    with _one_at_a_time:
        result = _engine()(pixels, use_cls=False)
    if result.boxes is None or result.txts is None:
        return []
    lines = []
    for corners, text, sureness in zip(result.boxes, result.txts, result.scores, strict=True):
        if sureness < _LEAST_SURE:
            continue
        xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
        box = Box(place.x + min(xs), place.y + min(ys), max(xs) - min(xs), max(ys) - min(ys))
        lines.append(ReadLine(text, box.rounded(), round(float(sureness), 3)))
    return lines
