"""When the page behind an item was published, where its list tells no day: PubDate, a label, the line below the title, the signature."""

import re

from checker.locating.columns.article import labelled_day, meta_of
from checker.locating.columns.phrases import PageText, Phrase, page_texts
from checker.locating.columns.row_days import is_day_alone, tells_weekday
from checker.locating.columns.zones import Zones, zones_of
from checker.records.column import ArticleDay
from checker.records.days import find_days, folded_title
from checker.records.layout import Layout

_SENTENCE = 25  # characters
_LINE = 8.0  # CSS px between the middles of what stands in one line
_SHORTEST_TITLE = 4  # characters by which a title is known again
_SIGNED = re.compile(r"[一-龥]{2,30}(?:局|厅|委|办|室|府|会|院|处|科|站|所|中心|公司|小组|部)\s*$")


def read_article_day(layout: Layout, url: str, title: str) -> ArticleDay | None:
    """The witnesses of the article that an item of that title leads to; None where it tells no day.

    A day by itself counts below the article's title alone, and never in a line with a link: that is a list's.
    """
    texts = page_texts(layout)
    pub_date = meta_of(layout.documents[0], "PubDate")
    text_day = next((day for text in texts if (day := labelled_day(text)) is not None), None)
    if text_day is None:
        zones = zones_of(layout, texts)
        text_day = next((day for text in texts if (day := _by_place(text, zones, title)) is not None), None)
    return ArticleDay(url=url, pub_date=pub_date, text_day=text_day) if pub_date or text_day else None


def _by_place(text: PageText, zones: Zones, title: str) -> str | None:
    """The day between the title and the text, else the last one below the text."""
    wanted = folded_title(title)
    held = [phrase for phrase in text.phrases if zones.holds(phrase)]
    start = next((place for place, phrase in enumerate(held) if _is_title(phrase.text, wanted)), None)
    if start is None:
        return None
    body = held[start + 1 :]
    linked = [_middle(phrase) for phrase in text.phrases if phrase.link >= 0]
    sentences = [place for place, phrase in enumerate(body) if phrase.link < 0 and len(phrase.text) >= _SENTENCE]
    head, foot = (body[: sentences[0]], body[sentences[-1] + 1 :]) if sentences else (body, [])
    above = [day for phrase in head if _is_dated(phrase.text) and (day := _day(phrase, linked)) is not None]
    below = [day for phrase in foot if _is_dated(phrase.text) and (day := _day(phrase, linked)) is not None]
    return next(iter([*above, *reversed(below)]), None)


def _is_title(words: str, wanted: str) -> bool:
    """Whether words are the item's title, either of them perhaps cut."""
    plain = folded_title(words)
    return min(len(plain), len(wanted)) >= _SHORTEST_TITLE and (plain.startswith(wanted) or wanted.startswith(plain))


def _is_dated(words: str) -> bool:
    """A day alone, or behind the name of an office. One with its weekday is the page's own clock."""
    if tells_weekday(words):
        return False
    days = find_days(words)
    return is_day_alone(words) or (len(days) == 1 and not words[days[0].end :].strip() and bool(_SIGNED.fullmatch(words[: days[0].start])))


def _day(phrase: Phrase, linked: list[float]) -> str | None:
    """The whole day that a phrase writes, where no link stands beside it."""
    if any(abs(_middle(phrase) - middle) < _LINE for middle in linked):
        return None
    return next((day.text for day in find_days(phrase.text) if day.year is not None), None)


def _middle(phrase: Phrase) -> float:
    return phrase.box.y + phrase.box.height / 2
