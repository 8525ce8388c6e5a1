"""Which year a `07-28` in a list means: it follows from the list's order and from the day on which the page was looked at.

Not from as-of: a list that is judged again as of another day was still read when it was read, and nothing on it is younger than
that. Where addresses or articles tell days (`witnesses`), the year is theirs: give them wherever there are any, since without
them a pinned item of last autumn before items of this summer reads like a list that ended last autumn.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from checker.records.written_days import WrittenDay

_BY_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/\d{4}\b")  # 28/07/2018, 07/28/2018
_YEARS_BACK = 12
_WITNESS_REACH = 60  # days that a list may differ from an address and still mean the same year


def settle_days(
    written: Sequence[WrittenDay | None], day_of_looking: date, witnesses: Sequence[date | None] | None = None
) -> list[date | None]:
    """The day of each item of one list, in the list's order (its pages one behind the other); None for no day or an impossible one.

    Lists stand newest first or oldest first; single items out of order (pinned ones) do not pull the others along. A day
    without a year is never after `day_of_looking` where a year earlier would do.
    """
    hints = witnesses if witnesses is not None else [None] * len(written)
    choices = [_choices(day, day_of_looking, hint) for day, hint in zip(_of_one_order(written), hints, strict=True)]
    places = [place for place, found in enumerate(choices) if found]
    settled: list[date | None] = [None] * len(written)
    if not places:
        return settled
    if _is_oldest_first([choices[place] for place in places]):
        places.reverse()
    chosen = _most_even([choices[place] for place in places], day_of_looking)
    for place, day in zip(places, chosen, strict=True):
        settled[place] = day
    return settled


def _of_one_order(written: Sequence[WrittenDay | None]) -> Sequence[WrittenDay | None]:
    """Where a list writes 28/07/2018 its 05/07/2018 is of July: the day stands first throughout, unless 07/28/2018 stands there too."""
    slashed = [match for day in written if day is not None and (match := _BY_SLASHES.match(day.text))]
    if not any(int(match[1]) > 12 for match in slashed) or any(int(match[2]) > 12 for match in slashed):
        return written
    return [_day_first(day) if day is not None else None for day in written]


def _day_first(day: WrittenDay) -> WrittenDay:
    match = _BY_SLASHES.match(day.text)
    return day._replace(month=int(match[2]), day=int(match[1])) if match else day


def _choices(written: WrittenDay | None, today: date, witness: date | None) -> list[date]:
    """The days that it may be, latest first."""
    if written is None:
        return []
    if written.ago is not None:
        return [today - timedelta(days=written.ago)]
    if written.month is None or written.day is None:
        return []
    if written.year is not None:
        only = _date(written.year, written.month, written.day)
        return [only] if only else []
    years = range(today.year, today.year - _YEARS_BACK, -1)
    all_days = [day for year in years if (day := _date(year, written.month, written.day)) is not None]
    past = [day for day in all_days if day <= today] or all_days
    told = [day for day in past if witness is not None and abs((day - witness).days) <= _WITNESS_REACH]
    return told or past


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_oldest_first(choices: list[list[date]]) -> bool:
    """Whether more steps go up the calendar than down it. Years that are written have the word, where there are any."""
    fixed = [found[0] for found in choices if len(found) == 1]
    days = fixed if len(fixed) > len(choices) // 2 else [found[0] for found in choices]
    ups = downs = 0
    for before, behind in pairwise(days):
        step = (behind - before).days if days is fixed else (behind - before).days % 365
        if step == 0:
            continue
        if days is fixed:
            ups, downs = ups + (step > 0), downs + (step < 0)
        else:
            ups, downs = ups + (step < 182), downs + (step >= 182)
    return ups > downs


def _most_even(choices: list[list[date]], today: date) -> list[date]:
    """One day of each item's choices, so that the list goes down from today in the smallest steps, with few steps up.

    A step down costs its days; a step up (a pinned item stood before) costs more, above all in lists whose items lie far apart.
    """
    if all(len(days) == 1 for days in choices):
        return [day for [day] in choices]
    up = 40.0 + 4.0 * _usual_step(choices)
    costs = [[_cost(today, day, up) for day in choices[0]]]
    came_from: list[list[int]] = [[0] * len(choices[0])]
    for before, here in pairwise(choices):
        row, back = [], []
        for day in here:
            ways = [cost + _cost(earlier, day, up) for cost, earlier in zip(costs[-1], before, strict=True)]
            best = min(range(len(ways)), key=ways.__getitem__)
            row.append(ways[best])
            back.append(best)
        costs.append(row)
        came_from.append(back)
    place = min(range(len(costs[-1])), key=costs[-1].__getitem__)
    chosen: list[date] = []
    for found, back in zip(reversed(choices), reversed(came_from), strict=True):
        chosen.append(found[place])
        place = back[place]
    return chosen[::-1]


def _cost(before: date, day: date, up: float) -> float:
    step = (before - day).days
    return float(step) if step >= 0 else up - 0.4 * step


def _usual_step(choices: list[list[date]]) -> float:
    """Days between neighbours, the shorter way around the calendar."""
    steps = [abs((before[0] - behind[0]).days) % 365 for before, behind in pairwise(choices)]
    steps = [min(step, 365 - step) for step in steps]
    return float(median(steps)) if steps else 365.0
