"""What is too much of something: bytes, elements, height, width, frames, pixels; and bombs, which are small until they are opened."""

import gzip
import io
import zlib
from functools import cache

from PIL import Image

from tests.hostile.server import Answer, Kind
from tests.rendering.servers import FOOTER, TALL, Asked, page

GOOD = TALL + FOOTER
_FULL = frozenset({"byte_limit"})
_TOO_MUCH = frozenset({"quiet", "deadline", "script_loop", "byte_limit", "endless"})
_OPENING = page(GOOD).replace("</body></html>", "")
_OPENED = 600_000_000  # bytes that a bomb has once it is opened


async def _two_hundred_megabytes(asked: Asked) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 200000000\r\nConnection: close\r\n\r\n"
    await asked.send(head + page(GOOD).encode())
    for _ in range(2000):
        await asked.send(b"<p>" + b"x " * 49_998)


@cache
def _bomb(start: str) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    packed = [packer.compress(start.encode())]
    packed += [packer.compress(b"<p>" + b"x " * 499_998) for _ in range(_OPENED // 1_000_000)]
    return b"".join([*packed, packer.flush()])


def make_bombs() -> None:
    """Before anybody asks: while one is packed, no other site of the thread answers."""
    for start in (_OPENING, "/*"):
        _bomb(start)
    _png()


async def _zip_bomb(asked: Asked) -> None:
    await asked.answer(_bomb(_OPENING), headers="Content-Encoding: gzip\r\n")


async def _zip_bomb_script(asked: Asked) -> None:
    await asked.answer(_bomb("/*"), kind="text/javascript", headers="Content-Encoding: gzip\r\n")


async def _zip_bomb_twice(asked: Asked) -> None:
    await asked.answer(gzip.compress(_bomb(_OPENING), 1), headers="Content-Encoding: gzip, gzip\r\n")


@cache
def _png() -> bytes:
    out = io.BytesIO()
    Image.new("1", (25_000, 25_000)).save(out, "PNG")
    return out.getvalue()


async def _picture(asked: Asked) -> None:
    await asked.answer(_png(), kind="image/png")


def _by_script(script: str) -> str:
    return page(f"{GOOD}<script>{script}</script>")


def _large(home: str | Answer, *, pictured: bool = False, seen: bool = False, **files: str | Answer) -> Kind:
    """A page that is too much of something and can be reached all the same; `files` stand beside it."""
    return Kind(home, releases=_TOO_MUCH, pictured=pictured, seen=seen, files={f"/{name}": answer for name, answer in files.items()})


def _bomb_in(home: str | Answer, *states: str, **files: str | Answer) -> Kind:
    """A page that may take its renderer down, as it pleases."""
    beside = {f"/{name}": answer for name, answer in files.items()}
    return Kind(home, frozenset({"reached", "crashed", *states}), _TOO_MUCH, pictured=False, files=beside)


_LAUGHS = "".join(f"<g id=l{n}>{f'<use href=#l{n - 1} />' * 10}</g>" for n in range(1, 9))
_EATS = "const kept = []; setInterval(() => {{ for (let i = 0; i < 20; i++) kept.push({}) }}, 5)"
_BYTES = _EATS.format("new Uint8Array(8e6).fill(1)")
_CANVAS = (
    "for (let i = 0; i < 40; i++) { const c = document.body.appendChild(document.createElement('canvas'));"
    "c.width = c.height = 8000; c.style.width = '9px'; c.getContext('2d').fillRect(0, 0, 9000, 9000) }"
)
_NESTED = "let e = document.body; for (let i = 0; i < 50000; i++) e = e.appendChild(document.createElement('div')); e.textContent = 'x'"
_DEEPER = "const n = +location.search.slice(1); if (n < 60) document.write(`<iframe src='/f?${n + 1}'></iframe>`)"
_MORE = "const more = () => document.write(`<iframe src='/f?${Math.random()}'></iframe>`); more(); more()"
_STRIPES = "background:linear-gradient(90deg,red,blue)"
SIZES: dict[str, Kind] = {
    "200 mb of html": Kind(_two_hundred_megabytes, releases=_FULL | _TOO_MUCH, pictured=False),
    "zip bomb": _bomb_in(_zip_bomb, "reset"),
    "zip bomb in a zip": _bomb_in(_zip_bomb_twice, "reset"),
    "zip bomb in a script": _bomb_in(page(GOOD + "<script src=/b></script>"), b=_zip_bomb_script),
    "picture bomb": _large(page("<img src=/b width=300>" * 2 + GOOD), pictured=True, b=_picture),
    "canvas bomb": _bomb_in(_by_script(_CANVAS)),
    "memory bomb of numbers": _bomb_in(_by_script(_EATS.format("new Array(2e5).fill(i)"))),
    "memory bomb of bytes": _bomb_in(_by_script(_BYTES)),
    "memory bomb of texts": _bomb_in(_by_script("let t = 'x'; setInterval(() => { t += t; document.title = t.length }, 20)")),
    "memory bomb in a worker": _bomb_in(_by_script(f"new Worker(URL.createObjectURL(new Blob([`{_BYTES}`])))")),
    "100000 elements": _large(page(FOOTER + "<i>x</i> " * 100_000), pictured=True),
    "elements within elements": _large(page(GOOD + "<div>" * 50_000 + "x"), pictured=True),
    "elements within elements by script": _bomb_in(_by_script(_NESTED)),
    "60000 px tall": _large(page(f"{FOOTER}<div style='height:60000px;{_STRIPES}'></div>"), pictured=True, seen=True),
    "60000 px wide": _large(page(f"{GOOD}<div style='width:60000px;height:50px;{_STRIPES}'></div>"), pictured=True, seen=True),
    "60000 px tall and wide": _large(page(f"{FOOTER}<div style='width:60000px;height:60000px;{_STRIPES}'></div>"), pictured=True),
    "a billion pixels high": _large(page(FOOTER + "<div style='height:1e9px'></div>"), pictured=True),
    "500 frames": _large(page(GOOD + "<iframe src=/f width=50 height=20></iframe>" * 500), f="<p>x"),
    "frames within frames": _large(page(GOOD + "<iframe src='/f?0'></iframe>"), f=page(f"<script>{_DEEPER}</script>")),
    "frames that open frames": _large(page(GOOD + "<iframe src='/f?0'></iframe>"), f=page(f"<script>{_MORE}</script>")),
    "pictures within pictures": _bomb_in(page(f"{GOOD}<svg width=9 height=9><g id=l0><rect width=9 height=9 /></g>{_LAUGHS}</svg>")),
    "a shadow and a blur over all": _large(page(GOOD + "<style>*{filter:blur(200px);box-shadow:0 0 500px red}</style>")),
    "a style without end": _large(page(f"{GOOD}<style>{':is(' * 200}p{')' * 200}{{color:red}}{'a b ' * 20000}{{}}</style>"), pictured=True),
}  # fmt: skip
