"""The fields of letters, surveys and interviews: from the heads over a table's columns, or from labels in the rows.

An empty cell under 回复时间 or 结果 is kept as an empty value: nobody answered, nothing was published. Personal data is left where it
stands. Of an answer it is kept that there is one (`有`, `无`), not its words.
"""

import re
from dataclasses import dataclass, field

from checker.locating.columns.field_names import LETTER_STATES, NO_ANSWER, RESULT_WORDS, STRONG_TITLE, SURVEY_STATES, Meaning, meaning_of
from checker.locating.columns.phrases import Phrase, lines_of
from checker.locating.columns.row_days import deadlines_in, period_in
from checker.locating.columns.row_reading import ReadRow
from checker.locating.columns.rows import RowGroup
from checker.records.base import Box
from checker.records.column import FieldName, Form
from checker.records.days import find_days

_LABEL = re.compile(r"([一-龥]{2,8})\s*:\s*")
_DAYS: tuple[FieldName, ...] = ("asked", "answered", "started", "ended", "held")
_PERIOD: tuple[FieldName, ...] = ("started", "ended")
_WORDS: tuple[FieldName, ...] = ("number", "status", "unit", "result")
_EMPTY_SAYS: set[Meaning] = {"answered", "answer", "result"}  # a cell without words under these heads says: nothing there yet
_NOTHING = re.compile(r"[\s\-—/无()]*|暂[无未]|未|nbsp;?")
_WORD = re.compile(r"[^\s\[\]()【】<>|]+")
_LONGEST = 60


@dataclass(slots=True)
class Heads:
    """What stands over the columns: meaning, place, and the words themselves."""

    columns: list[tuple[Meaning, Box]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def meanings(self) -> set[Meaning]:
        return {meaning for meaning, _ in self.columns}


def heads_over(group: RowGroup) -> Heads:
    """The line of heads directly over a list's first row; empty where none stands there."""
    top, left, right = group.rows[0].box.y, group.box.x - 20, group.box.right + 20
    above = [phrase for phrase in group.text.between(top - 140, top + 2) if left <= phrase.box.x <= right]
    own = {node for row in group.rows for phrase in row.phrases for node in phrase.nodes}
    best = Heads()
    for line in lines_of([phrase for phrase in above if phrase.nodes[0] not in own]):
        found = [(meaning, _cell(phrase), phrase.text) for phrase in line if (meaning := meaning_of(phrase.text)) is not None]
        if len(found) >= 2 and len(found) >= 0.6 * len(line) and len(found) >= len(best.columns):
            best = Heads([(meaning, box) for meaning, box, _ in found], [words for _, _, words in found])
    return best


def _cell(phrase: Phrase) -> Box:
    box = phrase.document.nodes[phrase.block].box
    return box if box is not None and box.width < 900 else phrase.box


def head_of(heads: Heads, phrase: Phrase) -> Meaning | None:
    """Under which head a phrase stands: the one that shares the most width with its cell."""
    cell = _cell(phrase)
    shared = [(min(cell.right, box.right) - max(cell.x, box.x), meaning) for meaning, box in heads.columns]
    width, meaning = max(shared, key=lambda found: found[0], default=(0.0, "other"))
    return meaning if width > 0 else None


def title_under(heads: Heads, row: ReadRow) -> str | None:
    """The words under the title's head, where there is one."""
    own = [phrase.printed for phrase in row.row.phrases if head_of(heads, phrase) == "title"] if "title" in heads.meanings else []
    return "".join(own) or None


def fields_of(row: ReadRow, heads: Heads) -> dict[FieldName, str]:
    """The fields of one row, as written."""
    found: dict[Meaning, str] = {}
    for phrase in row.row.phrases:
        meaning = head_of(heads, phrase)
        if meaning is not None:
            found[meaning] = f"{found[meaning]} {phrase.text}" if meaning in found else phrase.text
    for meaning, value in labelled(row):
        found.setdefault(meaning, value)
    for meaning in heads.meanings & _EMPTY_SAYS:
        found.setdefault(meaning, "")
    loose = [phrase for phrase in row.spare if head_of(heads, phrase) in (None, "other")]
    return kept_fields(found, loose)


def labelled(row: ReadRow) -> list[tuple[Meaning, str]]:
    """What stands behind labels in a row: 来信时间：2018-07-28."""
    return pairs_in("\n".join(phrase.text for phrase in row.spare))


def pairs_in(text: str) -> list[tuple[Meaning, str]]:
    """Known labels with a colon in a text, and what stands behind each."""
    parts = _LABEL.split(text)
    labels = [(meaning_of(label), value.strip(" \n[]()【】|·,;，；")) for label, value in zip(parts[1::2], parts[2::2], strict=True)]
    return [(meaning, value) for meaning, value in labels if meaning is not None]


def kept_fields(found: dict[Meaning, str], loose: list[Phrase]) -> dict[FieldName, str]:
    """What of the words under heads and labels may be kept; `loose` are phrases without either."""
    kept: dict[FieldName, str] = {}
    for name in _DAYS:
        days = find_days(found.get(name, ""))
        if name == "answered" and name in found and not days:
            kept[name] = found[name][:_LONGEST].strip()
        if days:
            kept[name] = days[0].text
            if name == "started" and len(days) > 1:
                kept.setdefault("ended", days[1].text)
    period = find_days(found.get("period", ""))
    for name, day in zip(_PERIOD, period, strict=False):
        kept.setdefault(name, day.text)
    for name in _WORDS:
        value = next(iter(found.get(name, "").split("\n")), "")[:_LONGEST].strip()
        if (name == "result" and name in found) or (value and not _NOTHING.fullmatch(value)):
            kept[name] = value
    if "answer" in found:
        kept["answer"] = "无" if _NOTHING.fullmatch(found["answer"]) or NO_ANSWER.fullmatch(found["answer"].strip(" []()。.")) else "有"
    _from_words(kept, loose)
    return kept


def _from_words(kept: dict[FieldName, str], loose: list[Phrase]) -> None:
    """States, results and periods that stand without a label: 已办结, [进行中], 查看结果, 2018-07-01至2018-09-30."""
    for phrase in loose:
        for plain in _WORD.findall(phrase.text) if len(phrase.text) <= _LONGEST else ():
            if "status" not in kept and (LETTER_STATES.fullmatch(plain) or SURVEY_STATES.fullmatch(plain)):
                kept["status"] = plain
            elif "result" not in kept and RESULT_WORDS.fullmatch(plain):
                kept["result"] = plain
        period = period_in(phrase.text)
        if period is not None and not kept.keys() & {"started", "ended", "held"}:
            kept["started"], kept["ended"] = period[0].text, period[1].text


def published_first(row: ReadRow, heads: Heads) -> list[str]:
    """The days of a row without deadlines, the day of publishing before those of signing where a head or label tells them apart."""
    under = [phrase.text for phrase in row.spare if head_of(heads, phrase) == "published"]
    said = under + [value for meaning, value in labelled(row) if meaning == "published"]
    told = next((day.text for text in said for day in find_days(text)), None)
    ends = deadlines_in(row.spare) | {
        day.text for phrase in row.spare if head_of(heads, phrase) == "ended" for day in find_days(phrase.text)
    }
    days = [day for day in row.days if day not in ends]
    return [told, *(day for day in days if day != told)] if told in days and told is not None else days


def form_of(rows: list[ReadRow], heads: Heads, fields: list[dict[FieldName, str]], place: str) -> Form:
    """Which form the fields make: `letters`, `surveys`, `interviews`, else `list`. `place` is the page's title and heading."""
    meanings = set(heads.meanings)
    for row in rows:
        meanings |= {meaning for meaning, _ in labelled(row)}
    if "held" in meanings or "guest" in meanings:
        return "interviews"
    if meanings & {"asked", "answered"} or any(STRONG_TITLE.fullmatch(words) for words in heads.words):
        return "letters"
    states = [found.get("status", "") for found in fields]
    asked = sum(bool(LETTER_STATES.fullmatch(state)) and not SURVEY_STATES.fullmatch(state) for state in states)
    running = sum(bool(SURVEY_STATES.fullmatch(state)) for state in states)
    half = max(1, len(rows) / 2)
    if asked >= half or ({"status", "unit"} <= meanings and re.search("信箱|来信|信件|咨询|留言|投诉|问政", place)):
        return "letters"
    is_interview = bool(re.search("访谈|直播|对话", place)) and not re.search("征集|调查|问卷", place)
    spans = sum({"started", "ended"} <= found.keys() for found in fields) >= half and re.search("征集|调查|问卷|投票|听证|征求意见", place)
    results = sum("result" in found for found in fields) >= half
    if meanings & {"period", "started", "ended"} or running >= half or results or spans:
        return "interviews" if is_interview else "surveys"
    if is_interview and meanings & {"other"} and any(day for row in rows for day in row.days):
        return "interviews" if re.search("访谈", place) and "status" in meanings else "list"
    return "list"
