"""The board of a site's columns: what each is, when it was last updated, how long ago, its clock, and its updates by week."""

from dataclasses import dataclass
from datetime import date

from checker.records.column import CATEGORIES, Category, ColumnSeen
from checker.records.item_days import settle_items
from checker.records.judgment import Column
from checker.reports.clocks import Clock, clocks_of
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.pictures import Image, image, is_picture
from checker.reports.words import COLUMN_STATES, Word

WEEKS = 26


@dataclass(frozen=True)
class Week:
    """Updates in one week before as-of; `share` of the column's busiest week, in percent."""

    label: str
    updates: int
    share: int


@dataclass(frozen=True)
class ColumnCard:
    category: str
    name: str
    url: str | None
    state: Word
    verdict: Word
    latest: str | None
    ago: int | None
    clock: str | None
    counts: tuple[str, ...]
    because: str
    pictures: tuple[Image, ...]
    weeks: tuple[Week, ...]


def column_cards(run: KeptRun, site: KeptSite) -> tuple[ColumnCard, ...]:
    """In the order of the results line; empty where no column was looked at."""
    as_of = date.fromisoformat(run.head.as_of) if run.head.as_of else None
    clocks = clocks_of(run.head.edition)
    seen = {(each.category, each.name): each for look in (site.again, site.first) if look for each in look.columns}
    columns = site.judgment.columns
    return tuple(_card(run, column, seen.get((column.category, column.name or "")), clocks, site, as_of) for column in columns)


def _card(
    run: KeptRun, column: Column, seen: ColumnSeen | None, clocks: dict[Category, Clock], site: KeptSite, as_of: date | None
) -> ColumnCard:
    clock: Clock | None = clocks.get(column.category)
    latest = date.fromisoformat(column.latest) if column.latest else None
    name = column.name or CATEGORIES[column.category]
    return ColumnCard(
        category=CATEGORIES[column.category],
        name=name,
        url=column.url,
        state=COLUMN_STATES[column.state],
        verdict=_verdict(column, clock, latest, as_of),
        latest=column.latest,
        ago=(as_of - latest).days if as_of and latest else None,
        clock=clock.words if clock else None,
        counts=tuple(_counts(column)),
        because=column.because,
        pictures=tuple(image(run, file, f"栏目“{name}”截图") for file in column.evidence if is_picture(file)),
        weeks=_weeks(seen, site, as_of) if as_of else (),
    )


def _verdict(column: Column, clock: Clock | None, latest: date | None, as_of: date | None) -> Word:
    if column.state != "found":
        return COLUMN_STATES[column.state]
    if clock is None or as_of is None or column.dated_items is None:
        return Word("不限期", "本条没有期限", "plain")
    if latest is not None and latest >= clock.since(as_of):
        return Word("按时", "在期限内更新", "good")
    return Word("超期", "在期限内没有更新", "bad")


def _counts(column: Column) -> list[str]:
    words = []
    if column.dated_items is not None:
        words.append(f"有日期的信息{column.dated_items}条")
    if column.items_last_year is not None:
        words.append(f"一年内{column.items_last_year}条")
    if column.overdue is not None:
        words.append(f"超过三个月未答复{column.overdue}件")
    if column.unpublished is not None:
        words.append(f"未公布结果{column.unpublished}次")
    return words


def _weeks(seen: ColumnSeen | None, site: KeptSite, as_of: date) -> tuple[Week, ...]:
    """From the oldest of 26 weeks to the newest; empty for a column whose items nobody read."""
    look = site.first or site.again
    if seen is None or look is None or look.day is None:
        return ()
    items = [item for page in seen.pages for item in page.items]
    days = [item.day for item in settle_items(items, seen.articles, date.fromisoformat(look.day)) if item.day is not None]
    counts = [0] * WEEKS
    for day in days:
        week = (as_of - day).days // 7
        if 0 <= week < WEEKS:
            counts[week] += 1
    if not days:
        return ()
    most = max(counts) or 1
    labels = ["最近一周", *(f"{week}周前" for week in range(1, WEEKS))]
    return tuple(Week(labels[week], counts[week], round(100 * counts[week] / most)) for week in reversed(range(WEEKS)))
