"""Letters that stand in full on their page, one below the other: guest books, tables of labels and values, questions with answers.

Their words are read in order: a label or words that only the begin of a letter has open the next one. What is personal stays behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from checker.locating.columns.field_names import LEADS_ON, Meaning, meaning_of
from checker.locating.columns.fields import kept_fields, pairs_in
from checker.locating.columns.phrases import PageText, Phrase
from checker.locating.columns.row_days import is_day_alone
from checker.locating.columns.zones import Zones
from checker.records.column import ListItem
from checker.records.days import find_days
from checker.records.layout import Node

_WHO = r"(?:管理员|站长|版主|网站|本站|本?[局委办]|[一-龥]{1,10}(?:局|委|办|科|室|中心|部门|单位|政府))?"
_ANSWER = re.compile(rf"^[【\[]?{_WHO}(?:答复|回复|回信|解答|回应|答)(?:内容|意见|如下)?[】\]]?\s*(?:\(([^()]{{6,30}})\))?\s*[:;]\s*")
_QUESTION = re.compile(r"^[【\[]?(?:问题?|提问|网友提问|咨询问题)[】\]]?\s*:\s*")
_SAID = re.compile(r"(?:于|在)\s*(.{6,25}?)\s*(?:说|问|留言|提问|咨询|发表|写道|来信)(?:道)?\s*:")
_CONTENT = re.compile("(?:咨询|来信|留言|问题|信件|投诉|提问|反映)?(?:内容|正文|描述)")
_CONTENT_BEGINS = re.compile(f"^{_CONTENT.pattern}\\s*:")
Kind = Meaning | Literal["question", "content", "said"]  # `said`: 于 2018-07-01 说：
Event = tuple[Kind, str]
_Behind = Literal["value", "apart", "unclear"]  # what stands behind a label
_KNOWN: set[Kind] = {"content", "asked", "answered", "answer", "status", "unit", "number", "title", "personal", "published", "other"}
_SOUNDS_ANSWERED = re.compile("您好|你好|回复|答复|收悉|感谢|办理")
_CELLS = {"td", "th", "dd", "dt"}
_OF_ONE: set[Meaning] = {"asked", "answered", "status", "unit", "number"}  # what a letter's own page says
_LABELS_OF_ONE = 3
_AFTER_TITLE = re.compile(r"\s*(?:[(\[【]|网友|网民|提问人|咨询人)")
_FOLDED_ANSWER = re.compile("回复|答复|^\\s*答|您好")
_BEHIND_LAST = 40  # nodes in which the last letter may go on unseen
_SHORTEST_ANSWER = 8
_LONGEST_TITLE = 40
_LONGEST_LINE = 120
_NO_TITLE = "无标题来信"


@dataclass(slots=True)
class _Letter:
    title: str
    begins: int  # index of the first node behind which its words stand
    found: dict[Meaning, str] = field(default_factory=dict)
    is_of_a_person: bool = False
    has_content: bool = False
    is_doubtful: bool = False  # an answer may stand where it is not read

    @property
    def has_answer(self) -> bool:
        return bool(self.found.keys() & {"answer", "answered"})


def letters_in_full(texts: list[PageText], zones: Zones, page: int) -> list[ListItem]:
    """The letters with a day of asking; none where nothing shows that these are letters. `answer` is `无` where others have one."""
    letters = [letter for text in texts for letter in _letters_of(text, zones)]
    asked = [letter for letter in letters if find_days(letter.found.get("asked", ""))]
    if not asked or not any(letter.is_of_a_person or letter.has_content or letter.has_answer for letter in asked):
        return []
    if len(asked) == 1 and len(asked[0].found.keys() & _OF_ONE) >= _LABELS_OF_ONE:
        return []  # a letter's own page
    fields = [kept_fields(letter.found, []) for letter in asked]
    some_answered = any(kept.get("answer") == "有" for kept in fields)
    items: list[ListItem] = []
    for letter, kept in zip(asked, fields, strict=True):
        if some_answered and not letter.is_doubtful and not letter.has_answer:
            kept["answer"] = "无"
        days = [kept[name] for name in ("asked", "answered") if kept.get(name)]
        items.append(ListItem(title=letter.title or _NO_TITLE, days=days, fields=kept, page=page))
    return items


def _letters_of(text: PageText, zones: Zones) -> list[_Letter]:
    """Without what nobody sees; where an answer stands that only a click shows, nobody can say that there is none."""
    phrases = [phrase for phrase in text.phrases if zones.holds(phrase)]
    if not _letters(phrases):
        return []
    seen = [phrase for phrase in phrases if not text.is_hidden(phrase)]
    letters = _letters(seen)
    ends = [letter.begins for letter in letters[1:]] + [seen[-1].nodes[-1] + _BEHIND_LAST]
    shown = {node for phrase in seen for node in phrase.nodes}
    for letter, end in zip(letters, ends, strict=True):
        unshown = (node for node in text.document.nodes[letter.begins : end] if node.text and node.index not in shown)
        letter.is_doubtful |= any(_FOLDED_ANSWER.search(node.text or "") for node in unshown)
    return letters


def _letters(phrases: list[Phrase]) -> list[_Letter]:
    letters: list[_Letter] = []
    before = ""  # the last words without a label: a letter's heading
    skipped: Phrase | None = None
    for place, phrase in enumerate(phrases):
        if phrase is skipped:
            continue
        behind = phrases[place + 1] if place + 1 < len(phrases) else None
        events, place_behind = _events(phrase, behind)
        if place_behind == "value":
            skipped = behind
        if not events:
            _doubt(letters[-1] if letters else None, phrase)
            before = phrase.printed if phrase.link < 0 and len(phrase.text) <= _LONGEST_TITLE and not is_day_alone(phrase.text) else ""
        for kind, value in events:
            letter = letters[-1] if letters else None
            if _begins(letter, kind):
                letter = _Letter(before, phrase.nodes[0])
                letters.append(letter)
                before = ""
            if letter is not None:
                _take(letter, kind, value)
        if letters and place_behind == "unclear":
            letters[-1].is_doubtful = True
    return letters


def _begins(letter: _Letter | None, kind: Kind) -> bool:
    if kind in ("question", "said"):
        return letter is None or "asked" in letter.found or letter.has_answer or kind == "question"
    if kind == "asked":
        return letter is None or "asked" in letter.found or letter.has_answer
    if kind == "title":
        return letter is None or "title" in letter.found or letter.has_answer
    return kind == "personal" and (letter is None or letter.has_answer or ("asked" in letter.found and letter.is_of_a_person))


def _take(letter: _Letter, kind: Kind, value: str) -> None:
    letter.is_of_a_person |= kind == "personal"
    letter.has_content |= kind in ("content", "said", "question")
    match kind:
        case "said":
            letter.found["asked"] = value
        case "question":
            letter.title = _AFTER_TITLE.split(value, maxsplit=1)[0][:_LONGEST_TITLE]
            if days := find_days(value):
                letter.found["asked"] = days[0].text
        case "title":
            letter.found["title"] = letter.title = value[:_LONGEST_TITLE]
        case "published" | "other":
            if letter.is_of_a_person and find_days(value):
                letter.found.setdefault("asked", value)
        case "asked" | "answered" | "answer" | "status" | "unit" | "number":
            letter.found.setdefault(kind, value)
            if kind == "answer" and (day := _last_day(value)):
                letter.found.setdefault("answered", day)


def _last_day(text: str) -> str | None:
    """The day that an answer ends with: (2018-07-05)."""
    days = find_days(text)
    return days[-1].text if days and not text[days[-1].end :].strip(" ()[].。;") else None


def _events(phrase: Phrase, behind: Phrase | None) -> tuple[list[Event], _Behind]:
    """What a phrase says, and what the phrase behind it is to it."""
    text = phrase.text
    if (answer := _ANSWER.match(text)) is not None:
        words = text[answer.end() :]
        told: list[Event] = [("answered", day.text) for day in find_days(answer[1] or "")[:1]]
        return ([*told, ("answer", words)], "apart") if words or behind is None else (told, "unclear")
    meaning: Kind | None = "content" if _CONTENT.fullmatch(text.strip(" :")) else meaning_of(text)
    if meaning is not None and meaning in _KNOWN:
        place = _place(phrase, behind)
        if meaning in ("answer", "answered") and place == "unclear":
            return [], place
        return [(meaning, behind.text if behind is not None and place == "value" else "")], place
    return _in_line(text), "apart"


def _in_line(text: str) -> list[Event]:
    """What a line with its own label says."""
    if (question := _QUESTION.match(text)) is not None:
        return [("question", text[question.end() :])]
    if (said := _SAID.search(text[:_LONGEST_LINE])) is not None and find_days(said[1]):
        return [("said", said[1])]
    if _CONTENT_BEGINS.match(text):
        return [("content", "")]
    return list(_labelled(text))


def _labelled(text: str) -> Iterator[Event]:
    """Labels with a colon, in a line that begins with one: elsewhere a letter's own words may name a day."""
    if len(text) > _LONGEST_LINE or meaning_of(text.partition(":")[0]) is None:
        return
    for meaning, value in pairs_in(text):
        if meaning is not None and meaning in _KNOWN:
            yield meaning, value


def _place(label: Phrase, behind: Phrase | None) -> _Behind:
    """Whether what stands behind a label is its value: in the next cell of its row. Beside an empty cell nothing is said; without
    cells nobody can tell."""
    cell = _cell(label)
    other = _cell(behind) if behind is not None else None
    if behind is not None and cell is not None and other is not None and other is not cell and other.parent == cell.parent:
        return "apart" if _is_label(behind.text) else "value"
    if cell is None:
        return "apart" if behind is None or _is_label(behind.text) else "unclear"
    nodes = label.document.nodes
    row = [node for node in label.document.within(nodes[cell.parent]) if node.parent == cell.parent and node.index > cell.index]
    empty = [node for node in row if node.name in _CELLS]
    has_picture = any(inner.name == "img" for node in empty for inner in label.document.within(node))
    return "apart" if empty and not has_picture else "unclear"


def _is_label(text: str) -> bool:
    return meaning_of(text) is not None or bool(_CONTENT.fullmatch(text.strip(" :")))


def _cell(phrase: Phrase) -> Node | None:
    nodes = phrase.document.nodes
    return next((node for node in phrase.document.ancestors(nodes[phrase.nodes[0]]) if node.name in _CELLS), None)


def _doubt(letter: _Letter | None, phrase: Phrase) -> None:
    """Words without a label that sound like an answer, or a way to one."""
    if letter is None or letter.has_answer:
        return
    leads_to_one = phrase.link >= 0 and bool(LEADS_ON.fullmatch(phrase.text) or re.search("回复|答复|查看|详", phrase.text))
    letter.is_doubtful |= leads_to_one or (len(phrase.text) >= _SHORTEST_ANSWER and bool(_SOUNDS_ANSWERED.search(phrase.text)))
