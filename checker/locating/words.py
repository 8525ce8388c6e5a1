"""Words of a list in the text of a page: across inline tags, in full width, with blanks between; the longest where several fit."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.locating.columns.letter_boxes import boxes_of
from checker.locating.reading_text import ReadingText, read_text
from checker.records.base import Box, around
from checker.records.candidate import Piece
from checker.records.layout import Document, Layout
from checker.records.numbers import fold
from checker.records.word_list import ListedWord, WordList

_BREAK = "\n"  # no word goes on behind it
_AROUND = 20  # characters on either side that are told
_PLAIN = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A listed word in a page's text: what stands there, where, and the parts of the page that can be proven seen."""

    entry: ListedWord
    text: str
    around: str
    box: Box | None  # CSS px of the page; null for what is not laid out
    pieces: tuple[Piece, ...]


class WordFinder:
    """Finds the words of a list. Blanks between Chinese characters are nothing; between Latin ones they part words."""

    def __init__(self, listed: WordList) -> None:
        self.listed = listed
        self._entries = {plain(entry.word): entry for entry in listed.words}
        self._exceptions = {word: _exceptions(word, entry) for word, entry in self._entries.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._entries:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}
        self._first = re.compile(f"[{''.join(map(re.escape, sorted(lengths)))}]")

    def find(self, text: str) -> list[tuple[int, int, ListedWord]]:
        """(start, end, entry) of every listed word in a text as `plain` makes it, in order; none that lies within a longer one."""
        found: list[tuple[int, int, ListedWord]] = []
        reach = 0
        for match in self._first.finditer(text):
            start = match.start()
            for length in self._lengths[match[0]]:
                end = start + length
                word = text[start:end]
                if len(word) < length or word not in self._entries:
                    continue
                if _stands_alone(text, start, end) and not self._is_right(text, start, word):
                    if end > reach:
                        found.append((start, end, self._entries[word]))
                        reach = end
                    break
        return found

    def _is_right(self, text: str, start: int, word: str) -> bool:
        """Whether it stands within a longer word in which it is right."""
        return any(start >= before and text.startswith(longer, start - before) for longer, before in self._exceptions[word])

    def search(self, layout: Layout) -> tuple[list[FoundWord], int]:
        """All listed words that are drawn on a page, and how many characters were read for them."""
        found: list[FoundWord] = []
        letters = 0
        for document in layout.documents:
            reading = read_text(document, laid_out_only=True, drawn_only=True)
            text, places = _letters_of(reading)
            letters += len(text) - text.count(_BREAK)
            found += [_found(reading, text, places, hit) for hit in self.find(text)]
        return found, letters


def plain(text: str) -> str:
    """Half-width, without what nobody sees; blanks are left between Latin letters and digits alone."""
    return "".join(char for char, _ in _plain((char, None) for char in text))


def _exceptions(word: str, entry: ListedWord) -> list[tuple[str, int]]:
    """Each longer word with the places that `word` has in it; what it should be is one, where it holds the word itself."""
    longer = [plain(each) for each in (*entry.exceptions, *([entry.instead] if entry.instead else []))]
    return [(each, match.start()) for each in longer for match in re.finditer(f"(?={re.escape(word)})", each) if len(each) > len(word)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin word is none within a longer one."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (_both_plain(before, text[start]) or _both_plain(text[end - 1], behind))


def _both_plain(one: str, other: str) -> bool:
    return bool(_PLAIN.match(one) and _PLAIN.match(other))


_Place = tuple[int, int] | None


def _letters_of(reading: ReadingText) -> tuple[str, list[_Place]]:
    """The document's own letters (`reading` has traditional ones simplified), each with its text node and place there."""
    nodes = reading.document.nodes
    links = _Links(reading.document)

    def letters() -> Iterator[tuple[str, _Place]]:
        last: _Place = None
        for char, place in zip(reading.text, reading.places, strict=True):
            if place is None:
                yield (_BREAK if char in "\n\t" else " "), None
                continue
            if place == last:
                continue  # one letter that was folded into several
            if last is not None and place[0] != last[0] and links.part(last[0], place[0]):
                yield _BREAK, None
            last = place
            yield (nodes[place[0]].text or "")[place[1]], place

    pairs = list(_plain(letters()))
    return "".join(char for char, _ in pairs), [place for _, place in pairs]


def _plain(letters: Iterator[tuple[str, _Place]]) -> Iterator[tuple[str, _Place]]:
    last, blank = "", False
    for char, place in letters:
        for letter in _half_width(char):
            if letter.isspace() and letter != _BREAK:
                blank = True
                continue
            if blank and _both_plain(last, letter):
                yield " ", None
            blank = False
            last = letter
            yield letter, place


@lru_cache(maxsize=1 << 16)  # a site is written in a few thousand
def _half_width(char: str) -> str:
    """Empty for what nobody sees."""
    return unicodedata.normalize("NFKC", char) if fold(char)[0] else ""


class _Links:
    """Two links side by side are two words, however close they stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._of: dict[int, int | None] = {}

    def part(self, one: int, other: int) -> bool:
        first, second = self._link(one), self._link(other)
        return first is not None and second is not None and first != second

    def _link(self, index: int) -> int | None:
        if index not in self._of:
            node = self._document.nodes[index]
            self._of[index] = next((outer.index for outer in self._document.ancestors(node) if outer.name == "a"), None)
        return self._of[index]


def _found(reading: ReadingText, text: str, places: list[_Place], hit: tuple[int, int, ListedWord]) -> FoundWord:
    start, end, entry = hit
    offsets: dict[int, set[int]] = defaultdict(set)
    for place in places[start:end]:
        if place is not None:
            offsets[place[0]].add(place[1])
    boxes = [box for index, some in offsets.items() for box in boxes_of(reading.document.nodes[index], some)]
    left = max(start - _AROUND, text.rfind(_BREAK, 0, start) + 1)
    stop = text.find(_BREAK, end)
    right = min(end + _AROUND, stop if stop >= 0 else len(text))
    first, last = _bounds(reading, places[start:end])
    return FoundWord(entry, text[start:end], text[left:right], around(boxes) if boxes else None, reading.pieces(first, last))


def _bounds(reading: ReadingText, places: list[_Place]) -> tuple[int, int]:
    """The word's place in the reading text, for the pieces that can be proven."""
    own = {place for place in places if place is not None}
    where = [number for number, place in enumerate(reading.places) if place in own]
    return min(where), max(where) + 1
