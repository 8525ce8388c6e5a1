"""expected.toml: what a person sees on a site that is handled rightly, and the changes that must not go unnoticed."""

import json
import tomllib
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from checker.faults import UsageFault
from checker.records.base import Record
from checker.records.column import Category
from checker.records.judgment import BadgeState, ColumnState
from checker.records.kept import first_trouble
from checker.records.sighting import BadgeKind

EXPECTED = "expected.toml"
MEASURES = ("latest", "dated_items", "items_last_year", "overdue", "unpublished")


class ExpectedColumn(Record):
    """A column that must be among those found; its newest day and its counts are compared where they stand here."""

    name: str
    category: Category
    state: ColumnState
    latest: str | None = None
    dated_items: int | None = None
    items_last_year: int | None = None
    overdue: int | None = None
    unpublished: int | None = None

    @property
    def measures(self) -> dict[str, str | int]:
        """What is compared beside category and state; all of it goes on with the days."""
        return {name: value for name in MEASURES if (value := getattr(self, name)) is not None}


class Negative(Record):
    """One change to the recording, and the state that the badge must have then. Just one of the three says what is changed.

    `without`: these words are taken out of every text; `hide`: a style rule hides what this CSS selector names; `replace`: these
    addresses answer with other files of the folder.
    """

    badge: BadgeKind
    state: BadgeState
    without: str | None = None
    hide: str | None = None
    replace: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_change(self) -> Self:
        if [bool(self.without), bool(self.hide), bool(self.replace)].count(True) != 1:
            raise ValueError("say just one of `without`, `hide`, `replace`")
        if self.state == "shown":
            raise ValueError("a negative fixture is one in which the badge is not `shown`")
        return self

    @property
    def change(self) -> str:
        """In words, for the terminal."""
        if self.replace:
            return f"other answers from {', '.join(self.replace)}"
        return f"without {self.without!r}" if self.without else f"{self.hide!r} hidden"


class Expectation(Record):
    """A badge that does not stand here is not compared."""

    badges: dict[BadgeKind, BadgeState] = Field(default_factory=dict)
    columns: list[ExpectedColumn] = Field(default_factory=list)
    negatives: list[Negative] = Field(default_factory=list, alias="negative")


def read_expectation(folder: Path) -> Expectation:
    """Raises UsageFault where there is none, or one that says nothing that can be used."""
    file = folder / EXPECTED
    try:
        return Expectation.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as trouble:
        raise UsageFault(f"{file} is missing: `checker scenario new URL` writes it.") from trouble
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise UsageFault(f"{file} cannot be read: {trouble}.") from trouble
    except ValidationError as trouble:
        raise UsageFault(f"{file} is wrong: {first_trouble(trouble)}. docs/scenarios.md says what may stand there.") from trouble


def line_of(folder: Path, words: str) -> int:
    """The line of expected.toml where these words stand first; the first one where they are written otherwise."""
    lines = (folder / EXPECTED).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if words in line.partition("#")[0]), 1)


def write_expectation(folder: Path, expectation: Expectation) -> None:
    """As a person would write it, with the words that help to correct it."""
    lines = [
        "# What a person sees on this site when it is handled rightly. Written from one visit: correct what is wrong.",
        "[badges]",
        *(f"{kind} = {_quoted(state)}" for kind, state in expectation.badges.items()),
    ]
    for column in expectation.columns:
        fields = column.model_dump(exclude_none=True)
        lines += ["", "[[columns]]", *(f"{name} = {_quoted(value)}" for name, value in fields.items())]
    for negative in expectation.negatives:
        lines += ["", "[[negative]]  # a change to the recording, and what must be seen then"]
        lines += [f"badge = {_quoted(negative.badge)}", f"state = {_quoted(negative.state)}"]
        lines += [f"{name} = {_quoted(value)}" for name in ("without", "hide") if (value := getattr(negative, name)) is not None]
        if negative.replace:
            pairs = ", ".join(f"{_quoted(address)} = {_quoted(file)}" for address, file in negative.replace.items())
            lines.append(f"replace = {{ {pairs} }}")
    (folder / EXPECTED).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(value: str | int) -> str:
    """A number as it is; of a text a basic string of TOML: one of JSON, but for the one control character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
