"""A page archive (MHTML) taken apart: pictures and texts as plain files of their own, and an index that writes it again byte for byte."""

import base64
import binascii
import hashlib
import quopri
import re
from collections.abc import Callable

from checker.records.page_archive import Encoding, PageArchive, Piece

FOLDER = "page"
INDEX = "page.json"
_BOUNDARY = re.compile(rb'boundary="([^"\r\n]+)"')
_KIND = re.compile(rb"^Content-Type: *([\w.+/-]+)", re.IGNORECASE | re.MULTILINE)
_ENCODING = re.compile(rb"^Content-Transfer-Encoding: *([\w-]+)", re.IGNORECASE | re.MULTILINE)
_CHANCE = re.compile(rb"(?:frame|css)-[0-9A-Fa-f-]{32,36}@mhtml\.blink")
_STAND_IN = re.compile(rb"checker-name-(\d{6})@mhtml\.blink")
# a text gets no name by which a double click would run its scripts
_ENDS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif", "image/x-icon": "ico"}


def take_apart(mhtml: bytes, url: str, taken: str) -> tuple[PageArchive, dict[str, bytes]]:
    """The index, and the parts by name. Whatever `mhtml` is, `put_together` gives the same bytes again."""
    names: list[bytes] = []
    pieces, parts = ([], {}) if _STAND_IN.search(mhtml) else _cut(mhtml, names)
    index = _index(mhtml, url, taken, pieces, names)
    if put_together(index, parts.__getitem__) != mhtml:  # of a form that nobody foresaw: kept whole
        return take_whole(mhtml, url, taken)
    return index, parts


def take_whole(mhtml: bytes, url: str, taken: str) -> tuple[PageArchive, dict[str, bytes]]:
    """The archive as one part."""
    name = f"{FOLDER}/{hashlib.sha256(mhtml).hexdigest()}.mhtml"
    return _index(mhtml, url, taken, [Piece(file=name)], []), {name: mhtml}


def put_together(index: PageArchive, read: Callable[[str], bytes]) -> bytes:
    """The MHTML file; `read` gives a part by its name."""
    names = [name.encode("ascii") for name in index.names]
    return b"".join(
        (piece.text or "").encode("latin-1")
        if piece.file is None
        else _encode(_name_again(read(piece.file), piece.encoding, names), piece.encoding)
        for piece in index.pieces
    )


def _index(mhtml: bytes, url: str, taken: str, pieces: list[Piece], names: list[bytes]) -> PageArchive:
    words = [name.decode("ascii") for name in names]
    return PageArchive(url=url, taken=taken, sha256=hashlib.sha256(mhtml).hexdigest(), size=len(mhtml), names=words, pieces=pieces)


def _cut(mhtml: bytes, names: list[bytes]) -> tuple[list[Piece], dict[str, bytes]]:
    """`names` is given the names of chance in the order in which they are met."""
    boundary = _BOUNDARY.search(mhtml)
    if boundary is None:
        return [], {}
    mark = b"--" + boundary[1]
    first, *sections = mhtml.split(mark)
    pieces, parts, text = [], {}, first
    for section in sections:
        head, blank, rest = section.partition(b"\r\n\r\n")
        if not blank or not rest.endswith(b"\r\n"):  # the end
            text += mark + section
            continue
        pieces.append(Piece(text=(text + mark + head + blank).decode("latin-1")))
        text = b"\r\n"
        data, encoding = _decode(rest[:-2], _of(_ENCODING, head))
        data = _CHANCE.sub(lambda found: _stand_in(found[0], names), data) if encoding == "quoted-printable" else data
        file = f"{FOLDER}/{hashlib.sha256(data).hexdigest()}.{_end(_of(_KIND, head), encoding)}"
        parts[file] = data
        pieces.append(Piece(file=file, encoding=encoding))
    return [*pieces, Piece(text=text.decode("latin-1"))], parts


def _of(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return found[1].decode("latin-1").lower() if found else ""


def _end(kind: str, encoding: Encoding) -> str:
    if encoding == "as it is":
        return "part"
    return _ENDS.get(kind) or ("txt" if encoding == "quoted-printable" or "svg" in kind else "bin")


def _decode(body: bytes, encoding: str) -> tuple[bytes, Encoding]:
    """The part itself where writing it again gives the same bytes, else as it stands there."""
    try:
        if encoding == "base64":
            data = binascii.a2b_base64(body)
            if _encode(data, "base64") == body:
                return data, "base64"
        elif encoding == "quoted-printable":
            data = quopri.decodestring(body)
            if _encode(data, "quoted-printable") == body:
                return data, "quoted-printable"
    except binascii.Error:
        return body, "as it is"
    return body, "as it is"


def _encode(data: bytes, encoding: Encoding) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    if encoding == "quoted-printable":
        text = binascii.b2a_qp(data, quotetabs=False, istext=True)
        return re.sub(rb"(?<!\r)\n", b"\r\n", text)
    return data


def _name_again(part: bytes, encoding: Encoding, names: list[bytes]) -> bytes:
    """The names of chance in the place of their stand-ins, which only texts have."""
    if encoding != "quoted-printable":
        return part
    return _STAND_IN.sub(lambda found: names[int(found[1])] if int(found[1]) < len(names) else found[0], part)


def _stand_in(name: bytes, names: list[bytes]) -> bytes:
    if name not in names:
        names.append(name)
    return b"checker-name-%06d@mhtml.blink" % names.index(name)
