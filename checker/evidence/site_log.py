"""What a site's log says must lie in the site's folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.evidence.chained_log import ChainedLog, ReadLog
from checker.evidence.disk import PART, archive_faults
from checker.evidence.plain_files import Sealed, list_plain_files, measure

LOG = "log.jsonl"
OWN_EVENTS = ("kept", "found", "interrupted", "torn_line_cut")  # notes may not be called so


@dataclass
class Standing:
    """`files`: name relative to the site folder -> what it must be. `moves`: renames that the log announced, oldest first.

    `unclear` are the numbers (from 1) of lines that say nothing that can be followed.
    """

    files: dict[str, Sealed] = field(default_factory=dict)
    moves: list[tuple[str, str]] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)


def follow(log: ReadLog) -> Standing:
    """Follows a site's log from its first line.

    `kept` and `found` lay a file down; `interrupted` moves the files it names into the folder `moved_to`.
    """
    standing = Standing()
    for number, line in enumerate(log.lines, start=1):
        try:
            _follow_line(line, standing)
        except (KeyError, TypeError, ValueError, AttributeError):  # a line that was meddled with: named, not believed
            standing.unclear.append(number)
    return standing


def account_for_strays(folder: Path, log: ChainedLog, standing: Standing) -> None:
    """Brings log and folder together after a process died: half-written files go, whole ones without a line get one (`found`)."""
    with archive_faults(folder, "clear up"):
        for name in list_plain_files(folder.parent, folder.name).files:
            file = name.partition("/")[2]
            if file.rpartition("/")[2].startswith(PART):
                (folder / file).unlink()
                log.append("half_written_file_removed", file=file)
            elif file != LOG and file not in standing.files:
                standing.files[file] = measure(folder / file)
                log.append("found", file=file, **standing.files[file].model_dump())


def finish_moves(folder: Path, standing: Standing) -> None:
    """Carries out the announced moves that are not done yet; what was kept again under its old name since then stays."""
    with archive_faults(folder, "move files in"):
        for old, new in standing.moves:
            if old not in standing.files and (folder / old).exists() and not (folder / new).exists():
                (folder / new).parent.mkdir(parents=True, exist_ok=True)
                (folder / old).rename(folder / new)


def _follow_line(line: dict[str, Any], standing: Standing) -> None:
    if line["event"] in ("kept", "found"):
        standing.files[_inside(line["file"])] = Sealed(sha256=line["sha256"], size=line["size"])
    elif line["event"] == "interrupted":
        for old in line["files"]:
            new = _inside(f"{line['moved_to']}/{old}")
            standing.files[new] = standing.files.pop(old)
            standing.moves.append((old, new))


def _inside(file: str) -> str:
    if any(part in ("", ".", "..") for part in file.split("/")):
        raise ValueError("a log may name files of its own folder only")
    return file
