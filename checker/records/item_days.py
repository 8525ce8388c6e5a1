"""The days of a list, settled under an as-of day: by its own words first, then by the article, then by the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checker.records.column import ArticleDay, FieldName, ListItem
from checker.records.days import WrittenDay, day_in_address, find_day, settle_days
from checker.records.numbers import fold


@dataclass(frozen=True)
class SettledItem:
    """An item with its day, and which witness spoke; `differs` is another witness's day that lies more than a day apart."""

    item: ListItem
    day: date | None
    witness: str | None = None
    differs: date | None = None


def settle_items(items: Sequence[ListItem], articles: Sequence[ArticleDay], day_of_looking: date) -> list[SettledItem]:
    """In the order of the list. A day without a year takes it from another witness, else from the list's order."""
    by_address = {article.url: article for article in articles}
    others = [_other_witnesses(item, by_address, day_of_looking) for item in items]
    written = [_first_written(item) for item in items]
    hints = [witnesses[0][1] if witnesses else None for witnesses in others]
    listed = settle_days(written, day_of_looking, hints)
    return [_settle(item, day, witnesses) for item, day, witnesses in zip(items, listed, others, strict=True)]


def without_deadline(item: ListItem) -> ListItem:
    """A row without the day on which it says that something ends: nothing was published then."""
    if "ended" not in item.fields:
        return item
    fields = {name: value for name, value in item.fields.items() if name != "ended"}
    return item.model_copy(update={"fields": fields, "days": [day for day in item.days if day != item.fields["ended"]]})


def tells_no_publishing(item: SettledItem, day_of_looking: date) -> bool:
    """Whether its day is one of beginning, holding or ending: that may lie ahead of everybody."""
    told = (item.item.fields.get(name, "") for name in ("started", "held", "ended"))
    return item.witness == "list" and item.day in [day_in(text, day_of_looking) for text in told if text]


def day_in(text: str, day_of_looking: date) -> date | None:
    """The first day that a text names, without a list around it."""
    written = find_day(fold(text)[0])
    return settle_days([written], day_of_looking)[0] if written else None


_OWN_DAYS: tuple[FieldName, ...] = ("asked", "started", "held")


def _first_written(item: ListItem) -> WrittenDay | None:
    """Its row's first day, or where the row has headed cells the day of asking, beginning or holding; last of all the day of its end."""
    headed = [item.fields[name] for name in _OWN_DAYS if name in item.fields]
    ended = item.fields.get("ended", "")
    days = [day for day in item.days if day != ended]
    return next((found for text in (*headed, *days, ended) if (found := find_day(fold(text)[0]))), None)


def _other_witnesses(item: ListItem, articles: dict[str, ArticleDay], day_of_looking: date) -> list[tuple[str, date]]:
    found: list[tuple[str, date]] = []
    article = articles.get(item.url or "")
    for text in (article.pub_date, article.text_day) if article else ():
        day = day_in(text, day_of_looking) if text else None
        if day is not None:
            found.append(("article", day))
    day = day_in_address(item.url) if item.url else None
    return [*found, ("address", day)] if day is not None else found


def _settle(item: ListItem, listed: date | None, witnesses: list[tuple[str, date]]) -> SettledItem:
    spoken = [("list", listed), *witnesses] if listed is not None else witnesses
    if not spoken:
        return SettledItem(item, None)
    witness, day = spoken[0]
    assert day is not None  # a witness without a day was not taken up
    differs = next((other for _, other in spoken[1:] if other is not None and abs((other - day).days) > 1), None)
    return SettledItem(item, day, witness, differs)
