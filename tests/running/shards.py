"""A roster's parts as `run --shard K/N` leaves them, from looks made by hand, with no browser."""

from pathlib import Path
from typing import Any

from tests.running.kept import Looks, keep_run, looks_of

ROSTER: dict[str, Any] = {"file": "roster.csv", "sha256": "a" * 64, "address": None, "sites": 5, "remarks": []}
CANARY = b"\xff\xd8 the checker's own page \xff\xd9"


def district() -> list[Looks]:
    """Five sites in the roster's order, of which the second and the fourth lack marks."""
    return [
        looks_of("5107000021", "www.yunling.gov.cn", "云岭市人民政府"),
        looks_of("5107000022", "czj.yunling.gov.cn", "云岭市财政局", icp=None),
        looks_of("5107000023", "slj.yunling.gov.cn", "云岭市水利局"),
        looks_of("5107000024", "mzj.yunling.gov.cn", "云岭市民政局", icp=None, party_gov=None),
        looks_of("5107000025", "jtj.yunling.gov.cn", "云岭市交通运输局"),
    ]


def keep_shard(archive: Path, k: int, n: int = 2, sites: list[Looks] | None = None, run_id: str = "", **head: Any) -> Path:
    """The K-th of N parts of the district, closed, in an archive of its own as on a machine of its own."""
    all_sites = district() if sites is None else sites
    told: dict[str, Any] = {
        "shard": f"{k}/{n}", "roster": ROSTER | {"sites": len(all_sites)}, "checker_sha256": "c" * 64, "vantage": f"机房{k}号机",
        "browser": "Chromium 140.0", "machine": {"host": f"machine-{k}", "processors": 4}, "scenarios": [], "browser_restarts": k,
        "visits": [
            {"url": first.site.url, "at": f"2026-03-01T01:0{at}:00.000Z", "state": first.reach.state, "waited": 15.0, "look": 1}
            for at, (first, _) in enumerate(all_sites[k - 1 :: n])
        ],
    }  # fmt: skip
    return keep_run(
        archive / f"machine-{run_id or k}", run_id or f"part-{k}", all_sites[k - 1 :: n], canary=CANARY + bytes([k]), **(told | head)
    )
