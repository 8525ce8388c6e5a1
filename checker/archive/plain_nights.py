"""After a run: pictures of all but the newest nights are kept as differences, where the setting `plain_nights` says so."""

import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from checker.archive.thinning import Closed, Thinned, thin_runs

_MOST = 3  # runs that one closing thins: an archive that was never thinned catches up over some nights, and none waits for it

log = structlog.get_logger()


def older_than(nights: int, runs: Sequence[Closed]) -> set[str]:
    """The names of the runs that began before the newest `nights` days on which any did; a day has as many runs as people like."""
    newest = set(sorted({run.day for run in runs}, reverse=True)[:nights])
    return {run.name for run in runs if run.day not in newest}


def keep_plain(archive: Path, nights: int) -> None:
    """Whatever fails is told and costs the run nothing: it is complete, and pictures that stay plain are no harm."""
    begun = time.monotonic()
    done: list[Thinned] = []
    try:
        for each in thin_runs(archive, lambda runs: older_than(nights, runs), do=True, most=_MOST, wait=False):
            if each.trouble:
                log.warning("the pictures of a run stay plain", run=each.run, reason=each.trouble)
            else:
                done.append(each)
    except Exception as fault:  # noqa: BLE001 - a run that is complete does not fail by what is done to older ones
        log.warning("older pictures stay plain; `checker archive thin` keeps them as differences", reason=str(fault), elapsed=_since(begun))
        return
    log.info(
        "older pictures are kept as differences", runs=len(done), files=sum(each.files for each in done), elapsed=_since(begun),
        bytes_before=sum(each.size for each in done), bytes_after=sum(each.differences for each in done),
    )  # fmt: skip


def _since(begun: float) -> str:
    return f"{time.monotonic() - begun:.1f}s"
