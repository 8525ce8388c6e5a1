"""Words and addresses of pages of letters as they may be kept: what is personal gives way to one placeholder."""

import re
from collections.abc import Collection
from urllib.parse import unquote

from checker.locating.columns.categories import category_of, clean_name, is_directory
from checker.locating.columns.field_names import meaning_of
from checker.locating.columns.personal_numbers import Span, leads_to_somebody
from checker.locating.columns.personal_words import joined, personal_spans
from checker.records.column import ArticleDay, ListItem, PageRead
from checker.records.numbers import fold

PLACEHOLDER = "〔已隐去〕"
_MASKED = re.compile(PLACEHOLDER)
_PARAMETER = re.compile(r"(?<=[?&;])([^=&;#?]{1,40})=([^&;#]+)")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[一-龥]+")
# the last part of a parameter's name; `name` and its like only alone or behind whose it is
_SAYS = {
    "tel", "telephone", "phone", "mobile", "cellphone", "mobilephone", "email", "idcard", "idno", "cardno", "identity", "addr", "address",
    "realname", "username", "truename", "nickname", "writer", "sender", "xm", "xingming", "lxr", "lxdh", "lxfs", "sjh", "sjhm", "shouji",
    "dianhua", "sfz", "sfzh", "sfzhm", "zjhm", "dz", "zhuzhi", "yx", "youxiang", "qq", "wx", "weixin", "openid", "linkman", "contact",
    "birthday",
}  # fmt: skip
_NAMES = {"name", "card", "no", "number"}
_WHOSE = {
    "user", "real", "true", "nick", "link", "person", "writer", "sender", "contact", "linkman", "mobile", "phone", "tel", "author",
    "letter", "id", "card",
}  # fmt: skip
_OF_LETTERS = (["letter", "no"], ["letter", "number"], ["link", "no"], ["link", "number"])
_IN_PATH = re.compile(r"(?<!\d)(?:\d{11}|\d{17}[\dXx])(?![\dA-Za-z])")
_TITLE_PARTS = re.compile(r"([\s\-_|—–·:：,，>《》【】()（）\[\]]+)")
_OFFICE = re.compile(
    "(?:人民政府|[市县区州省].{1,12}(?:局|委|办|厅|院|中心|会)|政府网|门户网站|网站|官网|平台)$|^(?:首页|网站首页|列表|第?\\d{1,3}页?)$"
)
_MAIL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+\-]{0,63}(?:@|%40)[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{2,20}){1,4}")


def mask_text(text: str, names: Collection[str] = ()) -> str:
    """The text with `〔已隐去〕` for everything personal and for `names`; subjects, days, units and the numbers of letters stay."""
    return _masked(text, names, is_number=False)


def mask_address(address: str) -> str:
    """The address with `〔已隐去〕` for what a parameter says of a person, and for telephones, identity numbers and e-mail anywhere in it.

    What else stands there leads to the letter, and stays as it is written.
    """
    told = _PARAMETER.sub(_masked_parameter, address)
    told = _IN_PATH.sub(lambda match: PLACEHOLDER if leads_to_somebody(match[0]) else match[0], told)
    return _MAIL.sub(PLACEHOLDER, told)


def mask_page(page: PageRead, names: Collection[str] = ()) -> PageRead:
    """A copy of the page with all its words and addresses masked; days, counts and states are as they were.

    `names` are those of `personal_names`, which are hidden wherever they stand: a subject may name who wrote.
    """
    article = page.article
    return page.model_copy(
        update={
            "url": mask_address(page.url),
            "title": page.title and mask_text(page.title, names),
            "because": page.because and mask_text(page.because),
            "items": [mask_item(item, names) for item in page.items],
            "article": article and _masked_article(article, names),
        }
    )


def mask_title(title: str, name: str) -> str:
    """A page's title of which only what names columns and offices stays: a script may write there who sent the newest letter.

    `name` is the column's own.
    """
    own = clean_name(name)

    def kept(part: str) -> bool:
        plain = clean_name(part)
        if not plain or plain == own or _OFFICE.search(plain):
            return True
        return category_of(plain) is not None or is_directory(plain)

    parts = _TITLE_PARTS.split(title)
    told = "".join(part if place % 2 or kept(part) else PLACEHOLDER for place, part in enumerate(parts))
    return mask_text(told)


def mask_item(item: ListItem, names: Collection[str] = ()) -> ListItem:
    """A copy of one letter with its words and its address masked."""
    return item.model_copy(
        update={
            "title": mask_text(item.title, names),
            "url": item.url and mask_address(item.url),
            "days": [mask_text(day) for day in item.days],
            "fields": {name: _masked(value, names, is_number=name == "number") for name, value in item.fields.items()},
        }
    )


def _masked_article(article: ArticleDay, names: Collection[str]) -> ArticleDay:
    return article.model_copy(
        update={
            "url": mask_address(article.url),
            "title": article.title and mask_text(article.title, names),
            "pub_date": article.pub_date and mask_text(article.pub_date),
            "text_day": article.text_day and mask_text(article.text_day),
        }
    )


def _masked(text: str, names: Collection[str], *, is_number: bool) -> str:
    """Until nothing is left to mask: what goes may lay bare what stood beside it."""
    while True:
        folded, places = fold(text)
        spans = [span for span in personal_spans(folded) if not (is_number and span.is_doubtful)]
        spans += [Span(*match.span()) for name in names for match in re.finditer(re.escape(name), folded)]
        masked = _replaced(text, folded, places, spans)
        if masked == text:
            return text
        text = masked


def _replaced(text: str, folded: str, places: list[int], spans: list[Span]) -> str:
    """What is masked already is taken whole, and left as it is where nothing else goes with it."""
    taken = [match.span() for match in _MASKED.finditer(folded)]
    for span in reversed(joined(spans)):
        touched = [(start, end) for start, end in taken if start < span.end and span.start < end]
        start, end = min([span.start, *(start for start, _ in touched)]), max([span.end, *(end for _, end in touched)])
        if touched and not _MASKED.sub("", folded[start:end]).strip():
            continue
        text = text[: places[start]] + PLACEHOLDER + text[places[end - 1] + 1 :]
    return text


def _masked_parameter(match: re.Match[str]) -> str:
    name, value = match[1], match[2]
    said = unquote(value.replace("+", " "))
    if names_somebody(unquote(name)) or any(not span.is_doubtful for span in personal_spans(fold(said)[0])):
        return f"{name}={PLACEHOLDER}"
    return match[0]


def names_somebody(name: str) -> bool:
    """Whether a parameter's name says that its value is somebody's: name, userName, letter.tel, lxdh, 姓名."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    if not parts:
        return False
    if parts[-1] in _SAYS or "".join(parts) in _SAYS or meaning_of(parts[-1]) == "personal":
        return parts[-1] != "name" or len(parts) == 1 or parts[-2] in _WHOSE
    return parts[-1] in _NAMES and len(parts) > 1 and parts[-2] in _WHOSE and parts[-2:] not in _OF_LETTERS
