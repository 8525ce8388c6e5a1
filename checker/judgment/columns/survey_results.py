"""Rows of a list of surveys that tell a result (…征求意见情况的反馈): the result of their own survey, and no further one."""

import re
from collections.abc import Sequence

from checker.records.days import folded_title
from checker.records.item_days import SettledItem

_RESULT = re.compile(
    r"^\s*[\[【(〔]?\s*(?:(?:征集|调查|意见)?结果|意见|情况)(?:反馈|公布|公示)\s*[\]】):〕:]"
    r"|(?:意见|建议|征集|调查|问卷|听证|投票|评议).{0,10}(?:情况|结果|采纳).{0,6}(?:反馈|公布|公示|公告|通报|说明|报告|汇总)?\s*$"
    r"|(?:意见|建议|征集|调查|问卷|听证|投票|评议).{0,10}(?:反馈|汇总)\s*$"
)
_NAMED = re.compile("《([^》]{4,})》")
_DRESS = re.compile(
    r"[\[【(〔][^\])】〕]{2,6}[\])】〕]|关于|公开|征求|征集|意见|建议|公告|通知|公示|启事|情况|结果|反馈|采纳|公布|通报|汇总|报告|说明|调查|问卷|网上|"
    r"社会|公众|广泛|的|对|向"
)
_SHORTEST = 4  # characters of a subject by which a survey is known again


def results_of(items: Sequence[SettledItem]) -> tuple[set[int], set[int]]:
    """Places of surveys whose result is another row of the list, and places of the rows that are these results.

    A result whose survey is not listed stays a survey: that one was held is all that it tells.
    """
    surveys = [place for place, item in enumerate(items) if not _RESULT.search(item.item.title)]
    answered: set[int] = set()
    results: set[int] = set()
    for place, item in enumerate(items):
        if place in surveys:
            continue
        subject = _subject(item.item.title)
        own = [other for other in surveys if len(subject) >= _SHORTEST and _subject(items[other].item.title) == subject]
        answered.update(own)
        results |= {place} if own else set()
    return answered, results


def _subject(title: str) -> str:
    """What a survey is about: the document that its title names, else the title without the words of every such title."""
    named = _NAMED.search(title)
    return folded_title(named[1] if named else _DRESS.sub("", title))
