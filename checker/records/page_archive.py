"""page.json: how the parts of a page archive go together again, byte for byte."""

from typing import Literal

from pydantic import Field

from checker.records.base import Record

Encoding = Literal["base64", "quoted-printable", "as it is"]


class Piece(Record):
    """Either `text`, as it stands in the archive, or the part in `file` (relative to the look's folder), written in `encoding`."""

    text: str | None = None
    file: str | None = None
    encoding: Encoding = "as it is"


class PageArchive(Record):
    """The MHTML file is its pieces in order; then `names[n]` in the place of the n-th stand-in name.

    Chromium calls frames and style sheets by names of chance, new each time; stand-ins keep an unchanged page's parts unchanged.
    `sha256` and `size` are of the MHTML file, `taken` is UTC, ISO 8601.
    """

    schema_: int = Field(default=1, alias="schema")
    url: str
    taken: str
    sha256: str
    size: int
    names: list[str] = []
    pieces: list[Piece]
