"""after/holds.jsonl: which sites of a run, or the whole of it, must be kept whatever the policy says."""

from pathlib import Path

from checker.evidence.after_folder import AfterFolder, read_after, refuse_altered
from checker.evidence.manifest import AFTER
from checker.records.base import Record

HOLDS = f"{AFTER}/holds.jsonl"


class Hold(Record):
    """`site` is its key, null for the whole run; `released` says that an earlier hold on the same ended. `at` is UTC, ISO 8601."""

    site: str | None
    by: str
    why: str
    released: bool = False
    at: str = ""


def record_hold(after: AfterFolder, hold: Hold) -> None:
    after.append(HOLDS, "release" if hold.released else "hold", **hold.model_dump(mode="json", exclude={"at", "released"}))


def read_holds(run: Path) -> dict[str | None, Hold]:
    """The holds that stand, by site; raises ArchiveFault where the record was altered."""
    refuse_altered(run)
    standing: dict[str | None, Hold] = {}
    for line in read_after(run, HOLDS):
        hold = Hold(site=line["site"], by=line["by"], why=line["why"], released=line["event"] == "release", at=line["at"])
        if hold.released:
            standing.pop(hold.site, None)
        else:
            standing[hold.site] = hold
    return standing
