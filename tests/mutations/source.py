"""The files of a page as text, in whatever encoding they are written, and places in an HTML file where something can be put."""

import codecs
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

HTML = (".html", ".htm")
IN_THE_DOCUMENT = (*HTML, ".js", ".json")  # what becomes text nodes; a style sheet and a picture do not
ALL = (*IN_THE_DOCUMENT, ".css", ".svg")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_NO_READING = re.compile(  # what a canvas draws is no text either
    r"<!--.*?-->|<(style|noscript|template(?! shadowroot)|title)\b.*?</\1>|fillText\([^)]*\)", re.DOTALL | re.IGNORECASE
)


def text_files(folder: Path, endings: tuple[str, ...] = ALL) -> Iterator[Path]:
    """Files of the page and of the other hosts that it brings along."""
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name.endswith(endings))


def read(file: Path) -> tuple[str, str]:
    """Text and encoding: UTF-16 by its mark, else UTF-8, else GB18030."""
    body = file.read_bytes()
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16"), "utf-16"
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return body.decode("gb18030"), "gb18030"


def change(file: Path, how: Callable[[str], str]) -> None:
    """Writes the file again as `how` gives it, in its own encoding."""
    text, encoding = read(file)
    changed = how(text)
    if changed != text:
        file.write_bytes(changed.encode(encoding))


def reading_text(folder: Path, endings: tuple[str, ...] = IN_THE_DOCUMENT, without: str = r"(?!)") -> str:
    """Roughly what a reader reads: without tags, styles, comments, blanks; entities and full-width forms resolved; in lower case.
    `without` is what else is left out, as a regular expression."""
    left_out = re.compile(without, re.DOTALL | re.IGNORECASE)
    texts = (left_out.sub("", read(file)[0]) for file in text_files(folder, endings))
    plain = (re.sub(r"<[^<>]*>", "", _NO_READING.sub("", text)) for text in texts)
    return "\n".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", html.unescape(text))).lower() for text in plain)


def put_first(page: str, snippet: str) -> str:
    """Into the head, so that it runs before anything else of the page."""
    for place in (r"<head\b[^>]*>", r"<html\b[^>]*>", r"<!doctype[^>]*>"):
        found = re.search(place, page, re.IGNORECASE)
        if found:
            return page[: found.end()] + snippet + page[found.end() :]
    return snippet + page


def put_last(page: str, snippet: str) -> str:
    """Before the end of the body, or at the very end where that is not written."""
    start = page.lower().rfind("</body>")
    return page[:start] + snippet + page[start:] if start >= 0 else page + snippet
