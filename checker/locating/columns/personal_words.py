"""What is personal in a text: what stands behind the labels of a letter's writer, numbers, names where somebody is spoken to or signs."""

import re
from collections.abc import Iterable, Iterator

from checker.locating.columns.field_names import LIVED, NAMED, PERSONAL, Meaning, meaning_of
from checker.locating.columns.personal_numbers import Span, find_personal_numbers
from checker.locating.columns.surnames import FAMILY, NAME, NO_NAME_END

_LABEL_LETTERS = "一-龥A-Za-z"
# up to a colon (or a closing bracket that stands for one), with blanks between the letters and a remark behind them: 姓 名(必填)：
_BEFORE_COLON = re.compile(rf"((?:[{_LABEL_LETTERS}\-][ *]{{0,6}}){{2,14}})(?:\([^()\n]{{0,8}}\) *)?(?::|[】\]] ?:?|=)")
_ENDS = re.compile(r"[\n\t|│丨;。]| {1,3}[^\s:]{1,10} ?:| {1,3}(?:19|20)\d\d ?[-/.年]")
_NAME_WORD = re.compile(r"[^\s,，、。;()|│\[\]【】<>]+")
_REST_OF_NAME = re.compile(rf"(?<=[{_LABEL_LETTERS}]) {{1,4}}(?:[一-龥*某]{{1,2}}(?![一-龥])|(?<=[A-Za-z] )[A-Z][A-Za-z]{{1,15}})")
_REACH_WORDS = re.compile(r"[^\s一-龥]*(?:(?:[ ]{0,3}(?:转|分机|座机|手机|微信|号|区)?[ ]{0,3})[^\s一-龥]+)*")
_WORD = re.compile(r"\S+")
_IS_NAMED, _IS_LIVED = re.compile(f"(?:{NAMED})", re.IGNORECASE), re.compile(f"(?:{LIVED})", re.IGNORECASE)
_MANY = re.compile("(?:各位|广大|所有|全体|尊敬的|亲爱的) ?$")
_LOOSE = re.compile("(?:热心)?(?:网友|网民|市民|群众)|用户")  # behind these a question may stand too
_LONGEST_NICKNAME = 10

# a label without a colon, where what stands behind it looks like what it says
_BARE = re.compile(rf"(?:^|(?<=[\s|│,;。(（]))(?:{PERSONAL})[ \t]{{1,4}}({NAME}|\d{{5,}})(?![一-龥\d])", re.IGNORECASE | re.MULTILINE)
_WHOLE_NAME, _NO_NAME = re.compile(NAME), re.compile(f"{NO_NAME_END}$")
_POLITE = "先生|女士|小姐"
_QUOTED = {"“": "”", '"': '"', "'": "'", "‘": "’", "「": "」", "『": "』"}
_OPEN, _CLOSE = "".join(_QUOTED), "".join(_QUOTED.values())
_PEOPLE = "网友|网民|市民|群众|村民|居民|读者|用户|业主|家长"
_HOUSE = "(?:号|室|栋|幢|单元|组|楼|社|弄)"
# 我叫王某，我是王某，本人王某；an end must follow, so that 我是王家村的 stays
_SAYS_WHO = re.compile(rf"(?:我名?叫|本人(?:姓名|名)?[是叫为]?|我是|姓名[是为叫]) ?({NAME})(?<!{NO_NAME_END})(?=[,，、。;(\s:!]|$)")
_GREETED = re.compile(rf"(?:^|(?<=[\s。|│:])) ?({NAME})(?:同志|同学|老师|网友|{_POLITE})?(?= ?[:,!]? ?[您你]好)", re.MULTILINE)
_IN_TEXT = (
    _SAYS_WHO,
    _GREETED,
    re.compile(rf"[尊敬亲爱]{{2}}的 ?([^\s,:;。、的]{{1,8}}?(?:{_POLITE}))"),
    re.compile(r"[尊敬亲爱]{2}的 ?([^\s,:;。、的]{2,8}?)(?:同志|网友|朋友|同学|老师|居民|业主|用户|家长|市民)(?=[:,! ]|[您你]好|$)"),
    re.compile(rf"[尊敬亲爱]{{2}}的 ?(?:{_PEOPLE})? ?({NAME})(?<!{NO_NAME_END})(?=[:,])"),
    re.compile(rf"(?:{_PEOPLE}) ?({NAME})(?=反映|来信|咨询|投诉|来电|举报|提出|询问|留言|[,(:])"),
    re.compile(rf"(?<![关对由至为])({FAMILY}[一-龥*某]{{0,2}}(?:{_POLITE}))"),
    re.compile(rf"(?:{_PEOPLE}) ?[{_OPEN}]([^{_CLOSE}\n]{{1,20}})[{_CLOSE}]"),
    re.compile(r"(?:网友|网民) ?@?([\w·*\-]{1,10}?)(?= ?[:,!]? ?[您你]好)"),
    re.compile(r"(?<![A-Za-z0-9])@([\w·*\-]{1,16})"),
    # under a letter: behind the usual last words, and between the last sentence and the day
    re.compile(rf"敬 ?礼 ?[!。.]?\s{{0,4}}({NAME}|[^\s,。:、;!│]{{2,8}})(?<!{NO_NAME_END})(?=[\s,。;!(]|\d|$)"),
    re.compile(rf"[。!？?]\s{{0,4}}({NAME})(?<!{NO_NAME_END})(?<![一-龥]{{4}})\s{{1,4}}(?=(?:19|20)\d\d ?[-/.年])"),
    re.compile(rf"(?:家住|居住在|现住|住在|住址[是为]?|地址[是为]) ?([^\s,，。;:、]{{2,30}}?\d+{_HOUSE}(?:[\d\-一-龥]{{0,12}}{_HOUSE})?)"),
)


def personal_spans(folded: str) -> list[Span]:
    """Everything personal in a folded text, in order, none within another. Kept are the numbers of letters (编号：), days, subjects.

    A number of 11 or 18 digits that is nobody's for sure comes as `is_doubtful`, unless a label says that it is a letter's number.
    """
    labels = list(_labels(folded))
    numbered = [range(start, _end_of(folded, start, limit)) for meaning, start, limit, _ in labels if meaning == "number"]
    found = [span for span in find_personal_numbers(folded) if not (span.is_doubtful and any(span.start in place for place in numbered))]
    for meaning, start, limit, words in labels:
        if meaning == "personal":
            found += _value(folded, words, start, limit)
    for pattern in (_BARE, *_IN_TEXT):
        found += [Span(*match.span(1)) for match in pattern.finditer(folded)]
    return joined(found)


def names_in(values: Iterable[str]) -> set[str]:
    """Of what stands behind labels, the words that are somebody's whole name and no word of the language (刘某国, not 王 or 网友)."""
    plain = (re.sub(r"\s", "", value).strip(":") for value in values)
    return {value for value in plain if _WHOLE_NAME.fullmatch(value) and "*" not in value and not _NO_NAME.search(value)}


def names_told(folded: str) -> set[str]:
    """Whole names behind labels that ask for one, and where somebody says who he is or is greeted by it."""
    values = [match[1] for pattern in (_SAYS_WHO, _GREETED) for match in pattern.finditer(folded)]
    for meaning, start, limit, words in _labels(folded):
        if meaning == "personal" and _IS_NAMED.fullmatch(words):
            values += [folded[span.start : span.end] for span in _value(folded, words, start, limit)]
    return names_in(values)


def label_before(words: str) -> tuple[Meaning, str] | None:
    """The known label that a text ends with (王某的联系电话 → 联系电话), the longest; None where there is none."""
    plain = re.sub(r"[ *]", "", words)
    parts = ((plain[place:], meaning_of(plain[place:])) for place in range(max(0, len(plain) - 12), len(plain) - 1))
    return next(((meaning, part) for part, meaning in parts if meaning is not None), None)


def _labels(folded: str) -> Iterator[tuple[Meaning, int, int, str]]:
    """Meaning, where the value begins, where the next label or the text ends, and the label itself."""
    known = [(match, told) for match in _BEFORE_COLON.finditer(folded) if (told := label_before(match[1])) is not None]
    begins = [match.end(1) - _reach_back(match[1], told[1]) for match, told in known]
    for place, (match, (meaning, words)) in enumerate(known):
        if not _MANY.search(folded[max(0, begins[place] - 6) : begins[place]]):
            yield meaning, match.end(), begins[place + 1] if place + 1 < len(known) else len(folded), words


def _reach_back(words: str, label: str) -> int:
    """How many characters at the end of `words` the label takes, blanks between its letters included."""
    left = len(label)
    for taken, letter in enumerate(reversed(words), start=1):
        left -= letter not in " *"
        if left == 0:
            return taken
    return len(words)


def _end_of(folded: str, start: int, limit: int) -> int:
    """Where a value ends: at the line, at what parts one from the next, before another label or a day."""
    while start < limit and folded[start] == " ":
        start += 1
    stop = _ENDS.search(folded, start, limit)
    end = stop.start() if stop else limit
    return len(folded[:end].rstrip()) if end > start else end


def _value(folded: str, label: str, start: int, limit: int) -> Iterator[Span]:
    end = _end_of(folded, start, limit)
    while start < end and folded[start] in " [(":
        start += 1
    if _IS_LIVED.fullmatch(label):
        yield Span(start, end)
        return
    is_name = bool(_IS_NAMED.fullmatch(label))
    word = _NAME_WORD.match(folded, start, end) if is_name else _REACH_WORDS.match(folded, start, end)
    if not word or not word[0]:
        word = _WORD.match(folded, start, end)
    if not word or (_LOOSE.fullmatch(label) and len(word[0]) > _LONGEST_NICKNAME):
        return
    rest = _REST_OF_NAME.match(folded, word.end(), end) if is_name and len(word[0]) in (1, *_two_letters(word[0])) else None
    yield Span(start, rest.end() if rest else word.end())


def _two_letters(word: str) -> tuple[int, ...]:
    """Of a word that may be a family name of two letters, or a foreign first name, its length."""
    return (len(word),) if re.fullmatch(f"{FAMILY}|[A-Z][a-z]+", word) else ()


def joined(found: list[Span]) -> list[Span]:
    """In order, and those that overlap as one."""
    whole: list[Span] = []
    for span in sorted(span for span in found if span.start < span.end):
        if whole and span.start < whole[-1].end:
            last = whole[-1]
            whole[-1] = Span(last.start, max(last.end, span.end), last.is_doubtful and span.is_doubtful)
        else:
            whole.append(span)
    return whole
