"""The columns of two looks as one list: what one look saw in order stands, and what only one could tell is not held against the site."""

from dataclasses import replace

from checker.judgment.columns.measured import Measured

_BEST_FIRST = ("found", "undated", "blank", "unreachable", "undetermined", "missing")


def join_columns(first: tuple[Measured, ...], second: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """In the order of the first look; columns that only the second one found come behind. A look without any leaves the other's."""
    if not first or not second:
        return first or second
    others = {_key(each): each for each in second}
    joined = [_join(each, others.pop(_key(each), None)) for each in first]
    joined += others.values()
    found = {each.column.category for each in joined if each.seen is not None}
    return tuple(each for each in joined if each.seen is not None or each.column.category not in found)


def _key(each: Measured) -> tuple[str, str | None, str | None]:
    return each.column.category, each.column.name, each.column.url


def _join(one: Measured, other: Measured | None) -> Measured:
    if other is None:
        return one
    if one.column.state == other.column.state:
        return max(one, other, key=_reach)
    better = min(one, other, key=lambda each: _BEST_FIRST.index(each.column.state))
    if "undetermined" in (one.column.state, other.column.state) and better.column.state != "found":
        because = f"第一次查看：{one.column.because}第二次查看：{other.column.because}"
        return replace(better, column=better.column.model_copy(update={"state": "undetermined", "because": because}))
    return better


def _reach(each: Measured) -> tuple[bool, int, int]:
    """Which of two equal readings saw more: whole ones, then newer and more items. The first of equals."""
    return each.is_whole, each.latest.toordinal() if each.latest else 0, len(each.items)
