"""What run.json says of a run: by what, where, when and under which rules it was made."""

import hashlib
import os
import platform
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import checker
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition, edition_on_record, unbuilt_rules
from checker.rendering.browser import Browser
from checker.roster import Roster
from checker.settings import Settings


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def begin_record(
    *,
    run_id: str,
    browser: Browser,
    edition: Edition,
    edition_file: str | None,
    settings: Settings,
    roster: Roster,
    total: int,
    circumstances: Circumstances,
    options: dict[str, Any],
    canary: dict[str, str],
) -> dict[str, Any]:
    """The record as it stands when the run begins; `end_record` completes it."""
    return {
        "schema": 1,
        "run_id": run_id,
        "started": utc_now(),
        "ended": None,
        "complete": False,
        "checker_version": checker.__version__,
        "checker_sha256": hash_package(),
        "browser": browser.product,
        "browser_binary": str(browser.chromium.path),
        "sandbox": browser.sandbox,
        "edition": {**edition_on_record(edition), "file": edition_file},
        "as_of": circumstances.as_of,
        "circumstances": circumstances.model_dump(),
        "own_network_failure": False,
        "options": options,
        "settings": _public(settings),
        "vantage": _vantage(settings),
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "host": socket.gethostname(),
            "processors": os.cpu_count(),
        },
        "clock": {"zone": "Asia/Shanghai", "utc_at_start": utc_now()},
        "roster": {
            "file": Path(roster.file).name,
            "sha256": _hash_file(Path(roster.file)),
            "remarks": [r.model_dump() for r in roster.remarks],
        },
        "sites_total": total,
        "refused_rows": [refusal.model_dump() for refusal in roster.refused],
        "offline_count": sum(site.status == "offline" for site in roster.sites),
        "portals": list(roster.portals),
        "rules_not_built": [{"rule": rule, "title": edition.rule(rule).title} for rule in unbuilt_rules(edition)],
        "scenarios": [],
        "canary": canary,
    }


def hash_package() -> str:
    """One SHA-256 over the checker's own files, names and contents in order."""
    root = Path(checker.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _hash_file(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _public(settings: Settings) -> dict[str, Any]:
    """The settings without secrets: a proxy's password stays out."""
    values = settings.model_dump(mode="json")
    if settings.proxy and "@" in settings.proxy:
        values["proxy"] = "//" + settings.proxy.rpartition("@")[2]
    return values


def _vantage(settings: Settings) -> str:
    named = os.environ.get("CHECKER_VANTAGE")
    through = "（经代理服务器）" if settings.proxy else ""
    return f"{named or socket.gethostname()}{through}"
