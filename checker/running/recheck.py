"""Visiting failed sites again after 整改: which ones, under what, and what is kept of their earlier state."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.plain_files import read_plain
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_folder import SiteFolder
from checker.evidence.thinned import Recall
from checker.evidence.unaltered import refuse_altered_run
from checker.faults import UsageFault
from checker.judgment.edition import Edition
from checker.records.final import Final
from checker.records.judgment import Judgment
from checker.records.look import Picture
from checker.records.mending import BEFORE, Before, demanded, mend
from checker.records.site import Site
from checker.roster import Roster
from checker.running.finals import edition_of, read_finals, read_judgments
from checker.running.judging import read_record
from checker.running.looks import read_looks
from checker.settings import Settings

log = structlog.get_logger()
_MOST_CROPS = 20  # of one site; its whole page is kept in any case


@dataclass(frozen=True)
class Recheck:
    """The earlier run, and which of its sites are visited again. `record` is its run.json; `keys` in its order."""

    path: Path
    manifest_sha256: str
    record: dict[str, Any]
    edition: Edition
    keys: tuple[str, ...]
    judgments: Mapping[str, Judgment] = field(repr=False)
    finals: Mapping[str, Final] = field(repr=False)

    @property
    def edition_file(self) -> str | None:
        file: str | None = self.record["edition"].get("file")
        return file

    def settings_from(self, settings: Settings) -> Settings:
        """Today's settings, but for what decides: whether rules that nobody found in print do is as in the run."""
        decided = bool((self.record.get("circumstances") or {}).get("include_unverified"))
        if settings.include_unverified and not decided:
            raise UsageFault(
                f"The run {self.path.name} was made without --include-unverified, and a recheck asks what its run asked: leave it out."
            )
        return settings.model_copy(update={"include_unverified": decided})

    def sites_to_visit(self, roster: Roster, begun: dict[str, Any]) -> tuple[Site, ...]:
        """Those of the interrupted recheck `begun` (its run.json) where there is one: decisions since then change no list."""
        of = begun.get("recheck_of") or {}
        if begun and (of.get("run"), of.get("manifest_sha256")) != (self.path.name, self.manifest_sha256):
            raise UsageFault(f"The interrupted run is no recheck of {self.path.name} as it is now: give another --run-id.")
        keys = set(of.get("sites", self.keys))
        return tuple(site for site in roster.sites if site.key in keys)

    def describe(self, sites: Sequence[Site]) -> dict[str, Any]:
        """For run.json."""
        return {"run": self.path.name, "manifest_sha256": self.manifest_sha256, "sites": [site.key for site in sites]}

    def keep_before(self, folder: SiteFolder, key: str) -> None:
        """Puts a site's earlier state into its new folder: the line, what held, and the pictures that accused."""
        judgment, final = self.judgments[key], self.finals[key]
        settled, copies = self._copy_pictures(folder, key, final)
        before = Before(
            run=self.path.name,
            manifest_sha256=self.manifest_sha256,
            as_of=self.record.get("as_of"),
            judgment=judgment,
            final=final,
            settled=settled,
            pictures=copies,
        )
        text = before.model_dump_json(by_alias=True).encode()
        folder.keep(f"{BEFORE}/line.json", text, f"what the run {self.path.name} said of the site")

    def _copy_pictures(self, folder: SiteFolder, key: str, final: Final) -> tuple[Picture | None, dict[str, str]]:
        looks = [look for look in read_looks(self.path, key) if look is not None]
        whole = next((look.settled or look.untouched for look in reversed(looks) if look.settled or look.untouched), None)
        failed = set(demanded(final))
        named = [file for finding in final.findings if finding.rule in failed for file in finding.evidence]
        wanted = [*([whole.file] if whole else []), *(file for file in dict.fromkeys(named) if not (whole and file == whole.file))]
        copies: dict[str, str] = {}
        recall = Recall(self.path)
        for file in wanted:
            if not file.endswith((".jpg", ".png")) or len(copies) > _MOST_CROPS:
                continue
            picture = read_plain(self.path / file) if (self.path / file).is_file() else recall(file)
            if picture is not None:
                name = f"{BEFORE}/{len(copies)}{Path(file).suffix}"
                copies[file] = folder.keep(name, picture, f"copy of {file} of the run {self.path.name}").file
        settled = whole.model_copy(update={"file": copies[whole.file]}) if whole and whole.file in copies else None
        return settled, copies


def plan_recheck(run: RunFolder, *, all_problems: bool) -> Recheck | None:
    """Which sites of a whole run are to be visited again; None where there are none.

    Raises UsageFault where the run is not complete, ArchiveFault where anything of it was altered.
    """
    manifest_sha256 = refuse_altered_run(run)
    record, finals = read_record(run), read_finals(run)
    keys = tuple(key for key, final in finals.items() if final.verdict == "fail" or (all_problems and final.problems))
    if not keys:
        return None
    judgments = {judgment.key: judgment for judgment in read_judgments(run)}
    return Recheck(run.path, manifest_sha256, record, edition_of(record, run), keys, judgments, finals)


def tell_mended(recheck: Recheck, later: RunFolder) -> str:
    """One line for the terminal: how many of the sites have mended."""
    day = date.fromisoformat(read_record(later)["as_of"])
    found = [mend(recheck.finals[key], final, day) for key, final in read_finals(later).items()]
    counts = Counter(mending.state for mending in found)
    overdue = sum(mending.overdue for mending in found)
    told = f"{counts['mended']} mended, {counts['not_mended']} not mended ({overdue} overdue), {counts['cannot_tell']} cannot be told"
    return f"recheck of {recheck.path.name}: {told}"


def roster_of(run: RunFolder, record: dict[str, Any]) -> Roster:
    """The earlier run's sites, as its roster named them."""
    sites = tuple(read_looks(run.path, json.loads(line)["key"])[0].site for line in run.lines())
    return Roster(file="", sites=sites, refused=(), remarks=(), portals=tuple(record.get("portals", ())))
