"""What a run is to do, settled before anything is visited or written."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from checker.judgment.edition import Edition
from checker.records.site import Site
from checker.records.word_list import WordList
from checker.roster import Roster
from checker.running.night_canary import NightCanaries
from checker.running.recheck import Recheck
from checker.scenario.register import NO_SCRIPTS, Scripts
from checker.settings import Settings


@dataclass(frozen=True)
class Plan:
    """`sites` is this machine's part of the roster, in roster order; `edition_file` is the path of an office's own edition."""

    roster: Roster
    sites: Sequence[Site]
    settings: Settings
    edition: Edition
    as_of: date
    edition_file: str | None = None
    shard: str | None = None  # K/N
    words: WordList | None = None  # the office's own, to be looked for
    options: dict[str, Any] = field(default_factory=dict)
    recheck: Recheck | None = None
    canaries: NightCanaries | None = None
    scripts: Scripts = NO_SCRIPTS
    engine: str | None = None  # the address of one whose workers visit; null: this machine does

    def describe_words(self) -> dict[str, Any] | None:
        """The office's own word list, for run.json; its words are the office's business."""
        return {"file": self.words.file, "sha256": self.words.sha256, "words": len(self.words.words)} if self.words else None

    def describe_roster(self) -> dict[str, Any]:
        """The list that was checked, for run.json: a file's name and SHA-256, or the one address of `inspect`."""
        if self.recheck is not None:
            return {**self.recheck.record.get("roster", {}), "sites": len(self.sites)}
        remarks = [remark.model_dump() for remark in self.roster.remarks]
        if not self.roster.file:
            return {"file": None, "sha256": None, "address": self.roster.sites[0].url, "sites": 1, "remarks": remarks}
        file = Path(self.roster.file)
        return {
            "file": file.name,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "address": None,
            "sites": len(self.roster.sites),
            "remarks": remarks,
        }
