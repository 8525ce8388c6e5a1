"""Makes one site's dossier from a kept run: what the run says, what holds of it now, and what a verification finds just now."""

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import structlog
from pydantic import ValidationError

from checker.evidence.after_folder import read_after
from checker.evidence.clock import utc_now
from checker.evidence.disk import write_atomically
from checker.evidence.manifest import AFTER_MANIFEST, MANIFEST, AfterManifest, Manifest, read_manifest
from checker.evidence.names import shown
from checker.evidence.outside_runs import refuse_inside_runs
from checker.evidence.plain_files import read_plain
from checker.evidence.plain_list import PLAIN_LIST
from checker.evidence.run_folder import RunFolder
from checker.evidence.seal_assertions import NOBODY, Trusted
from checker.evidence.signatures import SIGNATURE_RECORD
from checker.evidence.site_log import LOG
from checker.evidence.stamps import STAMPS
from checker.evidence.thinned import Recall
from checker.evidence.tombstones import read_tombstones
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.faults import UsageFault
from checker.records.judgment import Judgment
from checker.rendering.printing import print_document
from checker.reports import read_run
from checker.reports.dossier import Checked, CheckLine, Seal, Sealing, render_dossier
from checker.running.error_reports import read_figures
from checker.running.finals import read_finals, read_judgments
from checker.running.named_site import find_site
from checker.settings import Settings

_SIGNATURE_WORDS = {
    "algorithm": "算法",
    "key": "公钥指纹（SHA-256）",
    "sha256": "所签清单SHA-256",
    "signature": "签名文件",
    "public_key": "公钥",
}
_STAMP_WORDS = {"time": "时间戳时间（UTC）", "of": "所盖清单SHA-256", "serial": "序列号", "policy": "策略"}
log = structlog.get_logger()


class Written(NamedTuple):
    """A file of the dossier with the SHA-256 of its bytes, by which it can be told later, and its size."""

    file: Path
    sha256: str
    size: int


def write_dossier(
    run: RunFolder, site: str, out: Path | None, settings: Settings, trusted: Trusted = NOBODY, *, pdf: bool
) -> list[Written]:
    """Writes the HTML file, and with `pdf` the PDF beside it. `site` is whatever a person calls the site,
    `trusted` who must have signed, and whose stamps count.

    Raises UsageFault where the run has no such site or `out` lies in a run folder or in none, BrowserFault where nothing can be printed.
    """
    judgment = find_site(read_judgments(run), site)
    target = _target(run, judgment, out)
    html = make_dossier(run, judgment.key, trusted)
    written = [_write(target, html.encode())]
    if pdf:
        written.append(_write(target.with_suffix(".pdf"), asyncio.run(print_document(html, settings))))
    return written


def make_dossier(run: RunFolder, key: str, trusted: Trusted = NOBODY) -> str:
    """The document as it is now: it names the time, and the verification of this time."""
    verification = verify(run.path, trusted=trusted)
    finals = read_finals(run)
    kept = replace(read_run(run.path, {key: finals[key]}, read_figures(run)), recall=Recall(run.path))
    return render_dossier(kept, key, run.read_run(), read_sealing(run.path, key), checked_now(verification))


def checked_now(verification: Verification) -> Checked:
    """The checklist in Chinese."""
    lines = tuple(CheckLine(each.state, each.chinese, each.files) for each in verification.assertions)
    return Checked(utc_now(), verification.state, verification.chinese, lines)


def read_sealing(run: Path, key: str) -> Sealing:
    """What seals the run, as its files tell it; whether they are right is for the verification to say."""
    log_line = _hash_of_first_line(run / "sites" / key / LOG)
    try:
        raw = read_plain(run / MANIFEST)
        manifest, _ = read_manifest(raw, Manifest)
    except (OSError, ValidationError) as error:
        log.warning("the dossier is made of a run without a manifest that can be read", run=run.name, reason=type(error).__name__)
        return Sealing(log_line=log_line)
    hashes = {name: sealed.sha256 for name, sealed in (manifest.files | _after_files(run)).items()}
    return Sealing(
        manifest_sha256=hashlib.sha256(raw).hexdigest(),
        closed=manifest.closed,
        previous=(manifest.previous.run, manifest.previous.sha256) if manifest.previous else None,
        hashes=hashes,
        pruned={name: sealed.sha256 for name, sealed in read_tombstones(run, hashlib.sha256(raw).hexdigest()).items()},
        has_plain_list=(run / PLAIN_LIST).is_file(),
        signature=_signature(run),
        stamps=tuple(_stamps(run)),
        log_line=log_line,
    )


def _after_files(run: Path) -> dict[str, Any]:
    """What the manifest of `after/` fixes; nothing where there is none that can be read, which the verification tells."""
    try:
        manifest, _ = read_manifest(read_plain(run / AFTER_MANIFEST), AfterManifest)
    except (OSError, ValidationError):
        return {}
    return dict(manifest.files)


def _signature(run: Path) -> Seal | None:
    """signature.json as rows; None for a run that nobody signed."""
    if not (run / SIGNATURE_RECORD).exists():
        return None
    try:
        told = json.loads(read_plain(run / SIGNATURE_RECORD))
    except (OSError, ValueError) as error:
        return Seal("签名文件无法读取", SIGNATURE_RECORD, (("原因", type(error).__name__),))
    return Seal("Ed25519签名", SIGNATURE_RECORD, tuple(_told(told, _SIGNATURE_WORDS)) if isinstance(told, dict) else ())


def _stamps(run: Path) -> Iterator[Seal]:
    """The time-stamps that were kept after the run closed, in the order in which they came, each under its authority."""
    for line in read_after(run, STAMPS):
        files = [str(each["file"]) for each in line.get("attachments", ()) if isinstance(each, dict) and "file" in each]
        if line.get("event") == "stamped" and files:
            yield Seal(str(line.get("authority", "时间戳")), files[0], tuple(_told(line, _STAMP_WORDS)), files[1] if files[1:] else None)


def _told(record: Mapping[str, Any], words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(words[name], str(record[name])) for name in words if record.get(name) is not None]


def _hash_of_first_line(file: Path) -> str | None:
    """The SHA-256 of the log's first line without its line feed, which its second line must name; None where it has no second."""
    try:
        first, feed, rest = read_plain(file).partition(b"\n")
    except OSError:
        return None
    return hashlib.sha256(first).hexdigest() if feed and rest else None


def _target(run: RunFolder, judgment: Judgment, out: Path | None) -> Path:
    """Where the HTML file goes: named after run and site in the working folder, unless a place is given."""
    target = out if out is not None else Path(f"dossier-{run.run_id}-{judgment.key}.html")
    if target.suffix.lower() == ".pdf":
        target = target.with_suffix(".html")
    if target.is_dir():
        raise UsageFault(f"--out {shown(str(out))} is a folder: name the file in it, such as {target / 'dossier.html'}.")
    refuse_inside_runs(target, "--out")
    if not target.parent.is_dir():
        raise UsageFault(f"There is no folder {shown(str(target.parent))} for --out: make it first, or choose another place.")
    return target.resolve()


def _write(target: Path, data: bytes) -> Written:
    write_atomically(target, data)
    return Written(target, hashlib.sha256(data).hexdigest(), len(data))
