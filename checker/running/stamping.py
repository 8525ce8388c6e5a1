"""Has a closed run's manifest stamped by every authority of the settings that has not stamped it yet."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog

from checker.evidence.after_folder import AfterFolder
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_files import read_plain
from checker.evidence.run_folder import RunFolder
from checker.evidence.stamp_reply import NoStampError, Reply, make_query, read_authorities, read_reply, require_fit, system_roots
from checker.evidence.stamps import CLOCK_TOLERANCE, check_stamps, keep_stamp, to_iso
from checker.evidence.unaltered import refuse_altered_results
from checker.records.stamp import StampAuthority
from checker.rendering.stamp_authority import NoAnswerError, ask_authority
from checker.running.secrets import blot
from checker.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Stamping:
    """What became of one authority: the `time` of its stamp (UTC, ISO 8601), `is_new` or from before, or the `trouble`."""

    authority: str
    time: str | None = None
    is_new: bool = False
    trouble: str | None = None


def require_authorities(settings: Settings) -> None:
    """Raises UsageFault where the certificates of an authority cannot be read: before anything is visited."""
    for authority in settings.stamp_authorities:
        if authority.ca is not None:
            read_authorities(authority.ca)


def stamp_run(run: RunFolder, settings: Settings) -> list[Stamping]:
    """Asks, and keeps what fits; in the order of the settings. Raises UsageFault where the run is not complete, ArchiveFault where
    it was altered or the disk refuses."""
    require_authorities(settings)
    refuse_altered_results(run)
    manifest = read_plain(run.path / MANIFEST)
    authorities = [each.ca for each in settings.stamp_authorities if each.ca is not None]
    there = {stamp.authority: stamp.time for stamp in check_stamps(run.path, authorities).stamps}
    return [
        Stamping(name, there[name]) if (name := blot(authority.url)) in there else _stamp(run.path, manifest, authority, settings)
        for authority in settings.stamp_authorities
    ]


def stamp_when_closed(run: RunFolder, settings: Settings) -> None:
    """At a run's end: an authority that does not answer is told, and leaves the run complete."""
    for each in stamp_run(run, settings) if settings.stamp_authorities else ():
        if each.trouble is not None:
            log.warning("no time-stamp: `checker stamp` tries again", run=run.run_id, authority=each.authority, reason=each.trouble)
        elif each.is_new:
            log.info("time-stamped", run=run.run_id, authority=each.authority, time=each.time)


def _stamp(run: Path, manifest: bytes, authority: StampAuthority, settings: Settings) -> Stamping:
    name = blot(authority.url)
    roots = read_authorities(authority.ca) if authority.ca is not None else system_roots()
    query = make_query(manifest)
    try:
        reply = read_reply(asyncio.run(ask_authority(settings, authority.url, query.der)))
        require_fit(reply, manifest, roots, query.nonce)
    except NoAnswerError as none:
        return Stamping(name, trouble=str(none))
    except NoStampError as none:
        hint = "" if authority.ca is not None else " (its root may be none that this machine trusts: name it as `ca`)"
        return Stamping(name, trouble=f"{none}{hint}")
    with AfterFolder(run) as after:
        kept = keep_stamp(after, name, manifest, reply, roots)
    _mention_clock(run, reply, kept.time)
    return Stamping(name, kept.time, is_new=True)


def _mention_clock(run: Path, reply: Reply, time: str) -> None:
    now = datetime.now(UTC)
    if abs(now - reply.time) > CLOCK_TOLERANCE:
        log.warning("this machine's clock is wrong: `verify` will name the run", run=run.name, here=to_iso(now), authority=time)
