"""Which scripts have not been proven for some nights: not followed to their end, or with a step that never applies. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from checker.records.script_night import ScriptNight, UnprovenScript

NIGHTS = 7  # after so many a script is amber


def unproven_scripts(nights: Sequence[ScriptNight], least: int = NIGHTS) -> list[UnprovenScript]:
    """By file. A night counts for a script where one of its sites was visited with it; several runs of a day are one night.

    Amber are those that were not `followed` in any of their last `least` nights or more, and those with a step that may find nothing and
    found nothing in any of these nights.
    """
    by_file: dict[str, dict[date, list[ScriptNight]]] = defaultdict(lambda: defaultdict(list))
    for night in nights:
        if night.states:
            by_file[night.file][night.day].append(night)
    amber = [_judge(file, days, least) for file, days in sorted(by_file.items())]
    return [one for one in amber if one is not None]


def _judge(file: str, days: dict[date, list[ScriptNight]], least: int) -> UnprovenScript | None:
    newest_first = sorted(days, reverse=True)
    followed = [any("followed" in night.states for night in days[day]) for day in newest_first]
    open_nights = followed.index(True) if True in followed else len(followed)
    idle = _never_applied([days[day] for day in newest_first[:least]]) if len(newest_first) >= least else []
    if open_nights < least and not idle:
        return None
    last = next((night.run for day in newest_first for night in days[day] if "followed" in night.states), None)
    unproven = newest_first[:open_nights]
    steps = [step for day in unproven for night in days[day] for step in night.drifted]
    return UnprovenScript(
        file=file,
        nights=open_nights,
        since=unproven[-1] if unproven else newest_first[min(least, len(newest_first)) - 1],
        last_followed=last,
        drifted=list(dict.fromkeys(steps)),
        never_applied=idle,
    )


def _never_applied(last: list[list[ScriptNight]]) -> list[str]:
    """In reading order of the newest night; a step that was changed meanwhile has not been tried for so long."""
    applied = {step for nights in last for night in nights for step in night.applied}
    tried = [{step for night in nights for step in (*night.not_seen, *night.applied)} for nights in last]
    newest = [step for night in last[0] for step in night.not_seen]
    return [step for step in dict.fromkeys(newest) if step not in applied and all(step in one for one in tried)]
