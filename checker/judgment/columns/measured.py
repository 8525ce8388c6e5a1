"""One column as the contract counts it: its state, its newest day, its counts, and what is still doubtful about them."""

from dataclasses import dataclass, replace
from datetime import date

from checker.judgment.columns.clock import is_within_year
from checker.judgment.columns.letters import count_letters, count_surveys, held_interviews
from checker.judgment.columns.words import NOT_SOUGHT, OF_THE_SITE, UNREAD
from checker.judgment.words import quoted, tidy
from checker.records.column import CATEGORIES, Category, ColumnSeen, PageRead
from checker.records.days import months_before
from checker.records.item_days import SettledItem, day_in, settle_items, tells_no_publishing, without_deadline
from checker.records.judgment import Column, ColumnState
from checker.records.observation import Observation

_COUNTED: frozenset[Category] = frozenset({"consultation", "survey", "interview"})
_NAMED = 6  # parts of a list that were not opened


@dataclass(frozen=True)
class Measured:
    """`column` is the contract's entry. `items` have days up to as-of, newest first; `future` lie after as-of and the day of looking.

    `is_whole`: nothing more could change the counts of the year; `doubtful` letters or surveys could not be told.
    """

    column: Column
    seen: ColumnSeen | None  # null for a column that is missing
    items: tuple[SettledItem, ...] = ()
    in_order: tuple[SettledItem, ...] = ()  # all items as the list has them
    future: tuple[SettledItem, ...] = ()
    differing: tuple[SettledItem, ...] = ()
    held: tuple[SettledItem, ...] = ()  # surveys or interviews of the year
    late: int = 0
    doubtful: int = 0
    is_whole: bool = True
    kept_back: tuple[date, ...] = ()  # days up to as-of of rows in tabs that were not open

    @property
    def is_newest_known(self) -> bool:
        """Whether nothing that was not read could hold a newer item: no tab that was not open, and no further page.

        A list stands newest first, unless its days say otherwise. Where all came after as-of, as-of's newest stands further back.
        """
        if any(self.latest is None or day > self.latest for day in self.kept_back):
            return False
        if self.seen is None or self.seen.ended == "all" or not self.seen.pages or not self.seen.pages[-1].more:
            return True
        listed = [item.day for item in self.in_order if item.day is not None]
        return not listed or (bool(self.items) and listed[0] >= listed[-1])

    @property
    def latest(self) -> date | None:
        return self.items[0].day if self.items else None


def measure_column(seen: ColumnSeen, as_of: date, day_of_looking: date) -> Measured:
    """Never raises for what a page may hold; a column whose pages were not read is `unreachable` or `undetermined`."""
    read = [page for page in seen.pages if page.state == "read"]
    if not read:
        return _unread(seen)
    listed = [item for page in read for item in page.items]
    if not listed or (len(listed) == 1 and not listed[0].title.strip()):
        return _without_items(seen, read)
    if seen.category not in _COUNTED:
        listed = [without_deadline(item) for item in listed]
    settled = settle_items(listed, seen.articles, day_of_looking)
    dated = [item for item in settled if item.day is not None]
    past = sorted((item for item in dated if item.day is not None and item.day <= as_of), key=lambda item: item.day or as_of, reverse=True)
    today = max(as_of, day_of_looking)  # what was published between as-of and the day of looking lay ahead of nobody
    later = tuple(item for item in dated if item.day is not None and item.day > as_of)
    differing = tuple(item for item in settled if item.differs is not None)
    is_list = seen.url is not None  # a block of the home page shows the newest alone
    in_tabs = (day_in(text, day_of_looking) for page in read for text in page.kept_back)
    kept_back = tuple(day for day in in_tabs if day is not None and day <= as_of)
    whole = (seen.ended == "all" and is_list) or (seen.ended in ("all", "year") and _reaches_back(settled, as_of))
    unopened = _unopened(read, settled, kept_back, as_of)
    whole = whole and not unopened
    if not is_list and len(listed) == 1 and not dated:
        return _plain(seen, "undetermined", f"{_tell(seen)}在首页只有一行没有日期的文字，没有链接，不能断定是栏目。")
    measured = _count(seen, tuple(past), later, len(listed), as_of, day_of_looking, unopened, whole=whole)
    ahead = (item for item in later if item.day is not None and item.day > today)
    future = tuple(item for item in ahead if not (seen.category in _COUNTED and tells_no_publishing(item, day_of_looking)))
    column = measured.column.model_copy(update={"because": measured.column.because + _tell_differing(differing)})
    return replace(measured, column=column, in_order=tuple(settled), differing=differing, future=future, kept_back=kept_back)


def _unopened(pages: list[PageRead], settled: list[SettledItem], kept_back: tuple[date, ...], as_of: date) -> list[str]:
    """Chinese: parts of a list that were not opened and may hold rows of the year."""
    parts = [tab for page in pages for tab in page.other_tabs]
    if not _reaches_back(settled, as_of):
        parts += [way for page in pages for way in page.further]
    if any(is_within_year(day, as_of) for day in kept_back):
        parts.append("未展开的标签页")
    return list(dict.fromkeys(parts))


def _tell_differing(differing: tuple[SettledItem, ...]) -> str:
    """That another witness tells another day, for a person to look at; empty where none does."""
    if not differing:
        return ""
    first = differing[0]
    days = f"所注日期为{first.day}，文章或网址中的日期为{first.differs}"
    return f"另有{len(differing)}条的日期与文章或网址中的日期相差一天以上（如{quoted(tidy(first.item.title))}，{days}），须由人工核实。"


def _reaches_back(settled: list[SettledItem], as_of: date) -> bool:
    """Whether the pages that were read go back beyond the year before as-of, which may be an earlier day than that of the run."""
    days = [item.day for item in settled if item.day is not None]
    return bool(days) and min(days) <= months_before(as_of, 12)


def _count(
    seen: ColumnSeen,
    past: tuple[SettledItem, ...],
    later: tuple[SettledItem, ...],
    listed: int,
    as_of: date,
    day_of_looking: date,
    unopened: list[str],
    *,
    whole: bool,
) -> Measured:
    counts: dict[str, int | None] = {}
    late = doubtful = 0
    held: tuple[SettledItem, ...] = ()
    words = []
    match seen.category:
        case "consultation":
            letters = count_letters((*past, *later), as_of, day_of_looking)
            counts = {"items_last_year": letters.asked, "overdue": len(letters.overdue)}
            late, doubtful = letters.late, len(letters.unclear)
            words.append(f"一年内来信{letters.asked}件，超过三个月未答复{len(letters.overdue)}件")
            if doubtful:
                words.append(f"{doubtful}件看不出是否已答复")
        case "survey":
            surveys = count_surveys((*past, *later), as_of, day_of_looking)
            held = surveys.held
            counts = {"items_last_year": len(held), "unpublished": len(surveys.unpublished)}
            doubtful = len(surveys.unclear)
            words.append(f"一年内开展{len(held)}次，已结束而未公布结果{len(surveys.unpublished)}次")
            if doubtful:
                words.append(f"{doubtful}次看不出是否公布结果")
        case "interview":
            held = held_interviews(past, as_of, day_of_looking)
            counts = {"items_last_year": len(held)}
            words.append(f"一年内开展{len(held)}次")
    if not past and not later:
        because = f"{_tell(seen)}共{listed}条信息，均未注明发布时间。"
        column = _column(seen, "undated", because).model_copy(update={"dated_items": 0, **counts})
        return Measured(column, seen, held=held, late=late, doubtful=doubtful, is_whole=whole)
    latest = past[0].day if past else None
    days = f"最新一条为{latest.isoformat()}（距检查日{(as_of - latest).days}天）" if latest else "没有检查日以前的信息"
    ahead = [f"另有{len(later)}条的日期晚于检查日，未计入"] if later else []
    unfinished = [] if whole or seen.category not in _COUNTED else ["未能翻完一年内的全部页面，数量可能更多"]
    if unopened and seen.category in _COUNTED:
        unfinished = [f"列表还有没有打开的部分（{'、'.join(unopened[:_NAMED])}），数量可能更多"]
    because = f"{_tell(seen)}共读到{len(past)}条有日期的信息，{'；'.join([days, *words, *ahead, *unfinished])}。"
    told = {"latest": latest.isoformat() if latest else None, "dated_items": len(past), **counts}
    column = _column(seen, "found", because).model_copy(update=told)
    return Measured(column, seen, past, held=held, late=late, doubtful=doubtful, is_whole=whole)


def missing_column(category: Category, look: Observation, missed: list[str]) -> Measured:
    """A required category that was not found: `missing` after a complete look, else `undetermined`."""
    pictures = [look.settled.file] if look.settled is not None else []
    if not look.sought(category):
        because = f"没有看到{CATEGORIES[category]}类栏目，但{NOT_SOUGHT}，不能断定没有开设。"
        return Measured(Column(category=category, state="undetermined", because=because, evidence=pictures), None, is_whole=False)
    if missed:
        because = f"没有找到{CATEGORIES[category]}类栏目，但没有看全（{'；'.join(missed)}），不能断定没有开设。"
        return Measured(Column(category=category, state="undetermined", because=because, evidence=pictures), None, is_whole=False)
    because = f"已查看首页的导航、栏目、图片按钮和互动类栏目的下级页面，没有找到{CATEGORIES[category]}类栏目。"
    return Measured(Column(category=category, state="missing", because=because, evidence=pictures), None)


def _unread(seen: ColumnSeen) -> Measured:
    if not seen.pages:
        return _plain(seen, "undetermined", f"{_tell(seen)}在规定的页数和时间内没有打开，未能查看。")
    page = seen.pages[0]
    state: ColumnState = "unreachable" if page.state in OF_THE_SITE else "undetermined"
    status = f"（状态码{page.status}）" if page.status and page.state == "http_error" else ""
    return _plain(seen, state, f"{_tell(seen)}未能打开：{page.because or UNREAD[page.state]}{status}。")


def _without_items(seen: ColumnSeen, read: list[PageRead]) -> Measured:
    forms = {page.form for page in read}
    if forms <= {"blank", "list", "letters", "surveys", "interviews"}:
        return _plain(seen, "blank", f"{_tell(seen)}{read[0].because or '打开后没有任何内容'}。")
    if seen.category in _COUNTED:
        return _plain(seen, "undetermined", f"{_tell(seen)}打开后没有辨认出可以计数的列表，须由人工查看。")
    if "directory" in forms:
        return _plain(seen, "found", f"{_tell(seen)}只是下级栏目的目录，所属栏目另列。")
    if forms == {"article"}:
        return _plain(seen, "found", f"{_tell(seen)}打开后是一篇文章。")
    return _plain(seen, "undetermined", f"{_tell(seen)}的页面未能辨认出信息列表，须由人工查看。")


def _plain(seen: ColumnSeen, state: ColumnState, because: str) -> Measured:
    return Measured(_column(seen, state, because), seen, is_whole=state not in ("undetermined", "unreachable"))


def _column(seen: ColumnSeen, state: ColumnState, because: str) -> Column:
    pictures = [page.picture.file for page in seen.pages if page.picture is not None]
    evidence = [*seen.evidence, *pictures]
    return Column(category=seen.category, name=tidy(seen.name), url=seen.url, state=state, because=because, evidence=evidence)


def _tell(seen: ColumnSeen) -> str:
    return f"{CATEGORIES[seen.category]}栏目{quoted(seen.name)}"
