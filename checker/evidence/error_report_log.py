"""after/error-reports.jsonl: the exports of 我为政府网站找错 that were imported, one line each; of several the last counts."""

from pathlib import Path

from pydantic import ValidationError

from checker.evidence.after_folder import AfterFolder, read_after, refuse_altered
from checker.evidence.manifest import AFTER
from checker.faults import ArchiveFault
from checker.records.error_report import ErrorReportImport
from checker.records.kept import first_trouble

ERROR_REPORTS = f"{AFTER}/error-reports.jsonl"


def read_imports(run: Path) -> tuple[ErrorReportImport, ...]:
    """In the order in which they were made. Raises ArchiveFault where the record was altered."""
    refuse_altered(run)
    imports = []
    for number, line in enumerate(read_after(run, ERROR_REPORTS), start=1):
        if line.get("event") != "import":
            continue
        fields = {name: value for name, value in line.items() if name not in ("event", "prev")}
        try:
            imports.append(ErrorReportImport.model_validate(fields))
        except ValidationError as error:
            raise ArchiveFault(f"{run / ERROR_REPORTS}, line {number}, cannot be understood ({first_trouble(error)}).") from error
    return tuple(imports)


def record_import(after: AfterFolder, imported: ErrorReportImport) -> None:
    """Appends one import; the log gives it its `at`."""
    after.append(ERROR_REPORTS, "import", **imported.model_dump(mode="json", exclude={"at"}))
