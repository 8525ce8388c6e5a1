"""Counting under doubt (CONTRACT.md): a rule that counts fails when what is proven reaches the limit, and passes when proven plus
doubtful stays under it; between the two nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.judgment.columns.measured import Measured
from checker.judgment.words import quoted
from checker.records.column import CATEGORIES
from checker.records.judgment import Outcome

_NAMED = 12


@dataclass(frozen=True)
class Count:
    """What is proven, what may be, and what kept it from being told."""

    proven: tuple[Measured, ...]
    doubtful: tuple[Measured, ...] = ()
    unseen: tuple[str, ...] = ()  # in Chinese: parts of the site that were not seen, each may hold any number
    unplaced: tuple[Measured, ...] = ()  # they count only where they are of the first level, which nobody knows

    def outcome(self, limit: int) -> Outcome:
        if len(self.proven) >= limit:
            return "fail"
        if self.unseen or len(self.proven) + len(self.doubtful) + len(self.unplaced) >= limit:
            return "cannot_tell"
        return "pass"

    def evidence(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file for each in self.proven for file in each.column.evidence))


def tell_names(columns: Sequence[Measured], days: bool = False) -> str:
    """`“通知公告”（最新2018-01-05）、政务咨询类栏目、…`, at most a dozen."""
    names = []
    for each in columns[:_NAMED]:
        when = f"（最新{each.latest.isoformat()}）" if each.latest else "（未注明时间）" if each.column.state == "undated" else ""
        names.append(_name(each) + (when if days else ""))
    more = f"等{len(columns)}个" if len(columns) > _NAMED else ""
    return "、".join(names) + more


def _name(each: Measured) -> str:
    """Behind an entrance no column has a name yet: then the kind that the edition asks for."""
    return quoted(each.column.name) if each.column.name else f"{CATEGORIES[each.column.category]}类栏目"


def tell_doubt(count: Count) -> str:
    """Why the count may be higher, as a sentence; empty where it cannot."""
    words = []
    if count.doubtful:
        words.append(f"另有{len(count.doubtful)}个栏目未能看清（{tell_names(count.doubtful)}）")
    if count.unplaced:
        words.append(f"另有{len(count.unplaced)}个栏目不能确定是否为一级栏目（{tell_names(count.unplaced)}）")
    words += count.unseen
    return f"{'；'.join(words)}。" if words else ""
