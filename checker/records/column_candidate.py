"""What locating hands on of columns: a place of the home page that names one, as pieces that can be proven seen."""

from dataclasses import dataclass

from checker.records.base import Box, around
from checker.records.candidate import Piece
from checker.records.column import Category, How, ListItem


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """One place where a column's name stands. Without `is_open` nobody sees it before `head` is hovered over (or clicked)."""

    how: How
    words: str  # as printed, or as a picture's attribute or the reading of its words says
    pieces: tuple[Piece, ...]
    address: str | None = None  # absolute; null where a script knows it, or nothing leads on
    opens_by_hover: bool = False
    opens_by_click: bool = False
    head: Piece | None = None  # what stands before it: the menu's entry, the tab

    @property
    def is_open(self) -> bool:
        return not (self.opens_by_hover or self.opens_by_click)

    @property
    def box(self) -> Box | None:
        """Page CSS px in the snapshot; null for what is not laid out."""
        boxes = [piece.box for piece in self.pieces if piece.box is not None]
        return around(boxes) if boxes else None


@dataclass(frozen=True, slots=True)
class ColumnCandidate:
    """A column to be: all its places, the one that is seen best first. `address` is null where the block itself is all there is."""

    name: str
    address: str | None
    category: Category
    places: tuple[ColumnPlace, ...]
    is_directory: bool = False  # it only leads to columns: worth opening for them
    items: tuple[ListItem, ...] = ()  # of its block on the home page
    also_named: tuple[str, ...] = ()  # other names that lead to the same address
    level: int = 1  # on a sitemap, the depth that it stands in
    under: str | None = None  # on a sitemap, the name that it stands under

    @property
    def how(self) -> How:
        return self.places[0].how

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.places[0].pieces

    @property
    def box(self) -> Box | None:
        return self.places[0].box

    @property
    def opens_by_hover(self) -> bool:
        return self.places[0].opens_by_hover

    @property
    def opens_by_click(self) -> bool:
        return self.places[0].opens_by_click
