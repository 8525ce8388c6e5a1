"""Looks at sites, as a visit would have written them."""

from typing import Any

from checker.records.look import Reach, ReachState
from checker.records.observation import Observation
from checker.records.site import Site, Status

MOMENT = "2026-05-04T03:02:01.000Z"


def look_at(key: str, state: ReachState = "reached", *, look: int = 1, status: Status = "running", **fields: Any) -> Observation:
    site = Site(key=key, url=f"http://{key}/", status=status)
    reach = Reach(
        state=state,
        status=200 if state == "reached" else None,
        seconds=0.5,
        release="quiet",
        because=None if state == "reached" else "连接失败",
    )
    return Observation(site=site, look=look, started=MOMENT, ended=MOMENT, reach=reach, **fields)
