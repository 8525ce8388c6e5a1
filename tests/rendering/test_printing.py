"""A document on paper: all of it, on A4, with its letters inside, and nothing is asked for on the way."""

import re
import zlib

from checker.rendering.printing import print_document
from checker.settings import Settings
from tests.rendering.servers import web_site

PAPER = "@page { size: A4; margin: 20mm; } p { break-after: page; font-family: 'Noto Sans CJK SC', sans-serif; }"


async def test_a_document_is_printed_and_reaches_nothing() -> None:
    pages = "".join(f"<p>第{number}张</p>" for number in range(1, 4))
    async with web_site({"/": "?"}) as site:
        head = f'<!doctype html><meta charset="utf-8"><title>卷宗</title><style>{PAPER}</style>'
        html = f'{head}{pages}<img src="{site.url("/picture.png")}"><iframe src="{site.url()}"></iframe>'
        pdf = await print_document(html, Settings(allow_private=True))
        assert not site.asked
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 4
    assert {tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)} == {(0, 0, 595, 842)}
    assert _letters(pdf) >= set("第张123")


def _letters(pdf: bytes) -> set[str]:
    """What the embedded fonts say that their glyphs mean (ToUnicode); a font that is only named has none."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"beginbfchar" in text or b"beginbfrange" in text:
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s+<([0-9A-Fa-f]{4})>", text):
                found.add(chr(int(code, 16)))
            for first, last, code in re.findall(rb"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]{4})>", text):
                found |= {chr(int(code, 16) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return found
