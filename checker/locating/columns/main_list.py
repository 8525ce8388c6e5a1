"""Which of a page's lists is the one it is there for: by place, width, dates and length of titles, never by class names."""

import re
from dataclasses import dataclass

from checker.locating.columns.categories import clean_name
from checker.locating.columns.days_over import give_days
from checker.locating.columns.emptiness import own_names
from checker.locating.columns.field_names import LEADS_ON, meaning_of
from checker.locating.columns.phrases import PageText
from checker.locating.columns.plain_rows import plain_groups
from checker.locating.columns.row_reading import ReadRow, read_rows
from checker.locating.columns.rows import RowGroup, link_groups
from checker.locating.columns.titles_or_names import are_titles
from checker.locating.columns.zones import Zones
from checker.records.base import Box

_ROOT = re.compile(r"[a-z]+://[^/?#]*/?(?:[?#].*)?", re.IGNORECASE)  # a site's first page
_BESIDE = re.compile(
    "热点|热门|热文|热词|排行|推荐|相关(?:链接|文章|新闻|信息|阅读)|点击|最新(?:更新|发布|文章|信息)|友情|链接|图片新闻|猜你|标签|导航|快速|专题|本月|本周|关注|"
    "栏目(?:导航|列表)?$|办事指南|统计|您还可以|猜你喜欢|上一篇|下一篇"
)
_WORDS_OF_PAGING = re.compile(r"\d+|[<>«»‹›|]+|(?:首|上一?|下一?|末|尾|前一|后一)页|共.*|跳转|GO|\.{2,}", re.IGNORECASE)
_LONG_TITLE = 8.5  # characters that undated titles of articles have on average and names of columns have not
_NARROW = 0.34  # of the page's content width: a list beside the content


@dataclass(slots=True)
class FoundList:
    group: RowGroup
    rows: list[ReadRow]
    score: float
    is_beside: bool  # the words above it call it a hot list or the like
    is_own: bool = False  # the words above it are the page's own name

    @property
    def share_dated(self) -> float:
        return sum(bool(row.days) for row in self.rows) / len(self.rows)

    @property
    def title_length(self) -> float:
        return sum(len(row.title) for row in self.rows) / len(self.rows)


def lists_in(texts: list[PageText], zones: Zones, title: str | None = None) -> list[FoundList]:
    """All lists of the content, the best first. `title` is the page's own: a list under its words is never one beside the content."""
    own = own_names(title)
    found: list[FoundList] = []
    for text in texts:
        links = [one for group in link_groups(text) if (one := _weighed(group, zones, own)) is not None]
        held = {node for one in links if one.share_dated >= 0.3 for node in _nodes(one)}
        plain = [one for group in plain_groups(text) if (one := _weighed(group, zones, own)) is not None]
        found += [*links, *(one for one in plain if not _repeats(one, held))]
    return sorted(found, key=lambda one: -one.score)


def _weighed(group: RowGroup, zones: Zones, own: set[str]) -> FoundList | None:
    in_zone = [row for row in group.rows if row.phrases and zones.holds(row.phrases[0])]
    if not in_zone:
        return None
    group.rows = in_zone
    read = read_rows(group)
    give_days(group, read)
    rows = [row for row in read if not _WORDS_OF_PAGING.fullmatch(row.title) and not LEADS_ON.fullmatch(row.title)]
    rows = [row for row in rows if len(row.title) >= 2 and not _is_block(row)]
    if all(row.row.link is None and meaning_of(row.title) is not None for row in rows):
        return None  # labels of one letter or article
    if not rows or (len(rows) >= 3 and len({row.title for row in rows}) == 1):
        return None
    group.rows = [row.row for row in rows]
    heading = _heading_over(group)
    is_own = any(clean_name(words) in own for words in heading)
    is_beside = not is_own and any(_BESIDE.search(words) for words in heading) and not any("位置" in words for words in heading)
    return FoundList(group, rows, _score(group, rows) * (0.12 if is_beside else 1.0), is_beside, is_own)


def _is_block(row: ReadRow) -> bool:
    """Whether a supposed row holds a whole list: a heading (要闻, 更多) with the items below it."""
    words: dict[int, str] = {}
    for phrase in row.row.phrases:
        if phrase.link >= 0:
            words[phrase.link] = words.get(phrase.link, "") + phrase.text
    titles = [link for link, text in words.items() if not LEADS_ON.fullmatch(text)]
    if row.row.link is not None and row.row.link.index in words and row.row.link.index not in titles:
        return bool(titles)
    return len(titles) >= 3 and len(row.days) >= 2


def _score(group: RowGroup, rows: list[ReadRow]) -> float:
    dated = sum(bool(row.days) for row in rows) / len(rows)
    length = sum(len(row.title) for row in rows) / len(rows)
    spread: float = min(group.box.width, 1000.0) / 1000.0
    score: float = min(len(rows), 40) ** 0.5 * spread * (0.4 + 2.0 * dated) * min(length / 12.0, 1.3)
    if not dated and are_site_roots(rows):
        score *= 0.05
    return score


def _heading_over(group: RowGroup) -> list[str]:
    """The nearest words above a list (as wide as the list or narrower), all of their line."""
    box = group.box
    strip = Box(box.x - 20, box.y - 70, box.width + 40, 70)
    own = {node for row in group.rows for phrase in row.phrases for node in phrase.nodes}
    above = [
        phrase
        for phrase in group.text.between(strip.y - 60, strip.bottom)
        if phrase.nodes[0] not in own
        and phrase.box.cut_to(strip).height > 6
        and phrase.box.cut_to(strip).width > 6
        and len(phrase.text) <= 14
    ]
    if not above:
        return []
    nearest = max(above, key=lambda phrase: (round(phrase.box.y / 6), -phrase.box.x))
    return [phrase.text for phrase in above if abs(phrase.box.y - nearest.box.y) < 10]


def are_site_roots(rows: list[ReadRow]) -> bool:
    """Friendly links lead to other sites' home pages."""
    addresses = [row.url for row in rows if row.url]
    return len(addresses) >= 2 and sum(bool(_ROOT.fullmatch(address)) for address in addresses) > 0.7 * len(addresses)


def is_content(one: FoundList, width: float) -> bool:
    """Whether a list is one of items: dated, or of titles as long as articles have them, and not a narrow strip of names."""
    if one.is_beside and one.group.box.width < _NARROW * width:
        return False
    if one.share_dated >= 0.3:
        return one.score > 0.1
    if one.group.box.width < _NARROW * width:
        return False
    return (one.title_length >= _LONG_TITLE and one.score > 0.15) or (not one.is_beside and are_titles(one.rows))


def _repeats(one: FoundList, held: set[int]) -> bool:
    """Whether rows without links only repeat what lists of links with days hold already."""
    own = _nodes(one)
    return len(own & held) > 0.6 * len(own)


def seen_rows(one: FoundList) -> list[ReadRow]:
    """The rows of a list without those that nobody sees; what is hidden at its end alone may wait until the page is scrolled to it."""
    hidden = [row.is_hidden(one.group.text) for row in one.rows]
    last = max((place for place, is_hidden in enumerate(hidden) if not is_hidden), default=-1)
    return [row for place, row in enumerate(one.rows) if not hidden[place] or place > last >= 0]


def _nodes(one: FoundList) -> set[int]:
    return {node for row in one.group.rows for phrase in row.phrases for node in phrase.nodes}
