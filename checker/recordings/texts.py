"""Bodies that are texts: read by their own charset, and written back by it."""

import re
from typing import NamedTuple

_TEXT = re.compile(r"text/|json|javascript|ecmascript|xml", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_IN_HEAD = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)|^<\?xml[^>]{0,200}encoding=[\"']([\w-]+)", re.IGNORECASE)
_HTML = re.compile(r"html|^\s*$", re.IGNORECASE)


class BodyText(NamedTuple):
    """The text of a body, and the charset that it was read by."""

    text: str
    charset: str

    def written(self, text: str) -> bytes:
        """Another text in the same charset; what it has no letters for stands as HTML writes it."""
        return text.encode(self.charset, errors="xmlcharrefreplace")


def is_html(content_type: str, body: bytes) -> bool:
    return bool(_HTML.search(content_type.partition(";")[0])) and b"<" in body[:4000]


def read_text(body: bytes, content_type: str) -> BodyText | None:
    """Null for what is no text, or a text that writing would not give back byte for byte."""
    if not (_TEXT.search(content_type) or is_html(content_type, body)):
        return None
    for charset in _charsets(body, content_type):
        try:
            text = body.decode(charset)
            if text.encode(charset) == body:
                return BodyText(text, charset)
        except (UnicodeError, LookupError):
            continue
    return None


def _charsets(body: bytes, content_type: str) -> list[str]:
    """What the head says, what the document says, and what is usual; GB 2312 and GBK are read by what holds them both."""
    said = _CHARSET.search(content_type)
    inside = _IN_HEAD.search(body[:4000])
    named = [said[1] if said else "", (inside[1] or inside[2]).decode("ascii") if inside else ""]
    return [("gb18030" if name.lower().startswith("gb") else name) for name in [*named, "utf-8", "gb18030"] if name]
