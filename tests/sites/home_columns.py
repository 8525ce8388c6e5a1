"""One home page with its columns: its files, and in `expected.toml` what a careful person finds on it."""

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from checker.records.base import Record
from checker.records.column import How

FOLDER = Path(__file__).parent / "columns"


class ExpectedHome(Record):
    """`columns` are rows of name, address as it stands in the page (empty: the block is all there is), category (or `directory`), and how.

    `items` counts the rows of a column's block; `heads` says what has to be hovered over first, `clicks`
    which of these may need a click; `places` lists all ways to a
    column; `pictures` are the words on pictures (by the address of their link) that only a reader of pictures can tell.
    """

    shows: str
    columns: tuple[tuple[str, str, str, How], ...]
    entrance: bool = False
    items: dict[str, int] = Field(default_factory=dict)
    heads: dict[str, str] = Field(default_factory=dict)
    clicks: tuple[str, ...] = ()
    places: dict[str, list[How]] = Field(default_factory=dict)
    pictures: dict[str, str] = Field(default_factory=dict)
    known_failure: str | None = None


class HomePage:
    """A folder `tests/sites/columns/<make>/<name>/`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder.relative_to(FOLDER).as_posix()
        self.make = folder.parent.name
        try:
            self.expected = ExpectedHome.model_validate(tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError, OSError) as wrong:
            raise ValueError(f"{folder / 'expected.toml'}: {wrong}") from wrong


def read_home_pages() -> list[HomePage]:
    return [HomePage(file.parent) for file in sorted(FOLDER.glob("*/*/expected.toml"))]
