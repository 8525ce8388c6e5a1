"""A record read back from a file of a run: what cannot be read says why, and each room tells it in its own words."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

R = TypeVar("R", bound=BaseModel)


class UnreadableError(Exception):
    """`opened` is false where the file itself could not be read; the text of the error says why."""

    def __init__(self, reason: str, *, opened: bool) -> None:
        super().__init__(reason)
        self.opened = opened


def read_kept(file: Path, model: type[R]) -> R:
    """The record that the file holds as JSON. Raises UnreadableError."""
    try:
        return model.model_validate_json(file.read_bytes())
    except OSError as error:
        raise UnreadableError(error.strerror or str(error), opened=False) from error
    except ValidationError as error:
        raise UnreadableError(first_trouble(error), opened=True) from error


def first_trouble(error: ValidationError) -> str:
    """Where in the record the first trouble is, and what it is."""
    trouble = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in trouble["loc"]) or "the text"
    return f"{where}: {trouble['msg']}"
