"""Texts as people save them: UTF-8, UTF-16 with its mark, GB18030, and the line ends of any system."""

import codecs

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def likely_encodings(data: bytes) -> tuple[tuple[str, ...], bytes]:
    """The encodings that are worth trying, in this order, and the bytes without the mark that names one."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return (encoding,), data[len(mark) :]
    return ("utf-8", "gb18030"), data


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
