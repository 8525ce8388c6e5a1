"""What the letters of a PDF mean to who searches it: Chromium takes the lowest letter of a glyph, which for 页 is the radical ⻚.

Chinese fonts draw a radical and the character like it with one glyph. Chromium writes what was meant beside it (ActualText), but not every
reader looks there. So the tables of the fonts (ToUnicode) are written once more behind the document, as an incremental update
(ISO 32000-1, 7.5.6).
"""

import re
import unicodedata
import zlib

# of the radicals' supplement and a few others, which Unicode does not call compatible, as the Noto and Source Han fonts draw them
_DRAWN_AS = dict(
    zip(
        "⺅⺉⺐⺒⺓⺕⺖⺘⺙⺠⺡⺣⺦⺨⺭⺰⺺⺾⻂⻅⻆⻈⻉⻋⻌⻐⻓⻔⻖⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⺎⻁⼾㬵·∕‵〜",
        "亻刂尢巳幺彐忄扌攵民氵灬丬犭礻纟肀艹衤见角讠贝车辶钅长门阝青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿龙兀虎户胶・／｀～",
        strict=True,
    )
)
_STREAM = rb"\n%d 0 obj\n<<[^>]*/FlateDecode[^>]*/Length (\d+)[^>]*>>\s*stream\r?\n"
_SINGLE = re.compile(rb"^<([0-9A-F]+)> <([0-9A-F]{4})>$", re.MULTILINE)
_RANGE = re.compile(rb"^<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>$", re.MULTILINE)
_BLOCKS = re.compile(rb"\d+ beginbf(?:char|range)\n.*endbf(?:char|range)\n", re.DOTALL)
_TRAILER = re.compile(rb"trailer\n<<(/Size \d+\n.*?)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)
_MOST = 100  # entries of one block


def make_searchable(pdf: bytes, text: str) -> bytes:
    """The PDF with the letters of `text` in its fonts' tables; as it was where it is built otherwise than Chromium does."""
    trailer = _TRAILER.search(pdf)
    if trailer is None:
        return pdf
    written = set(text)
    changed: dict[int, bytes] = {}
    for number in sorted({int(found) for found in re.findall(rb"/ToUnicode (\d+) 0 R", pdf)}):
        if table := _mend(pdf, number, written):
            changed[number] = table
    return pdf + _update(len(pdf), changed, trailer) if changed else pdf


def _mend(pdf: bytes, number: int, written: set[str]) -> bytes | None:
    """The object's stream with what was meant; null where it says so already."""
    begin = re.search(_STREAM % number, pdf)
    if begin is None:
        return None
    table = zlib.decompress(pdf[begin.end() : begin.end() + int(begin[1])])
    said = {int(code, 16): chr(int(letter, 16)) for code, letter in _SINGLE.findall(table)}
    for first, last, letter in _RANGE.findall(table):
        said |= {code: chr(int(letter, 16) + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    meant = {code: _meant(letter, written) for code, letter in said.items()}
    if meant == said:
        return None
    width = len(_SINGLE.findall(table)[0][0] if _SINGLE.search(table) else _RANGE.findall(table)[0][0])
    entries = [b"<%0*X> <%04X>\n" % (width, code, ord(letter)) for code, letter in sorted(meant.items())]
    blocks = [entries[start : start + _MOST] for start in range(0, len(entries), _MOST)]
    told = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _BLOCKS.sub(lambda _: told, table, count=1)


def _meant(letter: str, written: set[str]) -> str:
    """Only what the document does not say, and where it says the other."""
    if letter in written:
        return letter
    likely = (_DRAWN_AS.get(letter), unicodedata.normalize("NFKC", letter))
    return next((other for other in likely if other is not None and other in written), letter)


def _update(end: int, changed: dict[int, bytes], trailer: re.Match[bytes]) -> bytes:
    body, places = bytearray(b"\n"), {}
    for number, table in changed.items():
        places[number] = end + len(body)
        packed = zlib.compress(table, 9)
        body += b"%d 0 obj\n<</Filter /FlateDecode\n/Length %d>> stream\n%s\nendstream\nendobj\n" % (number, len(packed), packed)
    start = end + len(body)
    body += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    body += b"trailer\n<<%s\n/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], start)
    return bytes(body)
