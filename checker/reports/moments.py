"""Times as a Chinese office reads them: Beijing time, which has known no daylight saving since 1991."""

from datetime import UTC, datetime

from checker.records.office_time import OFFICE_TIME


def beijing(moment: str | None) -> str:
    """An ISO 8601 time (UTC where it names no zone) as 2026年11月22日 22:18:05; what is no time is given back as it is."""
    when = _read(moment)
    return f"{when:%Y}年{when.month}月{when.day}日 {when:%H:%M:%S}" if when else (moment or "")


def span(started: str | None, ended: str | None) -> str:
    """Begin and end in one phrase, the day of the end only where it differs."""
    begin, end = _read(started), _read(ended)
    if begin is None:
        return "未记录"
    if end is None:
        return f"{_minute(begin)} 起，尚未结束"
    close = f"{end:%H:%M}" if end.date() == begin.date() else _minute(end)
    return f"{_minute(begin)} 至 {close}"


def day(date: str | None) -> str:
    """An ISO day as 2026年11月22日."""
    when = _read(f"{date}T00:00:00+08:00" if date else None)
    return f"{when:%Y}年{when.month}月{when.day}日" if when else (date or "")


def lies_after(date: str | None, moment: str | None) -> bool:
    """Whether an ISO day begins after a moment's own day in Beijing; what is neither told nor a day does not."""
    begins, when = _read(f"{date}T00:00:00+08:00" if date else None), _read(moment)
    return begins is not None and when is not None and begins.date() > when.date()


def _minute(when: datetime) -> str:
    return f"{when:%Y}年{when.month}月{when.day}日 {when:%H:%M}"


def _read(moment: str | None) -> datetime | None:
    if not moment:
        return None
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(OFFICE_TIME)
