"""What the last report remembers of `after/`: who takes all of it away, or puts an older state back, shall not be overlooked."""

from pathlib import Path

from pydantic import ValidationError

from checker.evidence.manifest import AFTER, AFTER_MANIFEST, REPORT_MANIFEST, AfterManifest, ReportManifest, read_manifest
from checker.evidence.plain_files import read_plain, seal


def tell_loss(run: Path) -> str | None:
    """In English: what the report was read under and is there no more; null where nothing is known to be lost.

    Whatever is added after a report is sealed later than it; so an older seal that is not the one that the report names is an
    older state put back. A report that is not ours remembers nothing: `checker verify` names it.
    """
    try:
        report = read_manifest(read_plain(run / REPORT_MANIFEST), ReportManifest)[0]
    except (OSError, ValidationError, ValueError):
        return None
    if report.after is None:
        return None
    try:
        raw = read_plain(run / AFTER_MANIFEST)
        now = read_manifest(raw, AfterManifest)[0]
    except FileNotFoundError:
        return f"{AFTER}/ is gone, which the report of {report.written} was written with"
    except (OSError, ValidationError, ValueError):
        return None
    if seal(raw).sha256 != report.after and now.written < report.written:
        return f"{AFTER}/ is an older state than the one which the report of {report.written} was written with"
    return None
