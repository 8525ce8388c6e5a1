"""The names of columns as data: `column_names.toml`, read once, as patterns."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from checker.records.column import Category


@dataclass(frozen=True, slots=True)
class WordLists:
    """Patterns to search in a cleaned name; `directories` and `actions` hold whole names; `categories` count in their order.

    `last_words` go before the categories that are read at a desk (`categories.py` says which).
    """

    traps: re.Pattern[str]
    elsewhere: re.Pattern[str]
    foreign_headings: re.Pattern[str]
    directories: re.Pattern[str]
    actions: re.Pattern[str]
    last_words: tuple[tuple[Category, re.Pattern[str]], ...]
    categories: tuple[tuple[Category, re.Pattern[str]], ...]


@cache
def word_lists() -> WordLists:
    """Raises ValueError where the file names a category that there is not."""
    read = tomllib.loads((files("checker.locating.columns") / "column_names.toml").read_text(encoding="utf-8"))
    known: dict[str, Category] = {category: category for category in get_args(Category)}
    if strangers := (read["categories"].keys() | read["last_words"].keys()) - known.keys():
        raise ValueError(f"column_names.toml: unknown categories {sorted(strangers)}")
    return WordLists(
        traps=_any_of(read["traps"]),
        elsewhere=_any_of(read["elsewhere"]),
        foreign_headings=_any_of(read["foreign_headings"]),
        directories=_any_of(read["directories"]),
        actions=_any_of(read["actions"]),
        last_words=tuple((known[category], _any_of(words)) for category, words in read["last_words"].items()),
        categories=tuple((known[category], _any_of(words)) for category, words in read["categories"].items()),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)
