"""What a server does to the wire: it drips, stays silent, lies, breaks off, or speaks something else than HTTP."""

import asyncio

from tests.hostile.server import Kind
from tests.rendering.servers import FOOTER, TALL, Asked, hang, page, raw, status

GOOD = page(TALL + FOOTER)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
_OPEN = _HEAD + b"\r\n"
_PROMISED = _HEAD + b"Content-Length: 99999\r\n\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_HALF = page(TALL).encode()
_LOST = frozenset({"reset"})
_GAVE_UP = frozenset({"deadline"})
_ANY = frozenset({"quiet", "deadline"})
_BEAT = 0.2  # seconds


def _ends(*states: str, answer: object, **more: object) -> Kind:
    """A site of which nothing can be pictured."""
    return Kind(answer, frozenset(states), pictured=False, **more)  # type: ignore[arg-type]  # fields of Kind


async def _drip_body(asked: Asked) -> None:
    await asked.send(_OPEN + GOOD.encode().replace(b"</body></html>", b""))
    while True:
        await asked.send(b"<p>x</p>")
        await asyncio.sleep(_BEAT)


async def _drip_letters(asked: Asked) -> None:
    for byte in _OPEN + GOOD.encode():
        await asked.send(bytes([byte]))
        await asyncio.sleep(_BEAT)


async def _headers_for_ever(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asked.send(b"X-More: yes\r\n")
        await asyncio.sleep(_BEAT)


async def _headers_fast(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asked.send(b"X-More: " + b"y" * 1000 + b"\r\n")


async def _announcements(asked: Asked) -> None:
    while True:
        await asked.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload; as=style\r\n\r\n")
        await asyncio.sleep(0.01)


async def _chunks_for_ever(asked: Asked) -> None:
    await asked.send(_CHUNKED)
    while True:
        await asked.send(b"1\r\nx\r\n")
        await asyncio.sleep(_BEAT)


async def _page_after_page(asked: Asked) -> None:
    """One answer with one document after the other, each in the place of the last."""
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\nConnection: close\r\n\r\n")
    while True:
        await asked.send(b"--b\r\nContent-Type: text/html\r\n\r\n" + GOOD.encode() + b"\r\n")
        await asyncio.sleep(0.05)


async def _redirect_on(asked: Asked) -> None:
    await asked.answer("", "302 Found", headers=f"Location: /?{asked.times}\r\n")


async def _cookies(asked: Asked) -> None:
    """More cookies than any server takes back; then the page again."""
    if "cookie:" in asked.head.lower():
        await asked.answer(GOOD)
        return
    many = "".join(f"Set-Cookie: c{asked.times}x{i}={'x' * 3900}\r\n" for i in range(40))
    await asked.answer("", "302 Found", headers=f"Location: /\r\n{many}")


def _leads_to(place: str) -> Kind:
    """What a browser does not follow, or not as a page."""
    return _ends("reset", "not_allowed", "redirect_loop", "empty", answer=status("302 Found", headers=f"Location: {place}\r\n"))


def _says(line: str, body: str = "", headers: str = "") -> Kind:
    code = int(line.partition(" ")[0])
    state = "blocked" if code in (412, 429) else "http_error"
    return Kind(status(line, body or f"<h1>{line}</h1>", headers), frozenset({state}))


def _written(data: str | bytes, kind: str, *, seen: bool = True) -> Kind:
    return Kind(lambda asked: asked.answer(data, kind=kind), seen=seen)


def _file(kind: str, headers: str = "") -> Kind:
    return _ends("download", answer=lambda asked: asked.answer(b"MZ\0\1" * 50, kind=kind, headers=headers))


_NAMELESS = GOOD.replace("<meta charset=utf-8>", "")
_BEHIND = frozenset({"reached", "reset"})
_ROUND = frozenset({"redirect_loop"})
_MOST = frozenset({"navigation_limit"})
LINES: dict[str, Kind] = {
    "silent": _ends("timeout", answer=hang),
    "dripping body": Kind(_drip_body, releases=_GAVE_UP, seen=True),
    "dripping letter by letter": _ends("timeout", answer=_drip_letters),
    "headers for ever": _ends("timeout", answer=_headers_for_ever),
    "headers without measure": _ends("reset", "timeout", answer=_headers_fast),
    "announcements for ever": _ends("timeout", "reset", answer=_announcements),
    "reset at once": _ends("reset", answer=raw(b"", reset=True)),
    "reset in the head": _ends("reset", answer=raw(b"HTTP/1.1 200 OK\r\nContent-Ty", reset=True)),
    "reset before anything stands": _ends("reset", answer=raw(_PROMISED + b"<html><head>", reset=True), releases=_ANY),
    "reset half-way": Kind(raw(_PROMISED + _HALF, reset=True), releases=_ANY),
    "length too long": Kind(raw(_PROMISED + GOOD.encode()), releases=_ANY),
    "length too short": Kind(raw(_HEAD + b"Content-Length: 900\r\n\r\n" + GOOD.encode()), releases=_ANY),
    "length below nothing": Kind(raw(_HEAD + b"Content-Length: -5\r\n\r\n" + GOOD.encode()), _BEHIND, _ANY, pictured=False),
    "two lengths": _ends("reset", answer=raw(_HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + GOOD.encode())),
    "bad chunks": _ends("reset", "reached", answer=raw(_CHUNKED + b"ZZ\r\n" + GOOD.encode()), releases=_ANY),
    "chunk beyond all numbers": _ends("reset", answer=raw(_CHUNKED + b"FFFFFFFFFFFFFFFFFF\r\nx"), releases=_ANY),
    "chunks that break off": Kind(raw(_CHUNKED + f"{len(GOOD.encode()):x}\r\n".encode() + GOOD.encode()), releases=_ANY),
    "chunks for ever": Kind(_chunks_for_ever, releases=_GAVE_UP),
    "page after page": Kind(_page_after_page, _ROUND | {"reached"}, _ANY | _MOST),
    "no head": Kind(raw(GOOD.encode()), frozenset({"reached", "reset"}), pictured=False),
    "another protocol": _ends("reset", "reached", answer=raw(b"SSH-2.0-OpenSSH_9.9\r\n")),
    "http of another age": _ends("reset", "reached", answer=raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
    "status beyond all": Kind(raw(b"HTTP/1.1 999 No\r\nContent-Length: 3\r\n\r\nabc"), frozenset({"http_error"})),
    "no compression under its name": _ends("reset", answer=raw(_HEAD + b"Content-Encoding: gzip\r\n\r\n" + GOOD.encode())),
    "no content": _ends("empty", answer=status("204 No Content")),
    "not modified": _ends("empty", answer=status("304 Not Modified")),
    **{code: _says(f"{code} X") for code in ("401", "403", "404", "412", "429", "451", "500", "501", "502", "503", "504")},
    "401 with a question": _says("401 Unauthorized", headers='WWW-Authenticate: Basic realm="x"\r\n'),
    "407 of the site itself": _ends("http_error", answer=status("407 X", "<h1>407</h1>", 'Proxy-Authenticate: Basic realm="x"\r\n')),
    "wall": Kind(page("<h3>访问验证</h3>请拖动滑块完成拼图"), frozenset({"blocked"})),
    "wall that names the firewall": Kind(status("403 Forbidden", "您的访问请求被Web应用防火墙拦截"), frozenset({"blocked"})),
    "wall of a script that leads nowhere": Kind(status("521 X", "<script>document.cookie='a=1'</script>"), frozenset({"blocked"})),
    "redirect to itself": _ends("redirect_loop", answer=status("302 Found", headers="Location: /\r\n")),
    "redirects that go on": _ends("redirect_loop", answer=_redirect_on),
    "redirect to a script": _leads_to("javascript:alert(1)"),
    "redirect to a file": _leads_to("file:///etc/passwd"),
    "redirect to nowhere": _leads_to("http://[/"),
    "redirect to data": _leads_to("data:text/html,x"),
    "redirect to a page of the browser": _leads_to("chrome://crash"),
    "cookies without measure": Kind(_cookies, seen=True),
    "refresh at once": Kind(page("x", "<meta http-equiv=refresh content=0>"), _ROUND, _MOST),
    "refresh by header": Kind(status("200 OK", page("x"), "Refresh: 0\r\n"), _ROUND, _MOST),
    "reload loop": Kind(page("x<script>location.reload()</script>"), _ROUND, _MOST),
    "download": _file("application/octet-stream", "Content-Disposition: attachment; filename=../../x.exe\r\n"),
    "file in the place of a page": _file("application/zip"),
    "gb2312 by name": _written(GOOD.replace("utf-8", "gb2312").encode("gb18030"), "text/html; charset=gb2312"),
    "gbk without a name": _written(_NAMELESS.encode("gb18030"), "text/html"),
    "charset wrong": _written(GOOD, "text/html; charset=gb2312", seen=False),
    "charset unknown": _written(_NAMELESS, "text/html; charset=x-none", seen=False),
    "utf-16 with its mark": _written(GOOD.encode("utf-16"), "text/html"),
    "utf-16 by name": _written(GOOD.encode("utf-16-be"), "text/html; charset=utf-16be"),
}  # fmt: skip
