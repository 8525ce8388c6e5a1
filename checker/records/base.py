"""What every noun of the road shares: it is frozen, and it knows all of its fields."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; an unknown field is an error, so that an old reader never half-understands a new file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Box(NamedTuple):
    """A rectangle in CSS px: left, top, width, height, of whatever picture or document its owner names."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Box":
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, margin: float) -> "Box":
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def cut_to(self, other: "Box") -> "Box":
        """The part that both share; of zero width or height where they share none."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def rounded(self) -> "Box":
        return Box(*(round(side, 1) for side in self))


def around(boxes: "list[Box]") -> Box:
    """The smallest box that holds all of `boxes`; raises ValueError for none."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, right - left, bottom - top)


def part_of(whole: Box, part: Box) -> Box:
    """A place in fractions of another box's sides, which must have a size."""
    return Box((part.x - whole.x) / whole.width, (part.y - whole.y) / whole.height, part.width / whole.width, part.height / whole.height)
