"""Weeks of the visit history made by hand, from the words of a clerk's case."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from checker.records.visit_history import SiteVisit, VisitHistory
from tests.judgment import looks

_OFFICES = timezone(timedelta(hours=8))


def from_words(as_of: str, words: dict[str, Any]) -> VisitHistory:
    """The seven days before `as_of` (up to it, with `with_the_day`), each from its first minute on.

    There are `each_day` visits (`last_day` on the last one), `minutes` apart. The first `not_opened` of the week did not open: by `why`
    (a state, with `status`), after `seconds`. The `uncounted` visits at the end of the week say nothing, by `silent`. `opens_in`: the
    seconds of all others. `altered`: days whose file was altered; `since` and `until`: which days were kept.
    """
    words = dict(words)
    end = date.fromisoformat(as_of) + timedelta(days=1 if words.pop("with_the_day", False) else 0)
    each_day, minutes = words.pop("each_day"), words.pop("minutes", 60)
    counts = [each_day] * 6 + [words.pop("last_day", each_day)]
    moments = [
        datetime.combine(end - timedelta(days=7 - n), time(0, 0), _OFFICES) + timedelta(minutes=minutes * k)
        for n, count in enumerate(counts)
        for k in range(count)
    ]
    bad, silent = words.pop("not_opened", 0), words.pop("uncounted", 0)
    failing: dict[str, Any] = {
        "state": words.pop("why", "timeout"),
        "seconds": words.pop("seconds", 15.003),
        "status": words.pop("status", None),
    }
    mute: dict[str, Any] = {"state": words.pop("silent", "blocked"), "seconds": 0.4}
    good: dict[str, Any] = {"state": "reached", "seconds": words.pop("opens_in", 1.2), "status": 200}
    visits = []
    until = words.pop("until", end - timedelta(days=1))
    since = words.pop("since", end - timedelta(days=28))
    for n, moment in enumerate(moments):
        if not since <= moment.date() <= until:
            continue
        fields = failing if n < bad else mute if n >= len(moments) - silent else good
        visits.append(SiteVisit(url=looks.HOME, at=moment.isoformat(timespec="milliseconds"), waited=15, by="probe", **fields))
    history = VisitHistory(
        read=datetime.combine(end, time(1, 0), _OFFICES).isoformat(),
        since=since,
        until=until,
        damaged=words.pop("altered", []),
        visits=visits,
    )
    assert not words, f"unknown words for visits: {sorted(words)}"
    return history
