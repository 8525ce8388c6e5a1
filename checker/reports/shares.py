"""Counts and their shares in whole percent, as notices give them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """`count` of `total` sites."""

    count: int
    total: int

    @property
    def percent(self) -> str:
        """Rounded half up; what is not nothing is never 0%, and what is not all never 100%."""
        whole = whole_percent(self.count, self.total)
        if whole == 0 and self.count:
            return "不足1%"
        return "超过99%" if whole == 100 and self.count < self.total else f"{whole}%"


def whole_percent(count: int, total: int) -> int:
    """Rounded half up, in integers; 0 where there is nothing to take a share of."""
    return (200 * count + total) // (2 * total) if total else 0
