"""Titles and texts of the sample city, put together from phrases; the same site says the same on every run."""

import tomllib
import zlib
from datetime import date
from functools import cache
from pathlib import Path

SHARED = Path(__file__).parent / "shared"


@cache
def read_phrases() -> dict[str, object]:
    return tomllib.loads((SHARED / "phrases.toml").read_text(encoding="utf-8"))


class Wording:
    """Speaks for one site: `unit` is its short name, `topics` what it writes about."""

    def __init__(self, unit: str, topics: tuple[str, ...]) -> None:
        self._unit = unit
        self._topics = topics
        self._phrases = read_phrases()
        self._shift = zlib.crc32(unit.encode()) % 97  # so that sites do not all begin with the same phrase

    def title(self, kind: str, turn: int, day: date) -> str:
        """The title number `turn` of a column of `kind`; no two turns under patterns × topics read the same."""
        return self._say(self._pattern("titles", kind, turn), self._turn_topic("titles", kind, turn), turn, day)

    def letter(self, turn: int, day: date) -> tuple[str, str, str]:
        """Subject, question and reply of letter number `turn`."""
        topic = self._turn_topic("letters", "subjects", turn)
        patterns = (self._pattern("letters", "subjects", turn), *(str(self._table("letters")[k]) for k in ("question", "reply")))
        subject, question, reply = (self._say(pattern, topic, turn, day) for pattern in patterns)
        return subject, question, reply

    def paragraphs(self, kind: str, turn: int, day: date) -> list[str]:
        """Four paragraphs for the article whose title is number `turn` of `kind`; the opening one comes first."""
        topic = self._turn_topic("titles", kind, turn)
        opening, *others = self._patterns("texts", "paragraphs")
        chosen = [opening, *(others[(turn + step) % len(others)] for step in range(3))]
        return [self._say(pattern, topic, turn, day) for pattern in chosen]

    def _table(self, table: str) -> dict[str, object]:
        found = self._phrases[table]
        assert isinstance(found, dict)
        return found

    def _patterns(self, table: str, kind: str) -> list[str]:
        found = self._table(table)[kind]
        assert isinstance(found, list)
        return found

    def _pattern(self, table: str, kind: str, turn: int) -> str:
        patterns = self._patterns(table, kind)
        return patterns[(turn + self._shift) % len(patterns)]

    def _turn_topic(self, table: str, kind: str, turn: int) -> str:
        # pattern and topic move on with each turn; after a round of patterns the topic moves one further
        rounds, pattern = divmod(turn + self._shift, len(self._patterns(table, kind)))
        return self._topics[(pattern + rounds) % len(self._topics)]

    def _say(self, pattern: str, topic: str, turn: int, day: date) -> str:
        places = self._phrases["places"]
        assert isinstance(places, list)
        spoken_day = f"{day.month}月{day.day}日"
        place = places[(turn + self._shift) % len(places)]
        return pattern.format(unit=self._unit, topic=topic, place=place, year=day.year, day=spoken_day)
