"""A week of ticks for each site: whether it opened when it was asked, day by day."""

from dataclasses import dataclass

from checker.records.beyond import Beyond, VisitDay
from checker.reports.kept_run import KeptRun
from checker.reports.words import Word

_OPENED = Word("✓", "各次访问均正常打开", "good")
_FAILED = Word("✗", "各次访问均未能打开", "bad")
_SOME = Word("△", "部分访问未能打开", "doubt")
_NOTHING = Word("—", "没有可以计入的访问", "plain")
_DAMAGED = Word("!", "当日访问记录被改动，不予采信", "doubt")


@dataclass(frozen=True)
class Tick:
    """One day of one site; `title` says the numbers."""

    word: Word
    text: str
    title: str


@dataclass(frozen=True)
class WeekRow:
    reference: str
    name: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class VisitWeeks:
    """`days` are the heads of the columns: month and day."""

    days: tuple[str, ...]
    rows: tuple[WeekRow, ...]


def visit_weeks(run: KeptRun, beyond: Beyond, references: dict[str, str]) -> VisitWeeks | None:
    """None where the archive knew of no earlier visits."""
    rows = [
        WeekRow(references[key], site.judgment.site.name or key, tuple(_tick(day) for day in beyond.weeks[key]))
        for site in run.sites
        if (key := site.judgment.key) in beyond.weeks and not site.is_offline
    ]
    if not rows:
        return None
    first = next(iter(beyond.weeks.values()))
    return VisitWeeks(tuple(f"{each.day.month}月{each.day.day}日" for each in first), tuple(rows))


def _tick(day: VisitDay) -> Tick:
    counted = day.opened + day.not_opened
    if day.damaged:
        word = _DAMAGED
    elif not counted:
        word = _NOTHING
    else:
        word = _OPENED if not day.not_opened else _SOME if day.opened else _FAILED
    beside = f"，另有{day.uncounted}次不计入" if day.uncounted else ""
    title = f"{word.full}：计入{counted}次，其中{day.not_opened}次未能打开{beside}" if counted else f"{word.full}{beside}"
    return Tick(word, f"{word.text} {day.opened}/{counted}" if word is _SOME else word.text, title)
