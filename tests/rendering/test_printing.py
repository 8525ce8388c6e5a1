"""A document on paper: all of it, on A4, with its letters inside, and nothing is asked for on the way."""

import html
import re
import zlib

import pytest

from checker.rendering.printing import print_document
from checker.settings import Settings
from tests.rendering.servers import web_site

PAPER = "@page { size: A4; margin: 20mm; } p { break-after: page; font-family: 'Noto Sans CJK SC', sans-serif; }"


async def test_a_document_is_printed_and_reaches_nothing() -> None:
    pages = "".join(f"<p>第{number}张</p>" for number in range(1, 4))
    async with web_site({"/": "?"}) as site:
        head = f'<!doctype html><meta charset="utf-8"><title>卷宗</title><style>{PAPER}</style>'
        text = f'{head}{pages}<img src="{site.url("/picture.png")}"><iframe src="{site.url()}"></iframe>'
        pdf = await print_document(text, Settings(allow_private=True))
        assert not site.asked
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 4
    assert {tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)} == {(0, 0, 595, 842)}
    assert _letters(pdf) >= set("第张123")


@pytest.mark.long
@pytest.mark.parametrize("family", ["Noto Sans CJK SC", "Noto Serif CJK SC"])
async def test_every_usual_letter_can_be_searched_for(family: str) -> None:
    """One glyph of such a font may stand for several letters (页 and the radical ⻚): the paper must give back what was written."""
    rows = [_row(first) for first in range(0xA1, 0xF8)]
    body = "".join(f"<p>{html.escape(row)}</p>" for row in rows)
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>body {{ font: 12px "{family}" }}</style>'
    letters = _letters(await print_document(f"{head}{body}", Settings(allow_private=True)))
    usual = {letter for letter in "".join(rows) if not letter.isspace()}
    assert len(usual) > 7000 and not usual - letters
    assert not {letter for letter in letters if "\u2e80" <= letter <= "\u2fdf"}, "radicals, which nobody wrote"


def _row(first: int) -> str:
    """One row of GB 2312."""
    return "".join(bytes((first, second)).decode("gb2312", errors="ignore") for second in range(0xA1, 0xFF))


def _letters(pdf: bytes) -> set[str]:
    """What the embedded fonts say that their glyphs mean (ToUnicode); a font that is only named has none. The last of an object counts."""
    tables: dict[bytes, bytes] = {}
    for begin in re.finditer(rb"\n(\d+) 0 obj\n<<[^>]*/FlateDecode[^>]*/Length (\d+)[^>]*>>\s*stream\r?\n", pdf):
        text = zlib.decompress(pdf[begin.end() : begin.end() + int(begin[2])])
        if b"beginbfchar" in text or b"beginbfrange" in text:
            tables[begin[1]] = text
    found: set[str] = set()
    for text in tables.values():
        for code in re.findall(rb"(?m)^<[0-9A-F]+> <([0-9A-F]{4})>$", text):
            found.add(chr(int(code, 16)))
        for first, last, code in re.findall(rb"(?m)^<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>$", text):
            found |= {chr(int(code, 16) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return found
