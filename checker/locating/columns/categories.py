"""What a column's name means: without its decoration, its category, and whether it is a column's name at all (RULES.md)."""

import re
from functools import lru_cache

from checker.locating.columns.word_lists import word_lists
from checker.records.column import Category, Form
from checker.records.numbers import fold

_DECORATION = re.compile(r"[【】\[\]()<>《》「」『』{}·•・∙|丨/\\:：,，。;；!！*#=+~—\-_→»›«‹▶►▸◆◇■□▪▌▍●○★☆…\"'“”‘’]+")
_MORE = re.compile(r"(?:查看|点击|阅读|浏览)?更\s*多(?:内容|信息|>*)?\s*$|^更\s*多|\bmore\b", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z0-9&.]+")
_TRANSLATION = re.compile("^[A-Za-z&.' ]{3,}(?=[一-龥])|(?<=[一-龥])[A-Za-z&.' ]{3,}$")  # on a line of its own, above or below
_SERIAL = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2}[、.])\s*(?=[一-龥]{2})")
_SENTENCE = re.compile("[。；;！？!?、，,《》“”]|^关于|的(?:通知|公告|通告|通报|意见|决定|函|公示)$|召开|举行|印发|开展.*活动")
_ASKS = ("other", "consultation", "survey", "interview", "complaint")
_BY_LAST_WORDS = ("interpretation", "personnel", "plan", "policy", "service", "overview")  # what their subject alone makes them
LONGEST_NAME = 12  # characters: a longer name is an article's title


@lru_cache(maxsize=8192)  # bars, headings and tabs ask for the same words
def clean_name(text: str) -> str:
    """A column's name without decoration, inner blanks, 更多 and a translation beside it; empty where nothing is left."""
    folded = _DECORATION.sub(" ", fold(text)[0])
    folded = _MORE.sub(" ", folded.strip()).strip()
    if any("一" <= letter <= "龥" for letter in folded):
        folded = "".join(part for part in re.split(r"\s+", folded) if not _LATIN.fullmatch(part) or part.isdigit())
        folded = _TRANSLATION.sub("", folded)
        folded = _SERIAL.sub("", folded)
    return " ".join(folded.split())


def category_of(name: str) -> Category | None:
    """The category of a cleaned name; None where it names no column of a known kind, or only sounds like one."""
    if not is_column_name(name) or is_directory(name):
        return None
    lists = word_lists()
    found = next((category for category, words in lists.categories if words.search(name)), None)
    if found not in _BY_LAST_WORDS:
        return found
    return next((category for category, words in lists.last_words if words.search(name)), found)


def is_directory(name: str) -> bool:
    """Whether the name is that of a page that only leads to columns: 互动交流, 政务公开."""
    return bool(word_lists().directories.fullmatch(name))


def is_column_name(name: str) -> bool:
    """Whether something of that name may be a column at all, whatever its category."""
    words = word_lists()
    if not 2 <= len(name) <= LONGEST_NAME or words.traps.search(name) or words.elsewhere.search(name) or _SENTENCE.search(name):
        return False
    return sum("一" <= letter <= "龥" for letter in name) >= 2


def is_action(name: str) -> bool:
    """Whether the name is that of a link that opens a form: 我要写信."""
    return bool(word_lists().actions.fullmatch(name))


def heads_foreign_links(words: str) -> bool:
    """Whether what stands below such a heading leads away from the site's own columns: 友情链接, 国务院部门, 热门搜索."""
    name = clean_name(words)
    return len(name) <= LONGEST_NAME and bool(word_lists().foreign_headings.search(name))


def category_by_page(name: str, form: Form, title: str | None = None) -> Category:
    """The category after the page was read: its form says what a name that means little (互动, 在线) left open.

    What a name says plainly of an information column stands; so does a complaint, which is answered in letters too.
    """
    category = category_of(clean_name(name)) or category_of(clean_name((title or "").split("_")[0].split("-")[0])) or "other"
    if category not in _ASKS:
        return category
    if form == "letters":
        return "complaint" if category == "complaint" else "consultation"
    if form == "surveys":
        return "survey"
    if form == "interviews":
        return "interview"
    return category
