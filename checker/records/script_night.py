"""What one night told of one site's script."""

from datetime import date

from checker.records.base import Record


class ScriptNight(Record):
    """`day` is the office's day on which the run began; `states` and `drifted` (steps) are those of the night's lines with that script.

    `not_seen` are steps that may find nothing (`close_if_seen`) and found nothing, `applied` those of them that did.
    """

    run: str
    day: date
    file: str
    sha256: str | None = None
    states: list[str] = []
    drifted: list[str] = []
    not_seen: list[str] = []
    applied: list[str] = []


class UnprovenScript(Record):
    """A script that no night has seen followed for `nights` nights: the amber list. `last_followed` is the run that did, if any."""

    file: str
    nights: int
    since: date  # the first of these nights
    last_followed: str | None = None
    drifted: list[str] = []  # steps, of these nights, the newest first
    never_applied: list[str] = []  # steps that found nothing in any of the last nights
