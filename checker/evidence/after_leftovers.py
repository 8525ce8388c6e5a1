"""What a process that died left in `after/`: it alters nothing, is counted nowhere, and goes when the next one writes there."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from checker.evidence.chained_log import read_log
from checker.evidence.disk import PART
from checker.evidence.manifest import AFTER, AFTER_MANIFEST
from checker.evidence.plain_files import list_plain_files, measure, read_plain

_ATTACHMENT = re.compile(rf"{AFTER}/attachments/[0-9a-f]{{64}}(\.[a-z0-9]+)?")  # as `AfterFolder.keep` names them


def is_half_written(name: str) -> bool:
    """Whether that is how a file is called while it is being written."""
    return Path(name).name.startswith(PART)


def find_leftovers(run: Path, sealed: Collection[str]) -> list[str]:
    """Half-written files, and files under their own hash that no line of a log came to name; `sealed` stand in the manifest.

    Raises OSError where a file cannot be read.
    """
    listed = list_plain_files(run, AFTER).files
    unsealed = [name for name in listed if name not in sealed and name != AFTER_MANIFEST and not name.endswith(".jsonl")]
    named = find_named(run) if unsealed else set()
    return [name for name in unsealed if is_half_written(name) or (name not in named and measure(run / name).sha256 == Path(name).stem)]


def find_named(run: Path) -> set[str]:
    """Everything that the lines of the logs in `after/` say, so also the files that they name. Raises OSError."""
    logs = [name for name in list_plain_files(run, AFTER).files if name.endswith(".jsonl")]
    return {text for name in logs for line in read_log(read_plain(run / name)).lines for text in _texts(line)}


def find_attachments(lines: Sequence[dict[str, Any]]) -> set[str]:
    """The attachments that lines of a log name."""
    return {text for line in lines for text in _texts(line) if _ATTACHMENT.fullmatch(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
