"""Words looked for in everything that a folder keeps: in plain files and packed ones, however the words are written there."""

import base64
import gzip
import html
import json
import quopri
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import quote


def find_words(folder: Path, words: Sequence[str]) -> list[str]:
    """`file: word` for each word that stands anywhere in a file of the folder."""
    forms = {word: _forms(word) for word in words}
    kept = (
        (name, data.replace(b"=\r\n", b"").replace(b"=\n", b"")) for file in sorted(folder.rglob("*")) for name, data in _contents(file)
    )
    return [f"{name}: {word}" for name, data in kept for word, written in forms.items() if any(form in data for form in written)]


def _contents(file: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file, and of what is packed in it."""
    if not file.is_file():
        return
    data = file.read_bytes()
    yield str(file), data
    if data.startswith(b"\x1f\x8b"):
        yield f"{file} (unpacked)", gzip.decompress(data)
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for name in packed.namelist():
                yield f"{file}/{name}", packed.read(name)


def _forms(word: str) -> set[bytes]:
    """A word as programs write it: in the usual charsets, escaped for JSON, HTML and addresses, quoted-printable, base64."""
    plain = word.encode()
    escaped = json.dumps(word)[1:-1].encode()
    entities = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in word).encode()
    hexadecimal = "".join(letter if letter.isascii() else f"&#x{ord(letter):x};" for letter in word).encode()
    written = {plain, word.encode("gb18030"), word.encode("utf-16-le"), word.encode("utf-16-be"), escaped, entities, hexadecimal}
    written |= {html.escape(word).encode(), quote(word).encode(), quopri.encodestring(plain).replace(b"=\n", b"")}
    return written | {_inner_base64(plain, offset) for offset in range(3)}


def _inner_base64(plain: bytes, offset: int) -> bytes:
    """What of the word's base64 does not depend on its neighbours, where it begins at `offset` within three bytes."""
    coded = base64.b64encode(b"\0" * offset + plain)
    begin = -(-offset * 8 // 6)
    return coded[begin : (offset + len(plain)) * 8 // 6]
