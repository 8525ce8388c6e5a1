"""An office's own list of words to be looked for, and the places where its words were found."""

from pydantic import Field

from checker.records.base import Box, Record


class ListedWord(Record):
    """`exceptions` are longer words in which it is right."""

    word: str
    instead: str | None = None  # what it should be
    exceptions: tuple[str, ...] = ()


class WordList(Record):
    """`file` is its name without folders, `sha256` that of its bytes."""

    file: str
    sha256: str
    words: tuple[ListedWord, ...]


class WordHit(Record):
    """A listed word on a page. `text` and `around` as they stand there, `box` in CSS px of the picture `box_in`.

    On pages of letters nothing is kept of what stands around it. `is_seen` is null where nobody can tell.
    """

    word: str
    instead: str | None = None
    text: str
    page: str  # address
    column: str | None = None  # the column's name; null for the home page
    around: str = ""
    box: Box | None = None
    box_in: str | None = None
    is_seen: bool | None = None
    times: int = 1  # places that read alike, on this and on further pages
    evidence: list[str] = []


class WordSearch(Record):
    """What was looked for, and where: `pages` opened and `letters` read on them (characters without blanks)."""

    file: str
    sha256: str
    words: int
    pages: int = 0
    letters: int = 0
    hits: list[WordHit] = []
    left_out: int = Field(default=0, ge=0)  # places that were too many to be listed, or stood in what is masked
