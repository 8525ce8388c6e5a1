"""Word and Excel files are zip archives that carry the time of their writing; without it the same content gives the same bytes."""

import re
import zipfile
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


def make_steady(data: bytes, when: str | None = None) -> bytes:
    """The same archive with all times set: the entries' to the zip's first day, the document's own to `when` (UTC, ISO 8601)."""
    moment = (when if when and _MOMENT.fullmatch(when) else "1980-01-01T00:00:00Z").encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + moment, content)
            new.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
