"""Importing an export of 我为政府网站找错 into a kept run, and what it counts there."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog

from checker.error_reports import Entry, read_export
from checker.error_reports.export import refuse
from checker.evidence.after_folder import AfterFolder
from checker.evidence.disk import archive_faults
from checker.evidence.error_report_log import read_imports, record_import
from checker.evidence.plain_files import measure
from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import UsageFault
from checker.judgment.edition import AnswerClock, Edition
from checker.judgment.working_days import UncoveredYear, working_day_after
from checker.records.error_report import ErrorReport, ErrorReportFigures, ErrorReportImport, RefusedReport, count_error_reports
from checker.records.judgment import Judgment
from checker.running.finals import edition_of, read_judgments
from checker.running.judging import read_record

log = structlog.get_logger()
_REASONS_SHOWN = 5


class Imported(NamedTuple):
    """What was imported, what it counts, and the file whose import it replaces, if any."""

    imported: ErrorReportImport
    figures: ErrorReportFigures
    replaces: str | None


def import_error_reports(run: RunFolder, file: Path) -> Imported:
    """Records the export in the closed run. Raises UsageFault where it is no export, has no usable row, or stands there already."""
    refuse_altered_results(run)
    record = read_record(run)
    edition, judgments = edition_of(record, run), read_judgments(run)
    clock = clock_of(edition)
    reports, refused = read_reports(file, judgments, clock)
    if not reports:
        first = "; ".join(f"row {each.row}: {each.reason}" for each in refused[:_REASONS_SHOWN])
        raise UsageFault(f'The export "{file.name}" has no row that can be used: {first}.')
    with AfterFolder(run.path) as after:
        earlier = read_imports(run.path)
        copy = after.attach(file)
        if earlier and earlier[-1].file.sha256 == copy.sha256:  # an older one may be the right one after all
            raise UsageFault(f'The export "{file.name}" is imported into the run {run.run_id} already: nothing was changed.')
        imported = ErrorReportImport(
            at="", attachments=(copy,), edition=edition.id, working_days=clock.working_days, reports=reports, refused=refused
        )
        record_import(after, imported)
    return Imported(imported, _count(imported, judgments, record["as_of"]), earlier[-1].file.name if earlier else None)


def record_once(run: RunFolder, file: Path) -> None:
    """As a part of a run: an export that the run holds already (it was interrupted after that) is left as it is."""
    with archive_faults(file, "read"):
        sha256 = measure(file.resolve()).sha256
    if any(each.file.sha256 == sha256 for each in read_imports(run.path)):
        return
    imported = import_error_reports(run, file)
    for told in tell_left_out(imported):
        log.warning("an error report is not counted", reason=told)
    log.info("error reports are recorded", run=run.run_id, reports=imported.figures.counts.total, overdue=imported.figures.counts.overdue)


def tell_left_out(imported: Imported) -> list[str]:
    """In English: every row that is not counted, and why."""
    figures = imported.figures
    told = [f"row {refused.row} refused: {refused.reason}" for refused in imported.imported.refused]
    told += [f"row {each.row} is about no site of this run: {each.site_text}" for each in figures.strangers]
    later = [each for each in imported.imported.reports if each.received > figures.as_of]
    return told + [f"row {each.row} was received after {figures.as_of}: {each.received}" for each in later]


def read_figures(run: RunFolder) -> ErrorReportFigures | None:
    """What the last import counts on the run's own day; None where nothing was imported."""
    imports = read_imports(run.path)
    return _count(imports[-1], read_judgments(run), read_record(run)["as_of"]) if imports else None


def clock_of(edition: Edition) -> AnswerClock:
    if edition.error_reports is None:
        raise UsageFault(
            f"The edition {edition.id} does not say in how many working days an error report has to be answered "
            "(its table [error_reports]): nothing can be judged by it."
        )
    return edition.error_reports


def read_reports(
    file: Path, judgments: Sequence[Judgment], clock: AnswerClock
) -> tuple[tuple[ErrorReport, ...], tuple[RefusedReport, ...]]:
    """The file's rows as reports, each with the day until which its answer is in time; and the rows that cannot be used."""
    export, register = read_export(file), _Register(judgments)
    reports: list[ErrorReport] = []
    refused = list(export.refused)
    for entry in export.entries:
        sites = register.find(entry)
        try:
            due = working_day_after(entry.received, clock.working_days)
        except UncoveredYear as year:
            refused.append(refuse(entry.row, str(year), year.because, entry.site_text))
            continue
        if len(sites) > 1:
            reason = f"{len(sites)} sites of the run are meant ({', '.join(sites)})"
            refused.append(refuse(entry.row, reason, "对应名单中的多个网站，无法确定", entry.site_text))
            continue
        reports.append(
            ErrorReport(
                row=entry.row,
                site=sites[0] if sites else None,
                site_text=entry.site_text,
                number=entry.number,
                received=entry.received.isoformat(),
                answered=entry.answered.isoformat() if entry.answered else None,
                due=due.isoformat(),
                says_answered=entry.says_answered,
            )
        )
    return tuple(reports), tuple(sorted(refused, key=lambda each: each.row))


def _count(imported: ErrorReportImport, judgments: Sequence[Judgment], as_of: str) -> ErrorReportFigures:
    return count_error_reports(imported, {judgment.key: judgment.site.level for judgment in judgments}, as_of)


class _Register:
    """The run's sites by what an export may call them."""

    def __init__(self, judgments: Sequence[Judgment]) -> None:
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._hosts: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._units: dict[str, list[str]] = defaultdict(list)
        for judgment in judgments:
            line = judgment.site
            for index, name in (
                (self._codes, line.site_code), (self._hosts, _host(line.url)), (self._names, line.name), (self._units, line.unit),
            ):  # fmt: skip
                if name:
                    index[name.strip().casefold()].append(judgment.key)

    def find(self, entry: Entry) -> list[str]:
        """The keys that are meant, by the surest name that the row gives; none for a site that the run does not have."""
        if entry.site_code:
            return self._codes.get(entry.site_code, [])
        for index, name in (
            (self._hosts, _host(entry.url)), (self._names, entry.name), (self._units, entry.unit), (self._units, entry.name),
        ):  # fmt: skip
            if found := index.get(name.strip().casefold()):
                return found
        return []


def _host(address: str) -> str:
    """Host and port of an address that may lack its scheme; "" for what is none."""
    try:
        return urlsplit(address if "://" in address else f"http://{address}").netloc.rpartition("@")[2].casefold()
    except ValueError:
        return ""
