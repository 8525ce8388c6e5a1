"""Where the index lies, for who only wants to know whether there is one."""

from pathlib import Path

INDEX = "index.sqlite"  # in the archive


def has_index(archive: Path, database_url: str | None) -> bool:
    """Whether somebody made an index, which then wants to be kept up."""
    return database_url is not None or (archive / INDEX).exists()
