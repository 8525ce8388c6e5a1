"""What undated rows with short words are: titles of articles, or names of further columns; by their words and where they lead."""

import re
from urllib.parse import SplitResult, urlsplit

from checker.locating.columns.categories import category_of, clean_name, is_directory
from checker.locating.columns.row_reading import ReadRow
from checker.records.days import day_in_address

_SHORTEST = 4.0  # characters on average: shorter words are names, of people and offices too
_MOST = 0.7  # share of rows that must lead to articles
_SOME = 0.5
_LIST_WORDS = re.compile(r"list|index|default|col(?:umn)?s?(?![a-z])|channels?|node|class|categor|more|catalog|lm|dir", re.IGNORECASE)
_ARTICLE_WORDS = re.compile(r"show|view|content|detail|article|info|art(?![a-z])|news|read|doc", re.IGNORECASE)
_PERSON = re.compile(
    r"^(?:党[委组]|常务)?(?:成员|委员)?[、,\s]*(?:副|代理?)?(?:[市县区厅局处科州省镇乡院所站会]长|[理监]?事长|书记|主任|主席|组长|调研员|总工程师)"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|et|pdf|pptx?|zip|rar|7z|txt)$", re.IGNORECASE)


def are_titles(rows: list[ReadRow]) -> bool:
    """Files to fetch; or three words and more of usual length that lead to articles, and few of them names of known columns."""
    if rows and all(_FILE.search(_path(row)) for row in rows) and len(rows) >= 2:
        return True
    if len(rows) < 3 or _are_people(rows) or sum(len(row.title) for row in rows) < _SHORTEST * len(rows):
        return False
    leading = sum(_leads_to_article(row) for row in rows)
    dated = sum(day_in_address(row.url) is not None for row in rows)
    named = sum(_is_known_name(row) for row in rows)
    return leading >= _MOST * len(rows) and (dated >= _MOST * len(rows) or named < _SOME * len(rows))


def are_names(rows: list[ReadRow]) -> bool:
    """Names of known columns, or ways to folders and lists; or words too short for titles."""
    named = sum(_is_known_name(row) and not _is_dated(row) for row in rows)
    ways = sum(_leads_to_list(row) for row in rows)
    if ways >= _SOME * len(rows):
        return True
    if sum(_leads_to_article(row) for row in rows) >= _MOST * len(rows):
        return _are_people(rows) or sum(len(row.title) for row in rows) < _SHORTEST * len(rows)
    return named >= _SOME * len(rows)


def _are_people(rows: list[ReadRow]) -> bool:
    return sum(bool(_PERSON.match(row.title)) for row in rows) >= _SOME * len(rows)


def _is_dated(row: ReadRow) -> bool:
    return day_in_address(row.url) is not None


def _is_known_name(row: ReadRow) -> bool:
    name = clean_name(row.title)
    return category_of(name) is not None or is_directory(name)


def _path(row: ReadRow) -> str:
    return _parts(row).path


def _parts(row: ReadRow) -> SplitResult:
    """Of an address that no browser reads, or of none, nothing."""
    try:
        return urlsplit(row.url or "")
    except ValueError:
        return urlsplit("")


def _leads_to_article(row: ReadRow) -> bool:
    """A page with a number or a day in its name: `t20180728_12.html`, `/12.html`, `show.aspx?id=12`; no folder and no list."""
    if row.url is None:
        return False
    if day_in_address(row.url) is not None:
        return True
    parts = _parts(row)
    name = parts.path.rsplit("/", 1)[-1]
    if not name or _LIST_WORDS.search(name):
        return False
    return bool(re.search(r"\d", name) or (_ARTICLE_WORDS.search(name) and re.search(r"\d", parts.query)))


def _leads_to_list(row: ReadRow) -> bool:
    if row.url is None or day_in_address(row.url) is not None:
        return False
    name = _path(row).rsplit("/", 1)[-1]
    return not name or bool(_LIST_WORDS.search(name))
