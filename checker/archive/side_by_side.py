"""Gathers what two runs say of one site, for the page that sets them side by side."""

from checker.evidence.names import shown
from checker.evidence.plain_files import measure, read_plain, seal
from checker.evidence.run_folder import RUN, RunFolder
from checker.evidence.thinned import picture_again, read_thinned
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import ArchiveFault
from checker.records.kept import read_kept
from checker.reports.kept_run import RunHead
from checker.reports.side_by_side import Seen, render_side_by_side
from checker.running.finals import read_finals, read_judgments
from checker.running.named_site import find_site


def compare_days(site: str, one: RunFolder, other: RunFolder) -> tuple[str, str]:
    """The site's key and the page, the earlier run first.

    Raises UsageFault where a run has no such site, ArchiveFault where one was altered.
    """
    key = find_site(read_judgments(other), site).key
    seen = sorted((_see(run, key) for run in (one, other)), key=lambda each: each.head.started or "")
    return key, render_side_by_side(*seen)


def _see(run: RunFolder, site: str) -> Seen:
    refuse_altered_results(run)
    judgment = find_site(read_judgments(run), site)
    return Seen(
        read_kept(run.path / RUN, RunHead), judgment, read_finals(run)[judgment.key], _picture(run, f"sites/{judgment.key}/home.jpg")
    )


def _picture(run: RunFolder, name: str) -> bytes | None:
    sealed = refuse_altered_results(run).files.get(name)
    if sealed is None:
        return None
    if (run.path / name).exists():
        if measure(run.path / name) != sealed:
            raise ArchiveFault(f"{shown(name)} of the run {run.run_id} was altered since it closed: `checker verify` names every file.")
        return read_plain(run.path / name)
    thin = read_thinned(run.path).get(name)
    picture = picture_again(run.path, thin) if thin is not None else None
    return picture if picture is not None and seal(picture) == sealed else None
