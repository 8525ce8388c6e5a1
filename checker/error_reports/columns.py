"""Which column of an export is which: the platform and the offices head them differently, and in any order."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from checker.roster.cells import fold_word
from checker.roster.headers import Row

Field = Literal["site_code", "name", "url", "unit", "number", "received", "answered", "state"]

# Within a field the earlier word wins where several of its columns stand: the clock runs from when the site's unit had the report.
HEADERS: dict[Field, tuple[str, ...]] = {
    "site_code": ("网站标识码", "标识码", "政府网站标识码", "被反映网站标识码", "网站编码", "site_code", "site code"),
    "name": (
        "网站名称", "网站名", "被反映网站", "被反映网站名称", "被投诉网站", "问题网站", "问题网站名称", "涉及网站", "留言网站", "网站",
        "site name", "site",
    ),
    "url": (
        "首页地址", "首页网址", "网站首页地址", "网站首页网址", "网站网址", "网站地址", "网站域名", "域名", "网址",
        "问题网址", "问题页面", "问题页面地址", "问题页面网址", "页面地址", "错误地址", "错误页面地址", "url", "address",
    ),
    "unit": (
        "填报单位", "主办单位", "网站主办单位", "办理单位", "承办单位", "责任单位", "处理单位", "单位名称", "单位", "unit",
    ),
    "number": ("留言编号", "留言id", "留言号", "受理编号", "工单编号", "工单号", "信件编号", "问题编号", "编号", "number", "id"),
    "received": (
        "收到时间", "接收时间", "受理时间", "收到日期", "接收日期", "受理日期", "收件时间", "签收时间", "转办时间", "转办日期",
        "交办时间", "交办日期", "下发时间", "派发时间", "留言时间", "留言日期", "提交时间", "提交日期", "反映时间", "创建时间",
        "time received", "received",
    ),
    "answered": (
        "答复时间", "答复日期", "回复时间", "回复日期", "办结时间", "办结日期", "处理完成时间", "反馈时间", "反馈日期", "办理时间",
        "处理时间", "time answered", "answered",
    ),
    "state": ("办理状态", "处理状态", "留言状态", "答复状态", "回复状态", "状态", "办理情况", "state", "status"),
}  # fmt: skip
_FIELD_OF = {fold_word(word): (field, rank) for field, words in HEADERS.items() for rank, word in enumerate(words)}
_SITE: tuple[Field, ...] = ("site_code", "name", "url", "unit")
_ROWS_LOOKED_AT = 30  # titles and notes above the header


class Columns(NamedTuple):
    """The place of each known field, and the index of the first row under the header."""

    places: dict[Field, int]
    data: int

    def cell(self, row: Row, field: Field) -> str:
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def repeats_header(self, row: Row) -> bool:
        """True for a header printed once more between the rows."""
        return "received" in known_fields(row.cells)

    @property
    def name_a_site(self) -> bool:
        return any(field in self.places for field in _SITE)


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """The row near the top with most known headers, a time of receipt among them; None where no row has one."""
    best: Columns | None = None
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        places = known_fields(row.cells)
        if "received" in places and (best is None or len(places) > len(best.places)):
            best = Columns(places, index + 1)
    return best


def known_fields(cells: Sequence[str]) -> dict[Field, int]:
    ranked: dict[Field, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        known = _FIELD_OF.get(fold_word(cell)) or _FIELD_OF.get(fold_word(cell.partition("（")[0].partition("(")[0]))
        if known is not None:
            field, rank = known
            ranked[field] = min(ranked.get(field, (rank, place)), (rank, place))
    return {field: place for field, (_, place) in ranked.items()}
