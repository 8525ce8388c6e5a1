"""Verifies a whole archive: each of its runs, how they follow one another, and the visit history."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.evidence.after_leftovers import is_half_written
from checker.evidence.blobs import BLOBS, blob_of
from checker.evidence.case import measure_listed
from checker.evidence.chained_log import read_log
from checker.evidence.disk import archive_faults
from checker.evidence.manifest import MANIFEST
from checker.evidence.names import shown
from checker.evidence.nights import check_nights, read_nights
from checker.evidence.plain_files import list_plain_files, read_plain
from checker.evidence.results import RESULTS
from checker.evidence.run_folder import RUN, SITES
from checker.evidence.seal_assertions import NOBODY, Trusted
from checker.evidence.surroundings import find_chain_faults, read_beside
from checker.evidence.things import Thing, odd_things, thing, things
from checker.evidence.verification import Assertion, Verification, assert_that, count_files, judge_things
from checker.evidence.verify import verify
from checker.evidence.visit_joining import follow_visits
from checker.evidence.visit_log import VISITS
from checker.faults import UsageFault
from checker.records.base import Record


class ArchiveVerification(Record):
    """The checklist over all of an archive, and each run's own."""

    archive: str
    assertions: list[Assertion]
    runs: list[Verification]

    @property
    def altered(self) -> bool:
        """Whether anything is not as it must be. A run that is not finished says so, and is no alteration."""
        return any(assertion.state == "failed" for assertion in self.assertions)

    @property
    def english(self) -> str:
        return f"The archive {self.archive} {'is not whole' if self.altered else 'is whole'}: {_count(self.runs)[0]}."

    @property
    def chinese(self) -> str:
        return f"档案库{self.archive}{'不完整或被改动' if self.altered else '完整'}：{_count(self.runs)[1]}。"

    def as_json(self) -> dict[str, Any]:
        """What `checker verify --all --json` prints; docs/commands.md has the schema."""
        said = {"state": "altered" if self.altered else "whole", "english": self.english, "chinese": self.chinese}
        assertions = [each.model_dump(mode="json") for each in self.assertions]
        return {"schema": 1, "archive": self.archive, **said, "assertions": assertions, "runs": [run.as_json() for run in self.runs]}


def verify_archive(archive: Path, trusted: Trusted = NOBODY) -> ArchiveVerification:
    """Looks at everything in `archive` that is a run's; `trusted` is who must have signed every night, and whose stamps count.

    Raises UsageFault where there is no run.
    """
    runs = _find_runs(archive)
    if not runs:
        raise UsageFault(f"There is no run in {shown(str(archive))}: name the archive with --out.")
    beside = read_beside(archive)
    found = [verify(run, beside, trusted) for run in runs]
    nights = check_nights(read_nights(runs), [run.name for run in runs])
    assertions = [*check_runs(found), *nights, _check_blobs(archive), check_visits(archive)]
    return ArchiveVerification(archive=shown(str(archive)), assertions=assertions, runs=found)


def _find_runs(archive: Path) -> list[Path]:
    with archive_faults(archive, "read"):
        folders = sorted(entry for entry in archive.iterdir() if entry.is_dir() and not entry.is_symlink()) if archive.is_dir() else []
        return [folder for folder in folders if any((folder / name).exists() for name in (RUN, RESULTS, SITES, MANIFEST))]


def check_runs(found: list[Verification]) -> Iterator[Assertion]:
    bad = [
        thing("altered", run.run, english=f"{count_files(len(run.files))} named", chinese=f"涉及文件{len(run.files)}个")
        for run in found
        if run.state == "altered"
    ]
    yield assert_that("runs", "failed", bad) if bad else assert_that("runs", "passed", detail=_count(found))
    unfinished = [run.run for run in found if run.state == "unfinished"]
    names = ", ".join(unfinished), "、".join(unfinished)
    yield assert_that("unfinished", "passed", detail=names) if unfinished else assert_that("unfinished", "not_applicable")


def check_visits(archive: Path) -> Assertion:
    listing = list_plain_files(archive, VISITS)
    logs = [name for name in listing.files if name.endswith(".jsonl")]
    if not logs and not listing.odd:
        return assert_that("visits", "not_applicable")
    return judge_things("visits", [*odd_things(listing.odd), *(fault for name in logs for fault in _find_faults(archive, name))])


def _check_blobs(archive: Path) -> Assertion:
    """What lies among the blobs under a hash that is not its own. No run believes it, but thinned pictures may rest on it."""
    listing = list_plain_files(archive, BLOBS)
    measured = measure_listed(archive, listing)
    blobs = {name: sealed for name, sealed in measured.items() if not is_half_written(name)}
    if not blobs and not listing.odd:
        return assert_that("blobs", "not_applicable")
    wrong = [name for name, sealed in blobs.items() if archive / name != blob_of(archive, sealed.sha256)]
    return judge_things("blobs", [*odd_things(listing.odd), *things("altered", wrong)])


def _find_faults(archive: Path, name: str) -> Iterator[Thing]:
    """A process that died while it wrote leaves a torn end, which counts for nothing and is cut off by the next."""
    try:
        read = read_log(read_plain(archive / name))
    except OSError:
        yield thing("unreadable", name)
        return
    yield from find_chain_faults(name, read, may_be_torn=True)
    yield from follow_visits(name, read.lines)


def _count(runs: list[Verification]) -> tuple[str, str]:
    names = {"sealed": ("sealed", "已封存"), "whole": ("whole but not sealed", "完整但未封存"),
             "unfinished": ("not finished", "未完成"), "altered": ("altered or not whole", "不完整或被改动")}  # fmt: skip
    some = [(sum(run.state == state for run in runs), *words) for state, words in names.items()]
    english = ", ".join(f"{number} {word}" for number, word, _ in some if number)
    chinese = "、".join(f"{word}{number}个" for number, _, word in some if number)
    return f"{len(runs)} {'run' if len(runs) == 1 else 'runs'} ({english})", f"共{len(runs)}个批次（{chinese}）"
