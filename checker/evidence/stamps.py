"""The time-stamps of a run: after/stamps.jsonl, a line for each, with the authority's reply and certificates as attachments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checker.evidence.after_folder import AfterFolder
from checker.evidence.chained_log import read_log
from checker.evidence.manifest import AFTER, MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.seal_check import SealCheck
from checker.evidence.stamp_reply import (
    Certificates,
    NoStampError,
    Reply,
    chain_of,
    led_to,
    read_authorities,
    read_pem,
    read_reply,
    require_fit,
    system_roots,
    to_pem,
)  # fmt: skip
from checker.evidence.things import Thing, thing
from checker.records.stamp import KeptStamp

STAMPS = f"{AFTER}/stamps.jsonl"
_EVENT = "stamped"
# a machine whose clock is further off than this from the authority's wrote wrong times into its evidence
CLOCK_TOLERANCE = timedelta(minutes=5)


class _BlamedError(Exception):
    """Why a stamp does not hold."""

    def __init__(self, *blames: Thing) -> None:
        super().__init__(*blames)
        self.blames = blames


@dataclass(frozen=True)
class CheckedStamp:
    """A stamp that holds. `time` is the authority's, UTC, ISO 8601; `is_vouched`: one of the authorities that were given, or
    that this machine trusts, stands behind it, and not only a certificate that lies in the run itself."""

    authority: str
    time: str
    file: str  # the reply, relative to the run folder
    is_vouched: bool


@dataclass(frozen=True)
class StampsCheck(SealCheck):
    """`stamps` are those that hold, in the order in which they came."""

    stamps: tuple[CheckedStamp, ...] = ()


def keep_stamp(after: AfterFolder, authority: str, manifest: bytes, reply: Reply, known: Certificates) -> KeptStamp:
    """Writes a reply that fits into `after/`, with the certificates of `known` that lead from it to a root."""
    stamp = KeptStamp(
        authority=authority,
        of=seal(manifest).sha256,
        time=to_iso(reply.time),
        serial=reply.serial,
        policy=reply.policy,
        attachments=(after.keep("stamp.tsr", reply.raw), after.keep("chain.pem", to_pem(chain_of(reply, known)))),
    )
    after.append(STAMPS, _EVENT, **stamp.model_dump(mode="json"))
    return stamp


def check_stamps(run: Path, authorities: Sequence[Path] = ()) -> StampsCheck:
    """Holds every stamp against manifest.json as it is now; `not_applicable` where there is none.

    `authorities` are PEM files of those who are trusted besides the machine's own. Raises UsageFault where one of them is none.
    """
    trusted = [each for file in authorities for each in read_authorities(file)]
    try:
        log = read_plain(run / STAMPS)
    except FileNotFoundError:
        return StampsCheck("not_applicable")
    except OSError:
        return StampsCheck("failed", (thing("unreadable", STAMPS),))
    try:
        raw = read_plain(run / MANIFEST)
        closed = _moment(read_manifest(raw, Manifest)[0].closed)
    except (OSError, ValueError):
        return StampsCheck("failed", (thing("unreadable", MANIFEST),))
    blames: list[Thing] = []
    stamps: list[CheckedStamp] = []
    for number, line in enumerate(read_log(log).lines, start=1):
        if line.get("event") != "torn_line_cut":
            try:
                stamps.append(_check_line(run, raw, closed, number, line, trusted))
            except _BlamedError as found:
                blames += found.blames
    return StampsCheck("failed" if blames else "passed" if stamps else "not_applicable", tuple(blames), tuple(stamps))


def _check_line(run: Path, manifest: bytes, closed: datetime, number: int, line: dict[str, Any], trusted: Certificates) -> CheckedStamp:
    """Raises _BlamedError where the stamp does not hold."""
    try:
        stamp = KeptStamp.model_validate({name: value for name, value in line.items() if name not in ("at", "event", "prev")})
        written = _moment(line["at"])
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise _BlamedError(thing("altered", STAMPS, line=number)) from error
    if stamp.of != seal(manifest).sha256:
        raise _BlamedError(
            thing("mismatched", MANIFEST, english="is another than the one that was stamped", chinese="与加盖时间戳的清单不是同一个")
        )
    file, chain = (each.file for each in stamp.attachments)
    try:
        reply = read_reply(_attachment(run, file))
        beside = read_pem(_attachment(run, chain))
        is_vouched = _fits(reply, manifest, led_to([*trusted, *system_roots()], beside))
        if not is_vouched:
            require_fit(reply, manifest, beside)
    except (NoStampError, ValueError) as error:
        raise _BlamedError(thing("altered", file, english=str(error), chinese="时间戳验证不通过")) from error
    if (to_iso(reply.time), reply.serial, reply.policy) != (stamp.time, stamp.serial, stamp.policy):
        raise _BlamedError(thing("altered", STAMPS, line=number))
    if found := _find_clock_faults(number, written, closed, reply.time):
        raise _BlamedError(*found)
    return CheckedStamp(stamp.authority, stamp.time, file, is_vouched)


def _fits(reply: Reply, manifest: bytes, roots: Certificates) -> bool:
    try:
        require_fit(reply, manifest, roots)
    except NoStampError:
        return False
    return True


def _find_clock_faults(number: int, written: datetime, closed: datetime, stamped: datetime) -> list[Thing]:
    """A clock that was set back shows where the machine wrote down a stamp at another time than the authority made it."""
    found = []
    if abs(written - stamped) > CLOCK_TOLERANCE:
        english = f"the machine's clock said {to_iso(written)} when the authority's said {to_iso(stamped)}"
        chinese = f"本机时钟为{to_iso(written)}时，时间戳机构的时间为{to_iso(stamped)}"
        found.append(thing("back_dated", STAMPS, line=number, english=english, chinese=chinese))
    if closed - stamped > CLOCK_TOLERANCE:
        english = f"says that it closed at {to_iso(closed)}, but was stamped before, at {to_iso(stamped)}"
        chinese = f"自称归档于{to_iso(closed)}，时间戳却更早：{to_iso(stamped)}"
        found.append(thing("back_dated", MANIFEST, english=english, chinese=chinese))
    return found


def _attachment(run: Path, name: str) -> bytes:
    if not name.startswith(f"{AFTER}/") or ".." in name.split("/"):  # a line that was meddled with leads nowhere else
        raise _BlamedError(thing("altered", STAMPS))
    try:
        return read_plain(run / name)
    except FileNotFoundError as error:
        raise _BlamedError(thing("missing", name)) from error
    except OSError as error:
        raise _BlamedError(thing("unreadable", name)) from error


def _moment(text: str) -> datetime:
    """In UTC. Raises ValueError, and TypeError for what is no text, where no whole moment stands there."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment beyond the calendar") from error


def to_iso(moment: datetime) -> str:
    """UTC with `Z`, as evidence writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
