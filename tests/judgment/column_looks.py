"""Columns made by hand: a site whose columns are all in order, and the words by which a case changes them."""

from datetime import date, timedelta
from typing import Any

from checker.records.column import Category, ColumnSeen, Ended, Form, ListItem, PageRead

HOME = "http://rsj.yunling.gov.cn/"
DAY = "2026-03-01"  # the as-of day of tests
_FORMS: dict[str, Form] = {"consultation": "letters", "survey": "surveys", "interview": "interviews"}


def items(days: list[str], of: str = "首页") -> list[ListItem]:
    return [ListItem(title=f"{of}第{number}条信息的标题", days=[day]) for number, day in enumerate(days, 1)]


def column(name: str, category: Category, listed: list[ListItem], ended: Ended = "all", **page: Any) -> ColumnSeen:
    url = f"http://rsj.yunling.gov.cn/{len(name)}{category}/"
    given: dict[str, Any] = {"url": url, "form": _FORMS.get(category, "list"), "items": listed, "words": 400}
    read = PageRead(**(given | page))
    return ColumnSeen(name=name, url=url, category=category, how="navigation", pages=[read], ended=ended, on_pages=[HOME])


def in_order(day: str = DAY) -> list[ColumnSeen]:
    """What a site in good order has."""
    today = date.fromisoformat(day)
    days = [(today - timedelta(days=n)).isoformat() for n in (1, 4, 9)]
    answered = [ListItem(title="办证咨询", fields={"asked": d, "answered": day, "status": "已办结"}) for d in days]
    held = [
        ListItem(
            title="意见征集", fields={"started": d, "ended": (date.fromisoformat(d) + timedelta(30)).isoformat(), "result": "结果公布"}
        )
        for d in ((today - timedelta(days=n)).isoformat() for n in (60, 120, 180))
    ]
    return [
        column("工作动态", "news", items(days, "工作动态")),
        column("通知公告", "notice", items(days, "通知公告")),
        column("政策文件", "policy", items(days, "政策文件")),
        column("局长信箱", "consultation", answered),
        column("民意征集", "survey", held),
        column("办事指南", "service", items(days, "办事指南")),
    ]


def home_items(day: str = DAY) -> list[ListItem]:
    today = date.fromisoformat(day)
    return items([(today - timedelta(days=n)).isoformat() for n in range(12)])


def from_words(words: dict[str, Any]) -> list[ColumnSeen]:
    """Columns as a case names them: `name`, `category`, `count` of the same kind, and what stands there: `newest`, `days`, `titles`,
    `letters`, `surveys`, `interviews`, `undated`, `state` (why its page was not read), `blank`, `unfinished` (the budget ended);
    `how` it is named, and `under`: the page that names it where that is not the home page."""
    words = dict(words)
    category, count, name = words.pop("category"), words.pop("count", 1), words.pop("name", "某栏目")
    ended: Ended = "budget" if words.pop("unfinished", False) else "all"
    page: dict[str, Any] = {}
    listed: list[ListItem] = []
    days = [words.pop("newest").isoformat()] if "newest" in words else words.pop("days", ["", ""] if words.pop("undated", False) else [])
    titles = words.pop("titles", None)
    for rows in ("letters", "surveys", "interviews"):
        listed += [ListItem(title=f"{rows}之{n}", fields=fields) for n, fields in enumerate(words.pop(rows, []), 1)]
    if words.pop("blank", False):
        page = {"form": "blank", "words": 0}
    if "state" in words:
        page = {"state": words.pop("state")}
    place = {"how": words.pop("how", "navigation"), "on_pages": [words.pop("under", HOME)]}
    assert not words, f"unknown words for a column: {sorted(words)}"
    found = []
    for n in range(count):
        own = items(days, of=f"{name}{n}") if titles is None else [ListItem(title=title, days=days[:1]) for title in titles]
        found.append(column(f"{name}{n or ''}", category, [*own, *listed], ended, **page).model_copy(update=place))
    return found


def moved(seen: ColumnSeen, home: str) -> ColumnSeen:
    """What the usual home page names, named by another one."""
    return seen.model_copy(update={"on_pages": [home if page == HOME else page for page in seen.on_pages]})
