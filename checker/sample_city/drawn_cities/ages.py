"""How old the items of a drawn column are, in days before the city's day: fresh or stale to the day, as the table says."""

from dataclasses import dataclass
from datetime import date
from random import Random

from checker.records.days import months_before

FORTNIGHT = 14


@dataclass(frozen=True)
class Ages:
    """Draws the ages of one site's columns; `day` is the day on which the table is true."""

    chance: Random
    day: date

    def news(self, *, stale: bool) -> tuple[int, ...]:
        newest = self.chance.choice((15, 15, 16, 19, 27, 44, 80, 130, 260)) if stale else self.chance.choice((0, 1, 2, 3, 5, 8, 13, 14))
        return self._run(newest, self.chance.randint(8, 14), 6)

    def busy_news(self) -> tuple[int, ...]:
        """Ten and more within the fortnight, as a site has that is looked after."""
        return self._run(self.chance.choice((0, 1)), self.chance.randint(11, 14), 1)

    def documents(self, *, stale: bool) -> tuple[int, ...]:
        limit = self._months(6)
        newest = self.chance.choice((limit + 1, limit + 1, 240, 330, 420, 700)) if stale else self.chance.choice((2, 9, 20, 60, 110, limit))
        return self._run(newest, self.chance.randint(6, 11), 30)

    def others(self, *, stale: bool) -> tuple[int, ...]:
        limit = self._months(12)
        newest = self.chance.choice((limit + 1, 480, 800)) if stale else self.chance.choice((4, 30, 90, 200, limit))
        return self._run(newest, self.chance.randint(4, 8), 60)

    def yearly(self, within: int, *, before: int) -> tuple[int, ...]:
        """So many within the year, and some `before` it: the last day of the year and the day before it are among them now and then."""
        year = self._months(12)
        span = range(3, year)  # the same day a year ago is out of it
        young = sorted(self.chance.sample(span, within))
        if young and self.chance.random() < 0.3:
            young[-1] = year - 1
        old = [year + step * 45 + self.chance.choice((0, 11)) for step in range(before)]
        return (*young, *old)

    def _run(self, newest: int, count: int, widest: int) -> tuple[int, ...]:
        ages = [newest]
        for _ in range(count - 1):
            ages.append(ages[-1] + self.chance.randint(0 if widest < 10 else 3, widest))
        return tuple(ages)

    def _months(self, months: int) -> int:
        """The age of what is just as old as so many calendar months."""
        return (self.day - months_before(self.day, months)).days
