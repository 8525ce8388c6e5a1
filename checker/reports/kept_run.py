"""A run folder, read back: run.json, results.jsonl and each site's observations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.faults import UsageFault
from checker.records.beyond import Beyond
from checker.records.error_report import ErrorReportFigures
from checker.records.final import Final, machine_alone
from checker.records.judgment import Judgment
from checker.records.kept import R, UnreadableError, first_trouble, read_kept
from checker.records.mending import BEFORE, Before
from checker.records.observation import Observation
from checker.reports.moments import day, lies_after


class Kept(BaseModel):
    """A part of run.json; keys that this reader does not know are left alone, since later versions add some."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class RuleWords(Kept):
    """What the edition says of one rule."""

    title: str | None = None
    article: str | None = None
    quote: str | None = None
    stated: str | None = None
    source: str | None = None
    status: str | None = None
    weight: str | None = None
    params: dict[str, Any] = {}


class EditionWords(Kept):
    id: str = ""
    title: str | None = None
    sha256: str | None = None
    rules: dict[str, RuleWords] = {}


class RefusedRow(Kept):
    row: int | None = None
    reason: str | None = None
    because: str | None = None
    text: str | None = None


class UnbuiltRule(Kept):
    rule: str
    title: str | None = None


class RecheckOf(Kept):
    """The run of which this one is a recheck."""

    run: str
    manifest_sha256: str | None = None


class RunHead(Kept):
    """run.json. Times are UTC, ISO 8601; `ended` is null while the run goes on."""

    run_id: str
    started: str | None = None
    ended: str | None = None
    checker_version: str | None = None
    browser: str | None = None
    edition: EditionWords = EditionWords()
    as_of: str | None = None
    options: dict[str, Any] = {}
    circumstances: dict[str, Any] = {}
    vantage: str | dict[str, Any] | None = None
    machine: dict[str, Any] = {}
    sites_total: int | None = Field(None, ge=0)
    refused_rows: list[RefusedRow] = []
    offline_count: int = Field(0, ge=0)
    rules_not_built: list[UnbuiltRule] = []
    portals: list[str] = []
    own_network_failure: bool = False
    own_network_sites: list[str] = []  # of a run put together from shards: those of machines whose own network failed
    recheck_of: RecheckOf | None = None


@dataclass(frozen=True)
class KeptSite:
    """One line of results.jsonl with the looks that it rests on. `final` is what holds with people's decisions counted in.

    `before` is what an earlier run said of the site, where this one is a recheck of it.
    """

    judgment: Judgment
    first: Observation | None
    again: Observation | None
    final: Final
    before: Before | None = None

    @property
    def is_offline(self) -> bool:
        """Whether the roster calls the site permanently off-line: it is counted, not judged."""
        return self.first is not None and self.first.site.status == "offline"


@dataclass(frozen=True)
class KeptRun:
    """`notes` says in Chinese what of the folder could not be read; empty for a sound one.

    `error_reports` are the figures of 我为政府网站找错, null where nothing was imported. `beyond` is what the archive
    tells besides. `recall` gives a file that the archive keeps otherwise than as a plain one, null where it does not.
    """

    folder: Path
    head: RunHead
    sites: tuple[KeptSite, ...]
    notes: tuple[str, ...]
    error_reports: ErrorReportFigures | None = None
    beyond: Beyond = field(default_factory=Beyond)
    recall: Callable[[str], bytes | None] = field(default=lambda _: None, repr=False, compare=False)

    def read(self, file: str) -> bytes | None:
        """The bytes of a file that this run `has`, or recalls."""
        try:
            return (self.folder / file).read_bytes() if self.has(file) else self.recall(file)
        except OSError:
            return None  # listed among the missing files, and named by the verification

    def has(self, file: str) -> bool:
        """Whether `file` (relative, as records name it) is a plain file under this run's `sites/` or `canary/`, or an attachment."""
        path = PurePosixPath(file)
        is_ours = path.parts[:1] in (("sites",), ("canary",)) or path.parts[:2] == ("after", "attachments")
        if path.is_absolute() or ".." in path.parts or not is_ours or "\x00" in file:
            return False
        place = self.folder / path
        return place.is_file() and place.resolve().is_relative_to(self.folder.resolve())


def read_run(folder: Path, finals: Mapping[str, Final] | None = None, error_reports: ErrorReportFigures | None = None) -> KeptRun:
    """Reads the run; raises UsageFault where it is none, or where a line of its results cannot be understood.

    `finals` are what holds of the sites on which people decided something, by key; `error_reports` what an import counts.
    """
    head = _read_head(folder / "run.json")
    notes: list[str] = []
    if lies_after(head.as_of, head.ended or head.started):
        notes.append(
            f"判定基准日（{day(head.as_of)}）晚于访问网站的日期，其间网站发布的内容未能看到，有关更新时限、答复时限的结论不能据以认定。"
        )
    judgments = _read_lines(folder / "results.jsonl", notes)
    sites = tuple(
        KeptSite(
            judgment,
            _read_part(folder, f"sites/{key}/observation.json", Observation, notes),
            _read_part(folder, f"sites/{key}/again/observation.json", Observation, notes),
            (finals or {}).get(key) or machine_alone(judgment),
            _read_part(folder, f"sites/{key}/{BEFORE}/line.json", Before, notes),
        )
        for key, judgment in judgments.items()
    )
    return KeptRun(folder, head, sites, tuple(notes), error_reports)


def _read_head(file: Path) -> RunHead:
    try:
        return read_kept(file, RunHead)
    except UnreadableError as trouble:
        if trouble.opened:
            raise UsageFault(f"{file} cannot be understood ({trouble}). `checker verify` says whether the run was altered.") from trouble
        raise UsageFault(f"{file.parent} is not a run folder: {file.name} cannot be read ({trouble}). Give a run's folder.") from trouble


def _read_lines(file: Path, notes: list[str]) -> dict[str, Judgment]:
    """Judgments by key, in the file's order; a run that goes on may have no file yet, or a last line that is half written."""
    if not file.exists():
        return {}
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageFault(f"{file} cannot be read ({error.strerror}). Check its rights.") from error
    judgments: dict[str, Judgment] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgment = Judgment.model_validate_json(line)
        except ValidationError as error:
            if number == len(lines):  # no newline after it: the run was interrupted while writing
                notes.append(f"结果文件的最后一行（第{number}行）不完整，未计入本报告。")
                continue
            raise UsageFault(
                f"{file}, line {number}, cannot be understood ({first_trouble(error)}). `checker verify` says whether it was altered."
            ) from error
        if "/" in judgment.key or "\\" in judgment.key or judgment.key in ("", ".", ".."):
            raise UsageFault(f"{file}, line {number}: {judgment.key!r} is not a site key. `checker verify` says whether it was altered.")
        judgments[judgment.key] = judgment
    return judgments


def _read_part(folder: Path, name: str, kind: type[R], notes: list[str]) -> R | None:
    file = folder / name
    if not file.exists():
        return None
    try:
        return read_kept(file, kind)
    except UnreadableError:
        notes.append(f"{name} 无法读取，相应网站只列出检查结论。请用 checker verify 核对本批次文件。")
        return None
