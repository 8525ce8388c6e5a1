"""An archive of three signed nights with reports and decisions, and a forger who knows how all of its papers are made."""

import json
from pathlib import Path
from unittest.mock import patch

from checker.evidence.after_folder import AfterFolder
from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.disk import write_atomically
from checker.evidence.manifest import Previous, seal_after, seal_report
from checker.evidence.plain_files import measure
from checker.evidence.reviews import record
from checker.evidence.run_folder import RunFolder
from checker.evidence.sealing import BESIDE, seal_run
from checker.evidence.signing_key import SigningKey
from checker.records.review import Review
from tests.evidence.runs import KEYS, line_of

NIGHTS = FIRST, MIDDLE, LAST = ("n1", "n2", "n3")


def write_night(archive: Path, night: str, key: SigningKey | None) -> Path:
    """Three sites whose files differ from night to night, a report, and a decision with its paper."""
    with RunFolder.create(archive, night, key=key) as run:
        run.write_run({"schema": 1, "run_id": night})
        for site in KEYS:
            for look in (1, 2):
                folder = run.site(site, look)
                folder.keep("home.jpg", f"pixels of {site} in {night}, look {look}".encode() * 20, "settled full-page picture")
                folder.note("release", reason="quiet", night=night)
            run.site(site).keep("observation.json", json.dumps({"key": site, "night": night}).encode(), "observation")
            run.append(line_of(site).replace("市人社局", f"市人社局{night}"))
        run.close(KEYS)
    write_atomically(run.path / "report" / "index.html", f"<!doctype html><title>{night}</title>".encode())
    write_atomically(run.path / "report" / "通报.docx", f"PK {night}".encode())
    seal_report(run.path)
    paper = archive.parent / f"{night}.pdf"
    paper.write_bytes(f"%PDF-1.4 {night}".encode())
    with AfterFolder(run.path) as after:
        review = Review(at="", site=KEYS[0], rule="mark-icp", decision="overturn", outcome="pass", by="李明", why=f"看过原件 {night}")
        record(after, review.model_copy(update={"attachments": (after.attach(paper),)}))
        record(after, review)
    return run.path


def files_of(run: Path) -> list[str]:
    return sorted(str(file.relative_to(run)) for file in run.rglob("*") if file.is_file())


def forge(run: Path, key: SigningKey | None, closed: str | None = None) -> None:
    """Makes every paper of an altered run anew, so that all of them agree: logs, manifests, and a signature by the forger's key.

    `closed` is the moment at which it claims to have closed, as a rule its own: the clock would tell.
    """
    for log in run.glob("sites/*/log.jsonl"):
        lines = read_log(log.read_bytes()).lines
        log.unlink()
        again = ChainedLog(log)
        for line in lines:
            said = {name: value for name, value in line.items() if name not in ("prev", "event")}
            if line["event"] == "kept":
                said |= measure(log.parent / line["file"]).model_dump()
            _write_line(again, line["event"], said)
    manifest = json.loads((run / "manifest.json").read_bytes())
    previous = manifest["previous"]
    for name in BESIDE:
        (run / name).unlink(missing_ok=True)
    with patch("checker.evidence.manifest.utc_now", return_value=closed or manifest["closed"]):
        seal_run(run, KEYS, Previous(**previous) if previous else None, key)
    seal_after(run)
    seal_report(run)


def _write_line(log: ChainedLog, event: str, said: dict[str, object]) -> None:
    """A line that keeps its moment."""
    line = log._line(event, said)
    moment = json.loads(line)["at"]
    at = str(said["at"]) if "at" in said else moment
    log.path.open("ab").write(line.replace(moment.encode(), at.encode()) + b"\n")
    log._last_hash = ChainedLog(log.path)._last_hash
