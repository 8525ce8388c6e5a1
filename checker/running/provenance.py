"""What run.json says of a run: by what, where, when and under which rules it was made."""

import hashlib
import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import checker
from checker.judgment.checks import column_rules
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import edition_on_record, unbuilt_rules
from checker.running.canary import CanarySeen
from checker.running.machine import describe_machine
from checker.running.plan import Plan
from checker.running.secrets import blot_all
from checker.settings import Settings

_LIBRARIES = ("playwright", "pillow", "numpy", "pydantic", "httpx")  # what pictures, numbers and answers depend on


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class BrowserTold:
    """What was started: name and version, path of the binary."""

    product: str
    binary: str
    arguments: list[str]
    sandbox: bool


@dataclass(frozen=True)
class Start:
    """What was found out before the first site: of the browser, by the canary, of the machine's clock, of the browser's binary, and
    which official hosts do not answer."""

    browser: BrowserTold
    canary: CanarySeen
    clock: dict[str, Any]
    browser_hash: dict[str, Any]
    hosts_down: list[str]


def begin_record(plan: Plan, run_id: str, circumstances: Circumstances, start: Start) -> dict[str, Any]:
    """run.json as it stands when the run begins; its end fills in `ended`, `complete` and `own_network_failure`."""
    edition, roster = plan.edition, plan.roster
    browser, now = start.browser, utc_now()
    return {
        "schema": 1,
        "run_id": run_id,
        "started": now,
        "ended": None,
        "complete": False,
        "checker_version": checker.__version__,
        "checker_sha256": hash_package(),
        "libraries": describe_libraries(),
        "browser": browser.product,
        "browser_binary": browser.binary,
        "browser_hash": start.browser_hash,
        "browser_arguments": browser.arguments,
        "sandbox": browser.sandbox,
        "edition": {**edition_on_record(edition), "file": plan.edition_file},
        "as_of": circumstances.as_of,
        "circumstances": circumstances.model_dump(),
        "own_network_failure": False,
        "options": plan.options,
        "settings": blot_all(plan.settings.model_dump(mode="json")),
        "vantage": tell_vantage(plan.settings),
        "machine": describe_machine(),
        "clock": {"zone": "Asia/Shanghai", "utc_at_start": now, "machine_zone": time.strftime("%Z%z"), **start.clock},
        "roster": plan.describe_roster(),
        "recheck_of": plan.recheck.describe(plan.sites) if plan.recheck is not None else None,
        "words": plan.describe_words(),
        "shard": plan.shard,
        "sites_total": len(plan.sites),
        "refused_rows": [refusal.model_dump() for refusal in roster.refused],
        "offline_count": sum(site.status == "offline" for site in plan.sites),
        "portals": list(roster.portals),
        "rules_not_built": [{"rule": rule, "title": edition.rule(rule).title} for rule in _silent_rules(plan)],
        "scenarios": plan.scripts.describe(),
        "canary": start.canary.states,
        "profile": start.canary.profile,
    }


def _silent_rules(plan: Plan) -> list[str]:
    """The rules that yield no finding in this run: those that no check is built for, and those on columns where none are opened."""
    edition = plan.edition
    silent = {*unbuilt_rules(edition), *(column_rules(edition) if plan.settings.column_pages == 0 else [])}
    return [rule.id for rule in edition.rules if rule.id in silent]


def describe_libraries() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}


def hash_package() -> str:
    """One SHA-256 over the checker's own files, names and contents in order."""
    root = Path(checker.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def tell_vantage(settings: Settings) -> str:
    """From where the sites were seen, in Chinese."""
    through = "（经代理服务器）" if settings.proxy else ""
    return f"{settings.vantage or socket.gethostname()}{through}"
