"""The page of one letter: its labels and what stands beside them, without what is personal."""

from checker.locating.columns.field_names import Meaning, meaning_of
from checker.locating.columns.fields import kept_fields, pairs_in
from checker.locating.columns.phrases import Phrase, lines_of, page_texts
from checker.locating.columns.zones import zones_of
from checker.records.column import ListItem
from checker.records.layout import Layout

_OF_LETTERS: set[Meaning] = {"asked", "answered", "status", "unit", "number", "answer"}


def read_letter(layout: Layout, url: str) -> ListItem | None:
    """The letter as an item with the fields of `ListItem`; None where fewer than three of a letter's labels stand on the page."""
    texts = page_texts(layout)
    zones = zones_of(layout, texts)
    found: dict[Meaning, str] = {}
    for text in texts:
        for line in lines_of([phrase for phrase in text.phrases if zones.holds(phrase)]):
            for meaning, value in _pairs(line):
                found.setdefault(meaning, value)
    if len(found.keys() & _OF_LETTERS) < 3 or not found.keys() & {"asked", "answered"}:
        return None
    return ListItem(title=found.get("title", ""), url=url, fields=kept_fields(found, []))


def _pairs(line: list[Phrase]) -> list[tuple[Meaning, str]]:
    """A label and the cell behind it, which may be empty; or both in one text (来信时间：2018-07-28)."""
    pairs: list[tuple[Meaning, str]] = []
    for place, phrase in enumerate(line):
        meaning = meaning_of(phrase.text)
        if meaning is not None:
            behind = line[place + 1].text if place + 1 < len(line) and meaning_of(line[place + 1].text) is None else ""
            pairs.append((meaning, behind))
        else:
            pairs += pairs_in(phrase.text)
    return pairs
