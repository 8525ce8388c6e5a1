"""The words that describe one night, as its steps find them in the environment; docs/night.md explains each."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.records.office_time import today

MOST_SHARDS = 64
_NAME = re.compile(r"[\w.-]+")


class NightError(Exception):
    """What a person is told; the step ends with `status`."""

    status = 3


class WordsMissingError(NightError):
    """A word in the environment is missing or is none that can be used."""

    status = 2


@dataclass(frozen=True)
class Night:
    """`name` is the run's; `shard` is the part of this machine, K of `shards`; `archive` the folder of this machine's runs.

    `surroundings` are the environment of every command, without what is empty there: an unset variable of a workflow is an empty word.
    """

    name: str
    day: str
    roster: Path
    canaries: Path | None
    shards: int
    shard: int
    archive: Path
    parts: Path  # where the shards of the other machines lie when they are merged
    store: str | None
    pictures_url: str | None  # where a browser finds the archive, for the pictures of the summary
    jobs: str | None
    surroundings: dict[str, str] = field(repr=False)

    @property
    def part(self) -> str:
        return f"{self.name}-part-{self.shard}"

    @property
    def run(self) -> Path:
        return self.archive / self.name

    @property
    def changes(self) -> Path:
        return self.archive / "changes.json"

    @property
    def thumbnails(self) -> Path:
        return self.archive / "thumbnails.jpg"

    def checker(self, *words: str | Path, **surroundings: str) -> int:
        """Gives a command of the checker, which tells for itself what it does; its exit status."""
        line = [sys.executable, "-m", "checker", *map(str, words)]
        say(f"$ checker {' '.join(map(str, words))}")
        return subprocess.run(line, env=self.surroundings | surroundings, check=False).returncode

    def write_summary(self, text: str) -> None:
        """On the page of the workflow, or into the log where there is none."""
        if place := self.surroundings.get("GITHUB_STEP_SUMMARY"):
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(text)
        else:
            say(text)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the log of a step


def read_night(words: Mapping[str, str]) -> Night:
    """Raises WordsMissingError where something is missing."""
    words = {name: word for name, word in words.items() if word.strip()}
    name = _wanted(words, "NIGHT")
    if not _NAME.fullmatch(name):
        raise WordsMissingError(f"NIGHT={name!r} is no name of a run.")
    return Night(
        name=name,
        day=words.get("DAY") or today().isoformat(),
        roster=Path(_wanted(words, "ROSTER")),
        canaries=Path(words["CANARIES"]) if "CANARIES" in words else None,
        shards=_number({"SHARDS": "1", **words}, "SHARDS", MOST_SHARDS),
        shard=_number(words, "SHARD", MOST_SHARDS) if "SHARD" in words else 1,
        archive=Path(words.get("CHECKER_OUT", "screenshots")),
        parts=Path("parts"),
        store=words.get("CHECKER_STORE"),
        pictures_url=words.get("PICTURES_URL"),
        jobs=words.get("JOBS"),
        surroundings=dict(words),
    )


def plan(words: Mapping[str, str]) -> int:
    """Names the night once for all machines: its run, the offices' day, and the parts of the roster. Into GITHUB_OUTPUT, or to stdout."""
    shards = _number({**words, "SHARDS": words.get("SHARDS") or "4"}, "SHARDS", MOST_SHARDS)
    day = today()
    told = {
        "night": name_of(day, words.get("GITHUB_RUN_NUMBER", ""), words.get("GITHUB_RUN_ATTEMPT", "")),
        "day": day.isoformat(),
        "shards": str(shards),
        "parts": json.dumps(list(range(1, shards + 1))),
    }
    lines = "".join(f"{name}={value}\n" for name, value in told.items())
    if output := words.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(lines)
    say(lines.rstrip())
    return 0


def name_of(day: date, number: str, attempt: str) -> str:
    """`night-20261124-57`, with the attempt where it is not the first: no night takes another's name."""
    tail = "-".join([number, *([attempt] if attempt not in ("", "1") else [])])
    return f"night-{day:%Y%m%d}" + (f"-{tail}" if number else f"-{os.getpid()}")


def runs_around(archive: Path, name: str, started: str) -> tuple[Sequence[str], Sequence[str]]:
    """The archive's closed runs that visited before the night of that name, which began at `started`, and those that did so after it.

    A night may be merged, or told of once more, when a later one was closed already: what it is compared with lies before it.
    """
    found = []
    for manifest in archive.glob("*/manifest.json"):
        told = json.loads(manifest.read_bytes())
        if told.get("run") == manifest.parent.name != name:
            found.append((begin_of(manifest.parent), told["closed"], manifest.parent.name))
    earlier = [run for begun, _, run in sorted(found) if begun <= started]
    return earlier, [run for begun, _, run in sorted(found) if begun > started]


def begin_of(run: Path) -> str:
    """When its first site was visited (UTC, ISO 8601)."""
    began: str = json.loads((run / "run.json").read_bytes())["started"]
    return began


def _wanted(words: Mapping[str, str], name: str) -> str:
    if name not in words:
        raise WordsMissingError(f"{name} is not set in the environment: docs/night.md says what it is.")
    return words[name]


def _number(words: Mapping[str, str], name: str, most: int) -> int:
    text = _wanted(words, name)
    if not re.fullmatch(r"[1-9]\d{0,3}", text) or int(text) > most:
        raise WordsMissingError(f"{name}={text!r} is no number from 1 to {most}.")
    return int(text)
