"""A column that a script names, in data or at the place where it stands."""

from dataclasses import dataclass
from typing import get_args

from checker.records.column import Category


@dataclass(frozen=True)
class Column:
    """`url` counts from the home page's address on.

    `items` and `date` are CSS selectors where the plain reading does not find the list: its rows, and the day within a row; `frame` is the
    name or a part of the address of the frame that it stands in.
    """

    name: str
    category: Category
    url: str
    items: str | None = None
    date: str | None = None
    frame: str | None = None

    def __post_init__(self) -> None:
        if self.category not in get_args(Category):
            raise ValueError(f"the column {self.name!r} has the category {self.category!r}; known are {', '.join(get_args(Category))}")
        if self.items is None and (self.date or self.frame):
            raise ValueError(f"the column {self.name!r} says where its days or its frame are, and not where its rows are: give `items` too")

    @property
    def words(self) -> str:
        """As a step's."""
        return f'column "{self.name}"'
