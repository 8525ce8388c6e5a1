"""One row becomes an item: its title in full, where it leads, its days, whether it is pinned."""

import re
from dataclasses import dataclass

from checker.locating.columns.field_names import LEADS_ON
from checker.locating.columns.phrases import PageText, Phrase
from checker.locating.columns.row_days import days_in, is_day_alone, is_deadline, standing_days, tells_weekday
from checker.locating.columns.rows import Row, RowGroup
from checker.locating.links import link_of
from checker.records.days import folded_title
from checker.records.layout import Document, Node
from checker.records.numbers import fold

_BULLET = re.compile(r"^[\s·•●○◆◇■□▪►▶>»*※★☆|︱・∙-]+(?=\S)")
_DOTS = re.compile(r"\s*(?:\.{2,}|…+|。{2,})\s*$")
_PIN = re.compile(r"^\s*[\[(【<［（]?\s*置\s*顶\s*[\])】>:］）：]?\s*")
_NEW = re.compile(r"\s*[\[(【（]\s*(?:new|hot|最新|新|热)\s*[\])】）]\s*$|^\s*[\[(【（]\s*(?:new|hot|新|热)\s*[\])】）]\s*", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"(?:文章)?标\s*题\s*[:：]\s*([^\n\r]+)")
_LONG_TITLE = 8  # characters: links beside a page's own clock (设为首页) have fewer
_DIGITS = re.compile(r"[\[(]?((?:19|20)\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])[\])]?")
_EDGE_DAY = 0.6  # share of rows whose title must begin or end with a date before that date is the list's


@dataclass(slots=True)
class ReadRow:
    """A row as read; `spare` are its phrases apart from the title's."""

    row: Row
    title: str
    url: str | None
    days: list[str]
    is_pinned: bool
    spare: list[Phrase]
    title_phrases: list[Phrase]

    def is_hidden(self, text: PageText) -> bool:
        """Whether nobody sees its title, or its days."""
        days = [phrase for phrase in self.spare if self.days and days_in([phrase])]
        return any(text.is_hidden(phrase) for phrase in (*self.title_phrases, *days))


def read_rows(group: RowGroup) -> list[ReadRow]:
    """The rows of a list. A date at a title's edge counts where most rows of the list have one there and none elsewhere."""
    read = [_read_row(group.document, row) for row in group.rows]
    read = [row for row in read if row.title]
    clocked = [row for row in read if row.days and _has_weekday(row)]
    if len(clocked) == 1 and len(clocked[0].title) < _LONG_TITLE:
        clocked[0].days = []
    edged = [_edge_days(row.title) for row in read]
    if read and not any(row.days for row in read) and sum(map(bool, edged)) >= max(2, _EDGE_DAY * len(read)):
        for row, found in zip(read, edged, strict=True):
            if found is not None:
                row.title, row.days = found
    in_digits = [] if any(row.days for row in read) else [_digits_day(row) for row in read]
    if sum(map(bool, in_digits)) >= max(2, _EDGE_DAY * len(read)):
        for row, days in zip(read, in_digits, strict=True):
            row.days = days
    return read


def _digits_day(row: ReadRow) -> list[str]:
    """A day as eight digits (20180728), which alone may be any number: one only where the whole list has them."""
    found = next((match for phrase in row.spare if (match := _DIGITS.fullmatch(phrase.text.strip()))), None)
    return [f"{found[1]}-{found[2]}-{found[3]}"] if found is not None else []


def _has_weekday(row: ReadRow) -> bool:
    return any(tells_weekday(phrase.text) for phrase in row.spare)


def _edge_days(title: str) -> tuple[str, list[str]] | None:
    """The title without the day at its edge, and that day. Places in the folded text are brought back to the printed one."""
    folded, places = fold(title)
    days = standing_days(folded)
    if len(days) != 1 or is_deadline(folded, days[0]):
        return None
    begin, end = places[days[0].start], places[days[0].end - 1] + 1
    is_last = not re.search(r"[^\])】>］） ]", title[end:])
    rest = (title[:begin] if is_last else title[end:]).strip(" []()【】［］（）|-")
    return (rest, [days[0].text]) if len(rest) >= 2 else None


def _read_row(document: Document, row: Row) -> ReadRow:
    words = _title_phrases(document, row)
    taken = {id(phrase) for phrase in words}
    spare = [phrase for phrase in row.phrases if id(phrase) not in taken]
    shown = "".join(phrase.printed for phrase in words)
    title = _full_title(document, row, shown)
    is_pinned = bool(_PIN.match(title)) or _says_pinned(document, row, spare)
    title = _NEW.sub("", _BULLET.sub("", _PIN.sub("", title))).strip()
    return ReadRow(row, title, address_of(document, row.link), days_in(spare), is_pinned, spare, words)


def _title_phrases(document: Document, row: Row) -> list[Phrase]:
    own = [phrase for phrase in row.phrases if row.link is not None and phrase.link == row.link.index and not is_day_alone(phrase.text)]
    if own and not LEADS_ON.fullmatch("".join(phrase.text for phrase in own)):
        return _best_title(document, own, is_wide=row.link is not None and row.link.name != "a")
    others = [phrase for phrase in row.phrases if not is_day_alone(phrase.text) and not LEADS_ON.fullmatch(phrase.text)]
    return _best_title(document, others, is_wide=True)


def _best_title(document: Document, phrases: list[Phrase], *, is_wide: bool) -> list[Phrase]:
    """Of a card that is one link: its heading, else its first words; of a whole row: the longest."""
    if len(phrases) <= 1:
        return phrases
    headed = [phrase for phrase in phrases if _is_headed(document, phrase)]
    if headed:
        return headed[:1]
    if is_wide:
        named = [phrase for phrase in phrases if not re.fullmatch(r"[\w\s.:/-]*", phrase.text, re.ASCII)] or phrases
        return [max(named, key=lambda phrase: len(phrase.text))]
    words = [phrase for phrase in phrases if len(phrase.text) >= 4 and not re.fullmatch(r"[\d\s./:-]+(?:月|年|日)?", phrase.text)]
    return words[:1] or phrases[:1]


def _is_headed(document: Document, phrase: Phrase) -> bool:
    node = document.nodes[phrase.nodes[0]]
    for outer in document.ancestors(node):
        if outer.index == phrase.link:
            return False
        if re.fullmatch("h[1-6]", outer.name) or re.search(r"\b(?:title|tit|bt)\b", outer.attributes.get("class", "")):
            return True
        if outer.index == phrase.block:
            return False
    return False


def _full_title(document: Document, row: Row, shown: str) -> str:
    """A cut title in full, where an attribute of the link or of what it holds says it."""
    plain = folded_title(_DOTS.sub("", shown))
    if row.link is None or not plain:
        return shown
    nodes = [row.link, *(node for node in document.within(row.link) if "title" in node.attributes)]
    for node in nodes:
        hint = node.attributes.get("title", "")
        labelled = _TITLE_LABEL.search(hint)
        hint = " ".join((labelled[1] if labelled else hint.split("\n")[0]).split())
        if len(folded_title(hint)) > len(plain) and folded_title(hint).startswith(plain):
            return hint
    return shown


def _says_pinned(document: Document, row: Row, spare: list[Phrase]) -> bool:
    if any(re.fullmatch(r"[\[(【]?\s*(?:置\s*顶|顶)\s*[\])】]?", phrase.text) for phrase in spare):
        return True
    pictures = (node for node in document.within(row.element) if node.name == "img")
    return any("置顶" in node.attributes.get("alt", "") + node.attributes.get("title", "") for node in pictures)


def address_of(document: Document, link: Node | None) -> str | None:
    """Where a link leads, absolute; None for one that only a script follows."""
    return None if link is None else link_of(document, link)
