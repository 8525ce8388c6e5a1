"""One fixture page behind a column: its files, and in `expected.toml` what a careful person reads from it."""

import tomllib
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from checker.records.base import Record
from checker.records.column import FieldName, Form, PageState

FOLDER = Path(__file__).parent
THEMES = ("lists", "letters", "surveys", "interviews")


class ExpectedItem(Record):
    """A row; `url` as it stands in the page."""

    title: str
    url: str | None = None
    days: tuple[str, ...] = ()
    fields: dict[FieldName, str] = Field(default_factory=dict)
    is_pinned: bool = False
    page: int = 1


class ExpectedColumn(Record):
    """`expected.toml`. `pages` are walked over `next_page`; `next` is the address of the page behind the first, or `script`.

    `newest`, `dated` and `in_year` are the newest day up to `as_of`, items with a day, and those of the year up to `as_of`.
    """

    shows: str
    form: Form
    state: PageState = "read"
    as_of: date
    newest: date | None = None
    dated: int
    in_year: int
    pages: int = 1
    pages_told: int | None = None
    next: str | None = None
    items: tuple[ExpectedItem, ...] = ()
    known_failure: str | None = None


class ColumnPage:
    """A folder `tests/sites/<theme>/<make>/<name>/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder.relative_to(FOLDER).as_posix()
        self.theme, self.make, _ = self.path.split("/")
        try:
            self.expected = ExpectedColumn.model_validate(tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError, OSError) as wrong:
            raise ValueError(f"{folder / 'expected.toml'}: {wrong}") from wrong


def read_column_pages() -> list[ColumnPage]:
    """All pages behind columns, in the order of their names."""
    return [ColumnPage(file.parent) for theme in THEMES for file in sorted((FOLDER / theme).glob("*/*/expected.toml"))]
