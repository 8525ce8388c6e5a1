"""Nights whose pages have a clock, with reports, decisions and visits, as runs and probes leave them."""

import io
import json
import random
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from checker.evidence.after_folder import AfterFolder
from checker.evidence.disk import write_atomically
from checker.evidence.manifest import seal_report
from checker.evidence.reviews import record
from checker.evidence.run_folder import RunFolder
from checker.evidence.visit_log import record_visits
from checker.records.review import Review
from checker.records.visit_history import SiteVisit
from tests.evidence.runs import KEYS, line_of

SITES = KEYS[:2]


@lru_cache
def page(site: str, clock: str, photograph: str = "") -> bytes:
    """A picture of a page with a photograph, the same every night, and a clock at its head."""
    noise = random.Random(site + photograph).randbytes(300 * 300)
    picture = Image.frombytes("L", (300, 300), noise).resize((600, 600)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((300, 10, 580, 40), fill="#1d5fa8")
    draw.text((310, 15), clock, fill="white")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def keep_night(archive: Path, night: str, *, photograph: str = "", report: bool = True) -> Path:
    """A closed run in which only the clocks differ from those of other nights."""
    with RunFolder.create(archive, night) as run:
        run.write_run({"schema": 1, "run_id": night, "started": "2026-03-01T01:00:00Z"})
        for site in SITES:
            folder = run.site(site)
            folder.keep("home.jpg", page(site, f"clock of {night}", photograph), "settled full-page picture")
            folder.keep("badge-icp.png", b"\x89PNG the same crop of " + site.encode(), "crop of a badge")
            folder.keep("observation.json", json.dumps({"key": site, "text": "通知公告 " * 200}).encode(), "observation")
            run.append(line_of(site))
        run.close(SITES)
    if report:
        write_report(run.path, night)
    return run.path


def write_report(run: Path, text: str) -> None:
    write_atomically(run / "report" / "index.html", f"<!doctype html><title>{text}</title>".encode())
    write_atomically(run / "report" / "通报.docx", f"PK\3\4 {text}".encode())
    seal_report(run)


def decide(run: Path, why: str) -> None:
    """A person's decision, with a paper."""
    paper = run.parent.parent / f"{why}.pdf"
    paper.write_bytes(f"%PDF-1.4 {why}".encode())
    with AfterFolder(run) as after:
        review = Review(at="", site=SITES[0], rule="mark-icp", decision="overturn", outcome="pass", by="李明", why=why)
        record(after, review.model_copy(update={"attachments": (after.attach(paper),)}))


def probe(archive: Path, day: int, hour: int) -> None:
    at = datetime(2026, 3, day, hour, tzinfo=UTC).isoformat().replace("+00:00", "Z")
    visit = SiteVisit(url="http://rsj.yunling.gov.cn/", at=at, state="reached", status=200, seconds=0.5, waited=15, by="probe")
    record_visits(archive, [visit])


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Everything that lies there but what an archive has for itself."""
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(("blobs/", "index.sqlite"))}
