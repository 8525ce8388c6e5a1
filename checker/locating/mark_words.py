"""A mark that is written out: its words are what a person has to see, not the box around them, which may be as wide as the page."""

import re
from collections.abc import Iterable

from checker.locating.reading_text import is_silent, piece_of
from checker.records.candidate import Piece
from checker.records.layout import Document, Node
from checker.records.numbers import fold


def words_of(document: Document, element: Node, telling: re.Pattern[str]) -> tuple[Piece, ...]:
    """The words of a link, or of what a click opens, that tell the mark; all of its words where none of them does, and nothing where
    no words of it are laid out. What is drawn is preferred to what is not."""
    texts = [node for node in document.within(element) if node.text and node.box is not None and not is_silent(document, node)]
    drawn = [node for node in texts if not node.clear]
    return _told(document, drawn, telling) or _told(document, texts, telling) or _whole(document, drawn) or _whole(document, texts)


def _told(document: Document, texts: list[Node], telling: re.Pattern[str]) -> tuple[Piece, ...]:
    letters = [(node, place, letter) for node in texts for place, letter in enumerate(node.text or "")]
    folded, back = fold("".join(letter for _, _, letter in letters))
    match = telling.search(folded.strip())
    if match is None:
        return ()
    blank = len(folded) - len(folded.lstrip())
    return _pieces(document, [letters[back[blank + place]][:2] for place in range(match.start(), match.end())])


def _whole(document: Document, texts: list[Node]) -> tuple[Piece, ...]:
    return _pieces(document, [(node, place) for node in texts for place, letter in enumerate(node.text or "") if not letter.isspace()])


def _pieces(document: Document, places: Iterable[tuple[Node, int]]) -> tuple[Piece, ...]:
    found: dict[int, tuple[Node, int, int]] = {}
    for node, place in places:
        first = found[node.index][1] if node.index in found else place
        found[node.index] = node, first, place + 1
    return tuple(piece_of(document, *part) for part in found.values() if (part[0].text or "")[part[1] : part[2]].strip())
