"""Writes a run's reports, with people's decisions counted in, beside an older run, and in the office's own words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.manifest import REPORT, announce_report, seal_report
from checker.evidence.plain_files import seal
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.reports import NoticeTemplate, read_run, read_template, write_report
from checker.reports.kept_run import KeptRun
from checker.running.beyond import read_beyond
from checker.running.error_reports import read_figures
from checker.running.finals import read_finals
from checker.settings import Settings

log = structlog.get_logger()


def publish_report(run: Path, settings: Settings | None = None, against: str | None = None) -> Path:
    """Writes a run's report and the report's own manifest; gives the path of the page.

    `against` names an older run, by its folder or its name in the archive; None: the one that the run itself was asked to be
    compared with, where that is still there.
    """
    folder = RunFolder.open(run)
    record = folder.read_run()
    wishes = _with_remembered(settings or Settings(), record)
    older = open_older(against, folder.path.parent) if against else _remembered(record, folder.path.parent)
    page = write_report(
        folder.path,
        read_finals(folder),
        error_reports=read_figures(folder),
        beyond=read_beyond(folder, record),
        older=older,
        template=template_of(wishes),
        fields=wishes.notice_fields,
        announce=lambda papers: announce_report(folder.path, {f"{REPORT}/{name}": seal(data) for name, data in papers.items()}),
    )
    seal_report(folder.path)
    return page


def open_older(against: str, archive: Path) -> KeptRun:
    """The older run, with people's decisions counted in. Raises UsageFault where there is none."""
    try:
        folder = RunFolder.open(against, archive)
    except UsageFault as fault:
        raise UsageFault(f"--against: {fault}") from fault
    return read_run(folder.path, read_finals(folder), read_figures(folder))


def template_of(settings: Settings) -> NoticeTemplate:
    """Raises UsageFault where the office's template is none."""
    return read_template(settings.notice_template, settings.notice_fields)


def _with_remembered(settings: Settings, record: Mapping[str, Any]) -> Settings:
    """Template and fields of the notice that nobody names now are those that the run was made with, while the template is there."""
    then = record.get("settings", {})
    template = Path(then["notice_template"]) if then.get("notice_template") else None
    return settings.model_copy(
        update={
            "notice_template": settings.notice_template or (template if template is not None and template.is_file() else None),
            "notice_fields": settings.notice_fields or dict(then.get("notice_fields") or {}),
        }
    )


def _remembered(record: Mapping[str, Any], archive: Path) -> KeptRun | None:
    against = record.get("options", {}).get("against")
    if not against:
        return None
    try:
        return open_older(str(against), archive)
    except UsageFault as fault:
        log.warning("the reports are written without the comparison that the run was made with", reason=str(fault))
        return None
