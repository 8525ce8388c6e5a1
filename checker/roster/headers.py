"""Which column is which: the header words that offices use, and the row in which they stand."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from checker.roster.cells import fold_word

Field = Literal["site_code", "name", "unit", "url", "level", "icp", "public_security", "status", "services"]

# Within a field the earlier word wins where two of its columns stand; the other column is kept as unknown.
HEADERS: dict[Field, tuple[str, ...]] = {
    "site_code": ("site_code", "网站标识码", "标识码", "政府网站标识码", "site id code", "code"),
    "name": ("name", "网站名称", "网站名", "名称", "site name", "website name"),
    "unit": ("unit", "填报单位", "主办单位", "网站主办单位", "单位名称", "单位", "organisation", "organization", "sponsor"),
    "url": (
        "url", "首页地址", "首页网址", "网址", "网站首页地址", "网站首页网址", "网站网址", "网站地址", "首页链接",
        "首页URL", "网站域名", "域名", "home page", "homepage url", "site url", "website", "link", "address",
    ),
    "level": ("level", "网站类型", "层级", "网站层级", "网站级别", "网站类别", "类型", "级别", "site type", "type"),
    "icp": ("icp", "ICP备案号", "ICP备案编号", "ICP备案序号", "ICP备案", "icp number"),
    "public_security": (
        "public_security", "公安备案号", "网安备案号", "公安（网安）备案号", "公安机关备案号", "公安联网备案号",
        "公安备案", "网安备案", "public security number", "police number",
    ),
    "status": ("status", "状态", "运行状态", "网站状态", "state"),
    "services": ("services", "办事服务", "有无办事服务", "是否有办事服务", "办事服务事项", "有无办事服务事项"),
}  # fmt: skip
ACCEPTED_ADDRESS_HEADERS = HEADERS["url"][:4]

_FIELD_OF: dict[str, tuple[Field, int]] = {
    fold_word(word): (field, rank) for field, words in HEADERS.items() for rank, word in enumerate(words)
}
_BRACKETED = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_ROWS_LOOKED_AT = 30  # titles, dates and notes above the header


class Row(NamedTuple):
    """A row with its number as a spreadsheet shows it (from 1) and its cells from column A on."""

    number: int
    cells: list[str]


class Header(NamedTuple):
    """`names` by column; `columns` the place of each known field; `data` the index of the first row under the header."""

    names: list[str]
    columns: dict[Field, int]
    data: int


def find_header(rows: Sequence[Row]) -> Header | None:
    """The row near the top with most known headers, an address among them; None where no row has an address header."""
    best: Header | None = None
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        columns = _known_columns(row.cells)
        if "url" in columns and (best is None or len(columns) > len(best.columns)):
            best = Header(list(row.cells), columns, index + 1)
    if best is not None and best.data < len(rows):
        return _with_second_line(best, rows[best.data].cells)
    return best


def is_address_header(text: str) -> bool:
    """True for a cell that repeats the header in the middle of the rows, as tables printed page by page do."""
    known = _field_of(text)
    return known is not None and known[0] == "url"


def _field_of(text: str) -> tuple[Field, int] | None:
    return _FIELD_OF.get(fold_word(text)) or _FIELD_OF.get(fold_word(_BRACKETED.sub("", text)))


def _known_columns(cells: Sequence[str]) -> dict[Field, int]:
    ranked: dict[Field, tuple[int, int]] = {}
    for column, cell in enumerate(cells):
        known = _field_of(cell)
        if known is not None:
            field, rank = known
            ranked[field] = min(ranked.get(field, (rank, column)), (rank, column))
    return {field: column for field, (_, column) in ranked.items()}


def _with_second_line(header: Header, cells: Sequence[str]) -> Header:
    """Headers of two lines (备案情况 over ICP备案号 and 公安备案号): the second line names the columns under the first."""
    second = _known_columns(cells)
    first_line_columns = {header.columns[field] for field in header.columns}
    written = {column for column, cell in enumerate(cells) if cell}
    if not second or written & first_line_columns or "url" in second:
        return header
    names = [*header.names, *[""] * (len(cells) - len(header.names))]
    for column in written:
        names[column] = cells[column]
    return Header(names, {**second, **header.columns}, header.data + 1)
