"""Text recognition costs a second and 150 MB: a page whose numbers are text never loads it, and never runs it."""

import asyncio
import io
import subprocess
import sys
from contextvars import ContextVar
from typing import Any

import pytest
from PIL import Image, ImageDraw

from checker.evidence.chinese_font import find_chinese_font
from checker.rendering import reading
from tests.rendering.conftest import LookAt
from tests.rendering.servers import CODE, TALL, Asked, page, web_site

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not reading.can_read(), reason="the extra `ocr` is not installed"),
]
NUMBERS = (f"网站标识码：{CODE}", "蜀ICP备05003648号-1", "川公网安备51070302110030号")
PICTURE = "<img src='/foot.png' width='900' height='60'>"
TEXT = "<br>".join(NUMBERS)
OURS = ContextVar("OURS", default=False)  # threads that a look begins know it too


def _foot() -> bytes:
    picture = Image.new("RGB", (900, 60), "#7a1f1f")
    ImageDraw.Draw(picture).text((20, 20), "　　".join(NUMBERS), "#fff", find_chinese_font(16))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


async def _answer_picture(asked: Asked) -> None:
    await asked.answer(_foot(), kind="image/png")


@pytest.mark.parametrize(
    ("footer", "is_read"),
    [(TEXT, False), (f"{TEXT}<br>{PICTURE}", False), (PICTURE, True)],
    ids=["text", "text beside a picture", "picture alone"],
)
async def test_only_a_page_that_lacks_a_number_is_read(
    footer: str, is_read: bool, look_at: LookAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    engine = reading._engine
    ours = OURS.set(True)

    def counted() -> Any:
        if OURS.get():  # other visits of this process may read at the same moment
            calls.append("engine")
        return engine()

    monkeypatch.setattr(reading, "_engine", counted)
    footed = page(f"{TALL}<footer style='padding:20px;font:16px sans-serif'>{footer}</footer>")
    try:
        async with web_site({"/": footed, "/foot.png": _answer_picture}) as site:
            seen = await look_at(site.url())
    finally:
        OURS.reset(ours)
    shown = {sighting.value for sighting in seen.sightings if sighting.proof is not None and sighting.proof.seen}
    assert shown == {CODE, *NUMBERS[1:]}, (seen.sightings, seen.trouble)
    assert bool(calls) is is_read
    assert bool(seen.readings) is is_read


async def test_the_engine_is_not_imported_with_the_product() -> None:
    told = "import sys, checker.pipeline; print('rapidocr' in sys.modules or 'onnxruntime' in sys.modules)"
    answer = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60)
    assert answer.stdout.strip() == "False"
