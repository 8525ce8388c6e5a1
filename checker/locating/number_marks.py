"""Candidates for the three numbers: in the text of every document, in alternative texts and titles, in links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Protocol

from checker.locating.choices import numbers_in_choices
from checker.locating.fields import numbers_in_fields
from checker.locating.headlines import is_headline
from checker.locating.hints import find_hints
from checker.locating.labels_above import numbers_below_labels
from checker.locating.links import find_node, leads_elsewhere, leads_to_register, link_of, number_in_link
from checker.locating.own_badge import ELSEWHERE, NEWS, PERHAPS_NEWS, Whose, names_somebody, whose_number
from checker.locating.reading_by_place import is_in_order, read_by_place
from checker.locating.reading_text import ReadingText, has_clear_text, has_hidden_text, read_text
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import PROVINCES, Found, find_icp, find_public_security, find_site_code, fold, same_number
from checker.records.provinces import is_from_elsewhere
from checker.records.sighting import BadgeKind, Source
from checker.records.site import Site


class Finder(Protocol):
    def __call__(self, folded: str, *, with_placeholders: bool = False) -> list[Found]: ...


FINDERS: dict[BadgeKind, Finder] = {
    "site_code": find_site_code,
    "icp": find_icp,
    "public_security": find_public_security,
}
_VALUE = re.compile(r"(?:bm)?[0-9]", re.IGNORECASE)
_FILLER = r"(?:[0-9XxOoQDIiLl|SsBZz×*?#_\-.…—]\s?){1,20}|待定|待补充|待备案|待办理|暂无|申请中|办理中|正在办理|备案中|正在备案"
OUT_OF_ORDER = "字符在页面上的位置与网页代码中的次序不一致"  # a doubt that reading the picture can end
_MOST_OTHERS = 3  # numbers of others that are worth naming
_SHORT = 6  # characters in a number's place from which words alone before it are no word about filings
# a label of the kind, behind which something other than its number stands
LABELS: dict[BadgeKind, re.Pattern[str]] = {
    "site_code": re.compile(rf"标\s*识\s*(?:编\s*)?码\s*(?:号\s*)?(?::\s*|\s+)?(?P<filler>bm[0-9Xx*]{{0,12}}|{_FILLER})", re.IGNORECASE),
    "icp": re.compile(
        rf"(?P<province>[{PROVINCES}])?\s*I\s*C\s*P\s*(?:备\s*案?)?\s*(?:编|序|许可证)?\s*(?:号码|号)?\s*:?\s*"
        rf"(?P<filler>[{PROVINCES}]?(?:{_FILLER}))?\s*号?",
        re.IGNORECASE,
    ),
    "public_security": re.compile(
        rf"(?:(?P<province>[{PROVINCES}])\s*公\s*网?\s*安\s*网?\s*备|(?:公安(?:机关|部)?(?:联网|网站)?|公?网安)备案(?:编)?号)\s*(?:号\s*)?:?\s*"
        rf"(?P<filler>{_FILLER})?\s*号?"
    ),
}


def find_numbers(layout: Layout, site: Site | None = None) -> list[Candidate]:
    """All candidates of 网站标识码, ICP备案号 and 公安备案号, seen or not.

    A number that is not the site's own is none; where there is no other, it is named with the reason (`other`, without pieces).
    """
    found: list[Candidate] = []
    readings = [_readings(document) for document in layout.documents]
    for kind, find in FINDERS.items():
        own: list[Candidate] = []
        others: list[Candidate] = []
        hints: list[Candidate] = []
        for document, (shown, whole, by_place) in zip(layout.documents, readings, strict=True):
            here = _Place(layout, document, kind, find, site.expected_number(kind) if site else None, site.site_code if site else None)
            numbers = list(here.in_text(shown, by_place))
            if len(whole.text) != len(shown.text):
                numbers += here.hidden(whole)
            numbers += here.between_clear(shown) if has_clear_text(document) else ()
            own += numbers
            own += here.unclear() if not any(candidate.shape == "number" for candidate in numbers) else []
            others += here.of_others()
            own += numbers_in_fields(document, kind, find)
            hints += [*find_hints(document, kind, find), *numbers_in_choices(document, kind, find)]
        taken = [other.value for other in others if other.value]
        found += own
        if not any(candidate.shape == "number" for candidate in own):
            found += {other.value: other for other in others[:_MOST_OTHERS]}.values()
            hints = [hint for hint in hints if not any(same_number(kind, hint.value or "", value) for value in taken)]
        found += hints
    return found


@dataclass(frozen=True)
class _Place:
    """One document, searched for the numbers of one kind; `expected` is the roster's, and so is `site_code`."""

    layout: Layout
    document: Document
    kind: BadgeKind
    find: Finder
    expected: str | None
    site_code: str | None
    left: list[tuple[ReadingText, Found, Whose]] = field(default_factory=list)  # numbers that are not plainly the site's own

    def _find(self, reading: ReadingText) -> list[Found]:
        """A placeholder is a number where the roster itself says so."""
        found = self.find(reading.text, with_placeholders=True)
        if not found:
            return numbers_below_labels(reading, self.kind)
        right = {number.value for number in self.find(reading.text)}
        return [number for number in found if number.value in right or (self.expected is not None and self._is_wanted(number))]

    def in_text(self, shown: ReadingText, by_place: Callable[[], ReadingText]) -> Iterator[Candidate]:
        """What is laid out, in the document's order; where that leaves something to be wished for, as it stands in the page."""
        numbers = self._find(shown)
        ordered = [number for number in numbers if self._is_in_order(shown, number)]
        own = [number for number in ordered if self._is_own(shown, number)]
        yield from (self._number(shown, number) for number in own)
        placed: list[Found] = []
        if len(ordered) < len(numbers) or not any(self._is_wanted(number) for number in own):
            known = {place for number in ordered for place in _places(shown, number)}
            reading = by_place()
            placed = [number for number in self._find(reading) if not known & _places(reading, number)]
            yield from (self._number(reading, number) for number in placed if self._is_own(reading, number))
        taken = {place for number in placed for place in _places(by_place(), number)}
        for number in numbers:
            if number not in ordered and not taken & _places(shown, number) and self._is_own(shown, number):
                yield self._number(shown, number, OUT_OF_ORDER)
        for label in self._labels(shown, numbers):
            if not taken & _places(shown, label):
                yield _candidate(self.layout, self.document, self.kind, "label", None, shown, label)

    def hidden(self, whole: ReadingText) -> Iterator[Candidate]:
        """Numbers of which a part is not laid out."""
        for number in self._find(whole):
            if any(piece.box is None for piece in whole.pieces(number.start, number.end)) and self._is_own(whole, number):
                yield self._number(whole, number)

    def between_clear(self, shown: ReadingText) -> Iterator[Candidate]:
        """Numbers as a person reads them who does not see what is clear in between."""
        known = [_places(shown, number) for number in self._find(shown)]
        for number in self._find(drawn := read_text(self.document, laid_out_only=True, drawn_only=True)):
            if _places(drawn, number) not in known and self._is_wanted(number) and self._is_own(drawn, number):
                yield self._number(drawn, number)

    def unclear(self) -> list[Candidate]:
        """Numbers of which nobody can tell whose they are, for where no other is."""
        return [self._number(reading, number, whose.because) for reading, number, whose in self.left if whose.state == "unclear"]

    def of_others(self) -> Iterator[Candidate]:
        for reading, number, whose in self.left:
            if whose.state == "other":
                yield replace(self._number(reading, number, whose.because), shape="other", pieces=())

    def _number(self, reading: ReadingText, number: Found, doubt: str | None = None) -> Candidate:
        candidate = _candidate(self.layout, self.document, self.kind, "number", number.value, reading, number)
        return replace(candidate, doubt=doubt)

    def _is_in_order(self, reading: ReadingText, number: Found) -> bool:
        """A label may stand on either side of its number."""
        value = None if number.value[0] in PROVINCES else _VALUE.search(reading.text, number.start, number.end)
        return is_in_order(reading, value.start() if value else number.start, number.end)

    def _is_own(self, reading: ReadingText, number: Found) -> bool:
        """What is not its own is remembered with the reason."""
        is_expected = self.expected is not None and self._is_wanted(number)
        if headline := self._headline(reading, number):
            whose = NEWS if headline == "dated" else PERHAPS_NEWS
        else:
            whose = ELSEWHERE if not is_expected and self._names_another(reading, number) else self._whose(reading, number, is_expected)
        if whose.state != "own":
            self.left.append((reading, number, whose))
        return whose.state == "own"

    def _whose(self, reading: ReadingText, number: Found, is_expected: bool) -> Whose:
        link = link_of(self.document, node) if (node := self._node(reading, number)) else None
        is_registered = leads_to_register(self.kind, link) and self._is_the_only_one(reading, number)
        return whose_number(
            reading, number.start, number.end,
            is_expected=is_expected, has_expected=self.expected is not None, is_registered=is_registered,
            is_from_elsewhere=is_from_elsewhere(number.value, self.site_code),
        )  # fmt: skip

    def _headline(self, reading: ReadingText, number: Found) -> str | None:
        node = self._node(reading, number)
        return is_headline(self.document, node, reading.text[number.start : number.end]) if node else None

    def _is_the_only_one(self, reading: ReadingText, number: Found) -> bool:
        """Of those in links to the register; a supplier's own seldom leads there."""
        others = (other for other in self._find(reading) if not same_number(self.kind, other.value, number.value))
        links = (link_of(self.document, node) for other in others if (node := self._node(reading, other)))
        return not any(leads_to_register(self.kind, link) for link in links)

    def _node(self, reading: ReadingText, number: Found) -> Node | None:
        pieces = reading.pieces(number.start, number.end)
        return find_node(self.layout, pieces[-1]) if pieces else None

    def _names_another(self, reading: ReadingText, number: Found) -> bool:
        """Whether it stands in a link to somewhere else that says more than the number: another's name with another's number."""
        node = self._node(reading, number)
        link = next((a for a in self.document.ancestors(node) if a.name == "a"), None) if node else None
        if link is None or not leads_elsewhere(self.document, link):
            return False
        words = fold("".join(inner.text or "" for inner in self.document.within(link)))[0]
        return names_somebody(words)

    def _is_wanted(self, number: Found) -> bool:
        return self.expected is None or same_number(self.kind, number.value, self.expected)

    def _labels(self, reading: ReadingText, numbers: list[Found]) -> Iterator[Found]:
        for match in LABELS[self.kind].finditer(reading.text):
            if not _wants_a_number(match) or any(n.start < match.end() and match.start() < n.end for n in numbers):
                continue
            if whose_number(reading, match.start(), match.end(), has_expected=True).state == "own":
                yield Found(match.start(), match.end(), "")


def _readings(document: Document) -> tuple[ReadingText, ReadingText, Callable[[], ReadingText]]:
    """What is laid out, what stands there at all, and what is laid out as it stands."""
    shown = read_text(document, laid_out_only=True)
    whole = read_text(document, laid_out_only=False) if has_hidden_text(document) else shown
    return shown, whole, cache(partial(read_by_place, document))


def _places(reading: ReadingText, number: Found) -> set[tuple[int, int]]:
    return {place for place in reading.places[number.start : number.end] if place is not None}


def _wants_a_number(match: re.Match[str]) -> bool:
    """Whether the words are a number's label with something else in its place; `如何办理ICP备案?` and `ICP备案3日办结` are none."""
    groups = match.groupdict()
    filler: str = (groups["filler"] or "").strip()
    if not filler:
        return bool(groups.get("province")) and "备" in match[0] and match[0].rstrip().endswith("号")
    if len(filler) < 3 and not filler.strip("?.…-—_"):
        return False
    digits = sum(letter.isdigit() for letter in filler)
    if filler.isascii() and filler.isalpha() and not set(filler.upper()) <= {"X", "O"}:
        return False  # a word in Latin letters
    before: str = match[0][: match.start("filler") - match.start()]
    if "标" in before:
        return before.rstrip() != before or ":" in before or digits >= _SHORT
    if "备" not in before:
        return digits >= _SHORT  # `蜀ICP05003648号`; a licence has 证 there
    return bool(groups.get("province")) or "号" in before or ":" in before or (digits >= _SHORT and "案" not in before)


def _candidate(
    layout: Layout,
    document: Document,
    kind: BadgeKind,
    shape: str,
    value: str | None,
    reading: ReadingText,
    found: Found,
) -> Candidate:
    pieces = reading.pieces(found.start, found.end)
    nodes = [node for piece in pieces if (node := find_node(layout, piece)) is not None]
    link = next((link for node in reversed(nodes) if (link := link_of(document, node)) is not None), None)
    return Candidate(
        kind=kind,
        shape=shape,
        source=_source(document, nodes, pieces),
        raw=reading.text[found.start : found.end].strip(),
        pieces=pieces,
        value=value,
        link=link,
        link_value=number_in_link(kind, link),
        frame=document.url if document.owner else None,
        around=reading.around(found.start, found.end),
    )


def _source(document: Document, nodes: list[Node], pieces: tuple[Piece, ...]) -> Source:
    if any(piece.form == "pseudo" for piece in pieces):
        return "pseudo"
    for node in nodes:
        if any(a.name == "svg" for a in document.ancestors(node)):
            return "svg"
    return "text"
